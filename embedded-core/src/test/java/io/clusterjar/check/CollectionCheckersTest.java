package io.clusterjar.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CollectionCheckersTest {
    private static Operation ok(Kind kind, String argument, List<String> result, long invoked, long returned) {
        return Operation.ok("c", kind, "k", argument, result, invoked, returned);
    }

    private static Operation ok(Kind kind, String argument, long invoked, long returned) {
        return ok(kind, argument, List.of(), invoked, returned);
    }

    // ---- counters

    private static Verdict counter(Operation... operations) {
        return new CounterChecker().check(History.of(operations));
    }

    @Test
    void shouldPassWhenACounterIsWithinItsBounds() {
        assertThat(counter(
                                ok(Kind.INCREMENT, "1", List.of("1"), 0, 1),
                                Operation.unknown("u", Kind.INCREMENT, "k", "5", 2),
                                ok(Kind.COUNT, null, List.of("6"), 3, 4),
                                ok(Kind.INCREMENT, "-2", List.of("4"), 5, 6),
                                Operation.failed("f", Kind.INCREMENT, "k", "100", 7, 8),
                                ok(Kind.COUNT, null, List.of("4"), 9, 10))
                        .isPass())
                .isTrue();
    }

    @Test
    void shouldSayNoWhenACounterLostAnIncrement() {
        Verdict verdict = counter(
                ok(Kind.INCREMENT, "1", List.of("1"), 0, 1),
                ok(Kind.INCREMENT, "1", List.of("2"), 2, 3),
                ok(Kind.COUNT, null, List.of("1"), 4, 5));

        assertThat(verdict.explanation()).contains("lost 1 of what was acknowledged", "1 is not within 2 to 2");
    }

    @Test
    void shouldSayNoWhenACounterCountsTooMuch() {
        assertThat(counter(ok(Kind.INCREMENT, "1", List.of("2"), 0, 1)).explanation())
                .contains("counted 1 more than anybody asked for");
        assertThat(counter(
                                Operation.failed("f", Kind.INCREMENT, "k", "1", 0, 1),
                                ok(Kind.COUNT, null, List.of("1"), 2, 3))
                        .isViolation())
                .isTrue();
    }

    @Test
    void shouldTakeDecrementsIntoAccountWhenTheyAreUncertain() {
        Operation down = Operation.unknown("u", Kind.INCREMENT, "k", "-5", 2);
        assertThat(counter(down, ok(Kind.COUNT, null, List.of("-5"), 3, 4)).isPass())
                .isTrue();
        assertThat(counter(down, ok(Kind.COUNT, null, List.of(), 3, 4)).isPass())
                .isTrue();
        assertThat(counter(down, ok(Kind.COUNT, null, List.of("-6"), 3, 4)).isViolation())
                .isTrue();
        assertThat(counter(down, ok(Kind.COUNT, null, List.of("1"), 3, 4)).isViolation())
                .isTrue();
    }

    // ---- sets

    private static Verdict set(Operation... operations) {
        return new SetChecker().check(History.of(operations));
    }

    @Test
    void shouldPassWhenASetHasWhatIsCertainAndOnlyWhatIsPossible() {
        assertThat(set(
                                ok(Kind.ADD, "a", 0, 1),
                                Operation.unknown("u", Kind.ADD, "k", "b", 0),
                                Operation.unknown("u", Kind.ADD, "k", "c", 0),
                                ok(Kind.ADD, "d", 2, 9),
                                ok(Kind.MEMBERS, null, List.of("a", "c"), 3, 4))
                        .isPass())
                .isTrue();
    }

    @Test
    void shouldSayNoWhenASetLostAMember() {
        assertThat(set(ok(Kind.ADD, "a", 0, 1), ok(Kind.ADD, "b", 2, 3), ok(Kind.MEMBERS, null, List.of("b"), 4, 5))
                        .explanation())
                .contains("lost 1 acknowledged members of 2", "SADD k \"a\"");
    }

    @Test
    void shouldSayNoWhenASetHasAPhantom() {
        assertThat(set(Operation.failed("f", Kind.ADD, "k", "a", 0, 1), ok(Kind.MEMBERS, null, List.of("a"), 4, 5))
                        .explanation())
                .contains("nobody had added");
        assertThat(set(ok(Kind.MEMBERS, null, List.of("a"), 4, 5), ok(Kind.ADD, "a", 6, 7))
                        .isViolation())
                .isTrue();
    }

    // ---- lists

    private static Verdict list(Operation... operations) {
        return new ListChecker().check(History.of(operations));
    }

    @Test
    void shouldPassWhenAListGrowsInOrder() {
        assertThat(list(
                                ok(Kind.APPEND, "a", 0, 1),
                                ok(Kind.ELEMENTS, null, List.of("a"), 2, 3),
                                ok(Kind.APPEND, "b", 4, 7),
                                ok(Kind.APPEND, "c", 5, 6),
                                ok(Kind.ELEMENTS, null, List.of("a", "c", "b"), 8, 9))
                        .isPass())
                .isTrue();
    }

    @Test
    void shouldSayNoWhenAListLosesDoublesOrInvents() {
        Operation a = ok(Kind.APPEND, "a", 0, 1);
        assertThat(list(a, ok(Kind.ELEMENTS, null, List.of(), 2, 3)).explanation())
                .contains("lost \"a\"");
        assertThat(list(a, ok(Kind.ELEMENTS, null, List.of("a", "a"), 2, 3)).explanation())
                .contains("\"a\" twice");
        assertThat(list(a, ok(Kind.ELEMENTS, null, List.of("a", "x"), 2, 3)).explanation())
                .contains("nobody had appended, \"x\"");
    }

    @Test
    void shouldSayNoWhenAListIsOutOfOrder() {
        assertThat(list(
                                ok(Kind.APPEND, "a", 0, 1),
                                ok(Kind.APPEND, "b", 2, 3),
                                ok(Kind.ELEMENTS, null, List.of("b", "a"), 4, 5))
                        .explanation())
                .contains("out of order");
    }

    @Test
    void shouldSayNoWhenAListChangesItsMind() {
        assertThat(list(
                                ok(Kind.APPEND, "a", 0, 9),
                                ok(Kind.APPEND, "b", 0, 9),
                                ok(Kind.ELEMENTS, null, List.of("a"), 3, 4),
                                ok(Kind.ELEMENTS, null, List.of("b", "a"), 10, 11))
                        .explanation())
                .contains("changed at index 0");
    }
}

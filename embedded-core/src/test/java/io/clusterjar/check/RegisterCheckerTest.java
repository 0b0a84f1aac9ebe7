package io.clusterjar.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RegisterCheckerTest {
    private final RegisterChecker checker = new RegisterChecker();

    private static Operation write(String client, String value, long invoked, long returned) {
        return Operation.ok(client, Kind.WRITE, "k", value, List.of(), invoked, returned);
    }

    private static Operation read(String client, String value, long invoked, long returned) {
        return Operation.ok(
                client, Kind.READ, "k", null, value == null ? List.of() : List.of(value), invoked, returned);
    }

    private Verdict check(Operation... operations) {
        return checker.check(History.of(operations));
    }

    @Test
    void shouldPassWhenAReadSeesTheLastWrite() {
        assertThat(check(read("b", null, 0, 1), write("a", "1", 2, 4), read("b", "1", 3, 5), read("b", "1", 6, 7))
                        .isPass())
                .isTrue();
    }

    @Test
    void shouldSayNoWhenAReadIsStale() {
        Verdict verdict = check(write("a", "1", 0, 1), write("a", "2", 2, 3), read("b", "1", 4, 5));

        assertThat(verdict.isViolation()).isTrue();
        assertThat(verdict.explanation()).contains("key k is not linearizable", "\"1\" came back after \"2\"");
        assertThat(verdict.witnesses()).hasSize(3);
    }

    @Test
    void shouldPassWhenAStaleReadIsConcurrentWithTheWrite() {
        assertThat(check(write("a", "1", 0, 1), write("a", "2", 2, 6), read("b", "1", 4, 5))
                        .isPass())
                .isTrue();
    }

    @Test
    void shouldSayNoWhenANewValueVanishesAgain() {
        assertThat(check(write("a", "1", 0, 1), write("a", "2", 2, 9), read("b", "2", 3, 4), read("b", "1", 5, 6))
                        .isViolation())
                .isTrue();
    }

    @Test
    void shouldSayNoWhenAnAcknowledgedWriteIsNotThere() {
        Verdict verdict = check(write("a", "1", 0, 1), read("b", null, 2, 3));

        assertThat(verdict.isViolation()).isTrue();
        assertThat(verdict.explanation()).contains("absence came back after \"1\"");
    }

    @Test
    void shouldSayNoWhenNobodyWroteWhatWasRead() {
        assertThat(check(read("b", "7", 2, 3)).explanation()).contains("nobody wrote");
    }

    @Test
    void shouldSayNoWhenAReadComesBeforeItsWrite() {
        assertThat(check(read("b", "7", 2, 3), write("a", "7", 4, 5)).explanation())
                .contains("before it was written");
    }

    @Test
    void shouldSayNoWhenARefusedWriteIsRead() {
        assertThat(check(Operation.failed("a", Kind.WRITE, "k", "7", 0, 1), read("b", "7", 2, 3))
                        .explanation())
                .contains("refused");
    }

    @Test
    void shouldPassWhenAWriteOfUnknownOutcomeComesLate() {
        assertThat(check(
                                Operation.unknown("a", Kind.WRITE, "k", "1", 0),
                                write("b", "2", 2, 3),
                                read("c", "2", 4, 5),
                                read("c", "1", 6, 7))
                        .isPass())
                .isTrue();
    }

    @Test
    void shouldPassWhenAWriteOfUnknownOutcomeIsNeverSeen() {
        assertThat(check(Operation.unknown("a", Kind.WRITE, "k", "1", 0), read("c", null, 6, 7))
                        .isPass())
                .isTrue();
    }

    @Test
    void shouldSayNoWhenAWriteOfUnknownOutcomeComesAndGoes() {
        assertThat(check(
                                Operation.unknown("a", Kind.WRITE, "k", "1", 0),
                                write("b", "2", 2, 3),
                                read("c", "1", 4, 5),
                                read("c", "2", 6, 7))
                        .isViolation())
                .isTrue();
    }

    @Test
    void shouldSayNoWhenTwoReadersSeeWritesInDifferentOrder() {
        assertThat(check(
                                write("a", "1", 0, 100),
                                write("b", "2", 0, 100),
                                read("c", "1", 10, 11),
                                read("d", "2", 12, 13),
                                read("c", "1", 14, 15))
                        .isViolation())
                .isTrue();
    }

    @Test
    void shouldKeepKeysApartWhenTheyHaveTheSameValues() {
        Operation other = Operation.ok("a", Kind.WRITE, "other", "2", List.of(), 2, 3);
        assertThat(check(write("a", "1", 0, 1), other, read("b", "1", 4, 5)).isPass())
                .isTrue();
    }

    @Test
    void shouldNotKnowWhenAValueIsWrittenTwiceOrAKeyDeleted() {
        assertThat(check(write("a", "1", 0, 1), write("a", "1", 2, 3)).answer()).isEqualTo(Verdict.Answer.UNKNOWN);
        assertThat(check(Operation.ok("a", Kind.DELETE, "k", null, List.of(), 2, 3))
                        .answer())
                .isEqualTo(Verdict.Answer.UNKNOWN);
    }
}

package io.clusterjar.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearizabilityCheckerTest {
    private static final int RANDOM_HISTORIES = 20_000;

    private static Operation ok(
            String client, Kind kind, String argument, List<String> result, long invoked, long returned) {
        return Operation.ok(client, kind, "k", argument, result, invoked, returned);
    }

    @Test
    void shouldSayNoWhenADeletedValueComesBack() {
        LinearizabilityChecker<List<String>> checker = new LinearizabilityChecker<>(Models.register());
        Verdict verdict = checker.check(History.of(
                ok("a", Kind.WRITE, "1", List.of(), 0, 1),
                ok("a", Kind.DELETE, null, List.of(), 2, 3),
                ok("b", Kind.READ, null, List.of("1"), 4, 5)));

        assertThat(verdict.isViolation()).isTrue();
        assertThat(verdict.explanation()).contains("state []", "b GET k -> \"1\"");
    }

    @Test
    void shouldPassWhenTheSameValueIsWrittenAgainAfterADelete() {
        assertThat(new LinearizabilityChecker<>(Models.register())
                        .check(History.of(
                                ok("a", Kind.WRITE, "1", List.of(), 0, 1),
                                ok("a", Kind.DELETE, null, List.of(), 2, 3),
                                ok("c", Kind.WRITE, "1", List.of(), 2, 9),
                                ok("b", Kind.READ, null, List.of("1"), 4, 5)))
                        .isPass())
                .isTrue();
    }

    @Test
    void shouldSayNoWhenTwoIncrementsAnswerTheSame() {
        LinearizabilityChecker<Long> checker = new LinearizabilityChecker<>(Models.counter());
        assertThat(checker.check(History.of(
                                ok("a", Kind.INCREMENT, "1", List.of("1"), 0, 5),
                                ok("b", Kind.INCREMENT, "1", List.of("1"), 0, 5)))
                        .isViolation())
                .isTrue();
        assertThat(checker.check(History.of(
                                ok("a", Kind.INCREMENT, "1", List.of("2"), 0, 5),
                                ok("b", Kind.INCREMENT, "1", List.of("1"), 0, 5)))
                        .isPass())
                .isTrue();
    }

    @Test
    void shouldSayNoWhenAListAnswersOutOfOrder() {
        LinearizabilityChecker<List<String>> checker = new LinearizabilityChecker<>(Models.list());
        assertThat(checker.check(History.of(
                                ok("a", Kind.APPEND, "x", List.of("1"), 0, 5),
                                ok("b", Kind.APPEND, "y", List.of("2"), 0, 5),
                                ok("c", Kind.ELEMENTS, null, List.of("y", "x"), 6, 7)))
                        .isViolation())
                .isTrue();
    }

    @Test
    void shouldSayNoWhenASetForgets() {
        assertThat(new LinearizabilityChecker<>(Models.set())
                        .check(History.of(
                                ok("a", Kind.ADD, "x", List.of(), 0, 5), ok("c", Kind.MEMBERS, null, List.of(), 6, 7)))
                        .isViolation())
                .isTrue();
    }

    @Test
    void shouldNotKnowWhenTheStepsRunOut() {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            operations.add(Operation.unknown("c" + i, Kind.WRITE, "k", "v" + i, 0));
        }
        operations.add(ok("r", Kind.READ, null, List.of("none of them"), 1, 2));

        Verdict verdict = new LinearizabilityChecker<>(Models.register(), 1000).check(History.of(operations));

        assertThat(verdict.answer()).isEqualTo(Verdict.Answer.UNKNOWN);
        assertThat(verdict.explanation()).contains("gave up after 1000 steps");
    }

    @Test
    void shouldAgreeWithTheFastCheckerWhenHistoriesAreRandom() {
        LinearizabilityChecker<List<String>> search = new LinearizabilityChecker<>(Models.register());
        RegisterChecker fast = new RegisterChecker();
        int violations = 0;
        for (long seed = 0; seed < RANDOM_HISTORIES; seed++) {
            History history = random(new Random(seed));
            Verdict slow = search.check(history);
            assertThat(fast.check(history).answer())
                    .as("seed %d\n%s%s", seed, history, slow)
                    .isEqualTo(slow.answer());
            violations += slow.isViolation() ? 1 : 0;
        }
        assertThat(violations).isBetween(RANDOM_HISTORIES / 5, RANDOM_HISTORIES * 4 / 5);
    }

    /** Up to five clients on one key. Answers come from a real register at a moment within the call, now and then from a lie. */
    private static History random(Random random) {
        int clients = 1 + random.nextInt(5);
        List<long[]> calls = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            long now = random.nextInt(6);
            int count = 1 + random.nextInt(4);
            for (int i = 0; i < count; i++) {
                long invoked = now + random.nextInt(4);
                long returned = invoked + random.nextInt(8);
                long done = invoked + random.nextInt((int) (returned - invoked) + 1);
                calls.add(new long[] {client, invoked, returned, done});
                now = returned + 1;
            }
        }
        Collections.shuffle(calls, random);
        calls.sort((a, b) -> Long.compare(a[3], b[3]));
        List<Operation> operations = new ArrayList<>();
        String value = null;
        int lies = random.nextInt(3);
        for (int i = 0; i < calls.size(); i++) {
            long[] call = calls.get(i);
            String client = "c" + call[0];
            if (random.nextBoolean()) {
                operations.add(randomWrite(random, client, "v" + i, call));
                boolean done = operations.get(i).outcome() == Outcome.OK || random.nextInt(3) == 0;
                value = done && operations.get(i).outcome() != Outcome.FAIL ? "v" + i : value;
            } else {
                String told = random.nextInt(8) < lies ? "v" + random.nextInt(calls.size()) : value;
                operations.add(ok(client, Kind.READ, null, told == null ? List.of() : List.of(told), call[1], call[2]));
            }
        }
        Collections.shuffle(operations, random);
        return History.of(operations);
    }

    private static Operation randomWrite(Random random, String client, String value, long[] call) {
        return switch (random.nextInt(6)) {
            case 0 -> Operation.unknown(client, Kind.WRITE, "k", value, call[1]);
            case 1 -> Operation.failed(client, Kind.WRITE, "k", value, call[1], call[2]);
            default -> ok(client, Kind.WRITE, value, List.of(), call[1], call[2]);
        };
    }
}

package io.clusterjar.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossCheckerTest {
    private static final long SECOND = 1_000_000_000;
    private static final LossContract CONTRACT = LossContract.of(Duration.ofSeconds(15));

    private final List<Operation> operations = new ArrayList<>();

    private void add(String member, long atS, String node, long offset, String... confirmedBy) {
        operations.add(new Operation(
                "c",
                Kind.ADD,
                "k",
                member,
                List.of(),
                atS * SECOND,
                atS * SECOND + 1,
                Outcome.OK,
                new Receipt(node, offset, "", List.of(confirmedBy))));
    }

    private void members(String... found) {
        operations.add(Operation.ok("c", Kind.MEMBERS, "k", null, List.of(found), 900 * SECOND, 901 * SECOND));
    }

    private LossReport report(LossContract contract, Succession... successions) {
        return new LossChecker(contract, List.of(successions)).report(History.of(operations));
    }

    private static Succession promotion(long atS, String master, String replica, long offset) {
        return Succession.promotion(atS * SECOND, master, replica, offset);
    }

    @Test
    void shouldFindNothingWhenNothingIsLost() {
        add("a", 100, "m", 10);
        members("a");

        LossReport report = report(CONTRACT);

        assertThat(report.lost()).isEmpty();
        assertThat(report.acknowledged()).isEqualTo(1);
        assertThat(report.verdict().isPass()).isTrue();
    }

    private void delete(long atS) {
        operations.add(Operation.ok("c", Kind.DELETE, "k", null, List.of(), atS * SECOND, atS * SECOND + 1));
    }

    @Test
    void shouldMissNothingWhenItWasDeleted() {
        add("a", 100, "m", 10);
        delete(200);
        add("b", 300, "m", 20);
        members("b");

        assertThat(report(CONTRACT).lost()).isEmpty();
    }

    @Test
    void shouldMissAMemberWhenOnlyWhatWasBeforeItWasDeleted() {
        add("a", 100, "m", 10);
        delete(200);
        add("b", 300, "m", 20);
        members();

        assertThat(report(CONTRACT).lost())
                .extracting(loss -> loss.write().argument())
                .containsExactly("b");
    }

    @Test
    void shouldMissNoValueWhenItMayHaveBeenDeleted() {
        operations.add(Operation.ok("c", Kind.WRITE, "k", "a", List.of(), 100 * SECOND, 101 * SECOND));
        operations.add(Operation.unknown("c", Kind.DELETE, "k", null, 200 * SECOND));
        operations.add(Operation.ok("c", Kind.READ, "k", null, List.of(), 300 * SECOND, 301 * SECOND));

        assertThat(report(CONTRACT).lost()).isEmpty();
    }

    @Test
    void shouldExcuseWhenTheWriteLiesAboveThePromotedReplicasOffset() {
        add("a", 99, "m", 10);
        add("b", 100, "m", 20);
        add("c", 103, "m", 30);
        members("a");

        LossReport report = report(CONTRACT, promotion(116, "m", "r", 10));

        assertThat(report.verdict().isPass()).isTrue();
        assertThat(report.lost()).hasSize(2);
        assertThat(report.window()).isEqualTo(Duration.ofSeconds(3));
        assertThat(report)
                .hasToString(
                        "lost 2 of 3 acknowledged writes, 0 without excuse, from 100.000 s to 103.000 s (3.000 s)");
    }

    @Test
    void shouldSayNoWhenThePromotedReplicaHadIt() {
        add("a", 100, "m", 10);
        members();

        assertThat(report(CONTRACT, promotion(116, "m", "r", 10)).verdict().explanation())
                .contains("it was on r, which nobody replaced within the window", "SADD k \"a\"");
    }

    @Test
    void shouldSayNoWhenNobodyWasPromoted() {
        add("a", 100, "m", 10);
        members();

        assertThat(report(CONTRACT).verdict().isViolation()).isTrue();
        assertThat(report(CONTRACT, promotion(116, "other", "r", 1)).verdict().isViolation())
                .isTrue();
    }

    @Test
    void shouldSayNoWhenThePromotedReplicaHadConfirmedIt() {
        add("a", 100, "m", 10, "r");
        members();

        assertThat(report(CONTRACT, promotion(116, "m", "r", 5)).verdict().explanation())
                .contains("r, had confirmed it");
        assertThat(report(CONTRACT, promotion(116, "m", "s", 5)).verdict().isPass())
                .isTrue();
    }

    @Test
    void shouldSayNoWhenTheMasterAcknowledgedTooLongAfterItWasReplaced() {
        add("a", 123, "m", 10);
        add("b", 130, "m", 20);
        members();

        LossReport report = report(CONTRACT, promotion(116, "m", "r", 5));

        assertThat(report.inexcusable())
                .extracting(loss -> loss.write().argument())
                .containsExactly("b");
    }

    @Test
    void shouldExcuseLongerWhenTheMasterStoodStill() {
        add("a", 130, "m", 10);
        members();

        Succession paused = promotion(116, "m", "r", 5).withPause(Duration.ofSeconds(10));
        assertThat(report(CONTRACT, paused).verdict().isPass()).isTrue();
    }

    @Test
    void shouldSayNoWhenTheWriteIsTooOldForAValidReplica() {
        add("a", 100, "m", 10);
        members();

        assertThat(report(CONTRACT, promotion(400, "m", "r", 5)).verdict().explanation())
                .contains("too old");
        LossContract anyAge =
                new LossContract(Duration.ofSeconds(15), 0, Duration.ofSeconds(10), Duration.ZERO, Duration.ZERO);
        assertThat(report(anyAge, promotion(400, "m", "r", 5)).verdict().isPass())
                .isTrue();
    }

    @Test
    void shouldSayNoWhenMoreIsLostThanTheMaximumLagAllows() {
        add("a", 100, "m", 10);
        add("b", 105, "m", 20);
        add("c", 118, "m", 30);
        members();

        LossReport report = report(CONTRACT.withMaxLag(Duration.ofSeconds(10)), promotion(120, "m", "r", 5));

        assertThat(report.inexcusable())
                .extracting(loss -> loss.write().argument())
                .containsExactly("c");
    }

    @Test
    void shouldFollowTheWriteWhenASecondReplicaIsPromoted() {
        add("a", 100, "m", 10);
        members();

        assertThat(report(CONTRACT, promotion(116, "m", "r", 10), promotion(140, "r", "s", 5))
                        .verdict()
                        .isPass())
                .isTrue();
    }

    @Test
    void shouldExcuseWhenTheMasterCameBackEmpty() {
        add("a", 100, "m", 10);
        add("b", 103, "m", 4);
        members("b");

        assertThat(report(CONTRACT, Succession.emptyRestart(102 * SECOND, "m"))
                        .verdict()
                        .isPass())
                .isTrue();
        assertThat(report(CONTRACT, Succession.emptyRestart(99 * SECOND, "m"))
                        .verdict()
                        .isViolation())
                .isTrue();
    }

    @Test
    void shouldExcuseWhenThePromotedReplicaHadAnotherHistory() {
        operations.add(new Operation(
                "c",
                Kind.ADD,
                "k",
                "a",
                List.of(),
                100 * SECOND,
                100 * SECOND,
                Outcome.OK,
                new Receipt("m", 10, "new")));
        members();

        Succession promotion = promotion(101, "m", "r", 900);
        assertThat(report(CONTRACT, promotion.withHistory("old")).verdict().isPass())
                .isTrue();
        assertThat(report(CONTRACT, promotion.withHistory("new")).verdict().isViolation())
                .isTrue();
    }

    @Test
    void shouldExcuseForANodeTimeoutWhenAReplacedMasterStartsAgain() {
        add("a", 205, "m", 1);
        add("b", 240, "m", 2);
        members();

        LossReport report = report(CONTRACT, promotion(116, "m", "r", 0), Succession.emptyRestart(200 * SECOND, "m"));

        assertThat(report.inexcusable())
                .extracting(loss -> loss.write().argument())
                .containsExactly("b");
    }

    @Test
    void shouldFindALostValueWhenAnOlderOneStandsInARegister() {
        for (int i = 1; i <= 3; i++) {
            operations.add(Operation.ok("c", Kind.WRITE, "k", "v" + i, List.of(), i * 10L, i * 10 + 5));
        }
        operations.add(Operation.ok("c", Kind.READ, "k", null, List.of("v1"), 100, 101));

        LossReport report = new LossChecker().report(History.of(operations));

        assertThat(report.lost()).extracting(loss -> loss.write().argument()).containsExactly("v2", "v3");
        assertThat(report.verdict().isViolation()).isTrue();
    }

    @Test
    void shouldRefuseWhenAContractHasTimesThatCannotBe() {
        assertThatThrownBy(() -> LossContract.of(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("nodeTimeout=PT-1S is not within zero to PT2400H");
        assertThatThrownBy(() -> LossContract.of(Duration.ofSeconds(Long.MAX_VALUE)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LossContract.of(Duration.ofSeconds(1)).withMaxLag(Duration.ofSeconds(-1)))
                .hasMessage("maxLag=PT-1S is not within zero to PT2400H");
        assertThatThrownBy(
                        () -> new LossContract(Duration.ofDays(1), 1001, Duration.ZERO, Duration.ZERO, Duration.ZERO))
                .hasMessage("validityFactor=1001 is not within 0 to 1000");
        Duration longest = Duration.ofDays(100);
        assertThat(new LossContract(longest, 1000, longest, longest, longest).earliestBeforeNs())
                .isPositive();
    }
}

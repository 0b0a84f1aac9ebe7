package io.clusterjar.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureReportsTest {
    private static final long TTL_MS = 30_000;

    private final Attention attention = new Attention();
    private final FailureReports reports = new FailureReports();
    private final ClusterNode a = node("a");
    private final ClusterNode b = node("b");
    private final ClusterNode c = node("c");

    private ClusterNode node(String id) {
        return new ClusterNode(id.repeat(Ids.LENGTH), "", NodeFlag.MASTER, 0, attention);
    }

    @Test
    void shouldCountEachReporterOnceWhenItRepeatsItself() {
        assertThat(reports.add(a, 1_000)).isTrue();
        assertThat(reports.add(b, 2_000)).isTrue();
        assertThat(reports.add(a, 3_000)).isFalse();

        assertThat(reports.count(3_000, TTL_MS)).isEqualTo(2);
    }

    @Test
    void shouldForgetReportsWhenTheyAreOlderThanTheirTime() {
        reports.add(a, 1_000);
        reports.add(b, 2_000);
        reports.add(c, 2_000);
        reports.add(a, 3_000);

        assertThat(reports.count(2_000 + TTL_MS, TTL_MS)).isEqualTo(3);
        assertThat(reports.count(2_001 + TTL_MS, TTL_MS)).isEqualTo(1);
        assertThat(reports.count(3_000 + TTL_MS, TTL_MS)).isEqualTo(1);
        assertThat(reports.count(3_001 + TTL_MS, TTL_MS)).isZero();
        assertThat(reports.add(b, 40_000)).isTrue();
        assertThat(reports.count(40_000, TTL_MS)).isEqualTo(1);
    }

    @Test
    void shouldForgetAReportWhenItIsWithdrawn() {
        reports.add(a, 1_000);

        assertThat(reports.remove(b)).isFalse();
        assertThat(reports.remove(a)).isTrue();
        assertThat(reports.remove(a)).isFalse();
        assertThat(reports.count(1_000, TTL_MS)).isZero();
    }
}

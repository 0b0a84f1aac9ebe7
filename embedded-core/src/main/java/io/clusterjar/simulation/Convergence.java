package io.clusterjar.simulation;

import io.clusterjar.Backstage;
import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The end of each run, when everything works again: within a bounded time all nodes agree who owns which slot, masters have epochs of their
 * own, and every replica holds what its master holds.
 */
final class Convergence {
    private static final String NAME = "converges";
    private static final Duration STEP = Duration.ofMillis(500);

    private final SeedRun run;
    private final Duration limit;

    Convergence(SeedRun run, Duration limit) {
        this.run = run;
        this.limit = limit;
    }

    void await() {
        EmbeddedCluster cluster = run.cluster();
        Duration waited = Duration.ZERO;
        String missing = missing(cluster);
        while (missing != null && !run.isBroken()) {
            if (waited.compareTo(limit) >= 0) {
                run.fail(NAME, "not within " + limit.toMillis() + " ms of healing: " + missing);
                return;
            }
            run.pass(STEP);
            waited = waited.plus(STEP);
            missing = missing(cluster);
        }
    }

    private static @Nullable String missing(EmbeddedCluster cluster) {
        if (!Backstage.isConverged(cluster)) {
            return "the nodes do not agree on the slots, or replicas lack something of their masters";
        }
        Map<Long, ClusterNode> epochs = new LinkedHashMap<>();
        for (ClusterNode master : cluster.masters()) {
            ClusterNode other = epochs.put(master.configEpoch(), master);
            if (other != null) {
                return other + " and " + master + " both have epoch " + master.configEpoch();
            }
        }
        for (ClusterNode node : cluster.nodes()) {
            ClusterNode master = node.master().orElse(null);
            if (master != null && (node.keyCount() > 0 || master.keyCount() > 0)) {
                Object held = node.execute("DEBUG", "DIGEST");
                if (!Objects.equals(held, master.execute("DEBUG", "DIGEST"))) {
                    return node + " holds other data than its master " + master;
                }
            }
        }
        return null;
    }
}

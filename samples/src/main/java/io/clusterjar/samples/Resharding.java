package io.clusterjar.samples;

import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClusterClient;

/**
 * Slots move from one master to another while clients write. Nothing is lost, and nobody needs to be told: clients
 * follow redirects.
 */
final class Resharding {
    private static final int WRITERS = 4;
    private static final int COUNTERS_EACH = 500;
    private static final int SLOTS = 1000;
    private static final int REPORTS = 4;

    /**
     * How it ended.
     *
     * @param findings what the writers found in the end
     * @param keysMoved how many keys changed their master
     * @param asked how many ASK redirects the nodes have given
     * @param moved how many MOVED redirects the nodes have given
     * @param allSlotsAtTarget whether every slot that was to move did
     */
    record Outcome(
            ConsistencyChecker.Findings findings, int keysMoved, long asked, long moved, boolean allSlotsAtTarget) {
        boolean asExpected() {
            return allSlotsAtTarget
                    && keysMoved > 0
                    && findings.acknowledged() > 0
                    && findings.lost() == 0
                    && findings.notAcknowledged() == 0
                    && findings.failed() == 0;
        }
    }

    private Resharding() {}

    /** Plays it; whether it ended as Redis' rules say. */
    static boolean tell(PrintStream out) {
        out.printf(
                "RESHARDING. %d slots move from one master to another while %d threads increment counters.%n",
                SLOTS, WRITERS);
        out.println("Times are the cluster's, since the start.");
        out.println();
        Outcome outcome = play(out);
        ConsistencyChecker.Findings found = outcome.findings();
        out.println();
        out.println("VERDICT");
        out.printf(
                "  %d increments acknowledged, %d lost, %d not acknowledged but there, %d errors;%n",
                found.acknowledged(), found.lost(), found.notAcknowledged(), found.failed());
        out.printf(
                "  %d keys moved; the client was redirected by ASK %d times and by MOVED %d times.%n",
                outcome.keysMoved(), outcome.asked(), outcome.moved());
        out.println(
                outcome.asExpected()
                        ? "  Nothing was lost, and the client noticed nothing."
                        : "  THIS IS NOT WHAT REDIS' RULES SAY.");
        return outcome.asExpected();
    }

    /** Plays it once. */
    static Outcome play(PrintStream out) {
        try (var cluster = EmbeddedCluster.builder()
                        .masters(3)
                        .replicasPerMaster(1)
                        .start();
                RedisClusterClient client = Clients.patient(cluster.addresses())) {
            Story story = new Story(out, cluster.clock());
            ClusterNode source = cluster.node(0);
            ClusterNode target = cluster.node(2);
            CountingWriters writers = new CountingWriters(client, WRITERS, COUNTERS_EACH);
            // Let there be keys to move before the first slot opens.
            cluster.await().until("keys at the source", () -> source.keyCount() >= COUNTERS_EACH);
            story.say("Clients write; %s holds %d keys.", source.address(), source.keyCount());
            int keysMoved = moveSlots(source, target, story);
            ConsistencyChecker.Findings findings = writers.stop();
            cluster.await().converged();
            story.say("The writers have stopped, and every counter was read once more.");
            Map<String, Long> errors = errorCounts(cluster);
            boolean allAtTarget = cluster.masterOfSlot(0) == target && cluster.masterOfSlot(SLOTS - 1) == target;
            return new Outcome(
                    findings, keysMoved, errors.getOrDefault("ASK", 0L), errors.getOrDefault("MOVED", 0L), allAtTarget);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the writers", e);
        }
    }

    private static int moveSlots(ClusterNode source, ClusterNode target, Story story) {
        int keys = 0;
        try (SlotMover mover = new SlotMover(source, target)) {
            for (int slot = 0; slot < SLOTS; slot++) {
                keys += mover.move(slot);
                if ((slot + 1) % (SLOTS / REPORTS) == 0) {
                    story.say("%d slots with %d keys have moved to %s.", slot + 1, keys, target.address());
                }
            }
        }
        return keys;
    }

    /** How often the nodes have given each error, from {@code INFO errorstats}: {@code errorstat_MOVED:count=3}. */
    private static Map<String, Long> errorCounts(EmbeddedCluster cluster) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (ClusterNode node : cluster.nodes()) {
            try (Jedis jedis = new Jedis(node.host(), node.port())) {
                jedis.info("errorstats")
                        .lines()
                        .filter(line -> line.startsWith("errorstat_"))
                        .forEach(line -> {
                            String error = line.substring("errorstat_".length(), line.indexOf(':'));
                            long count = Long.parseLong(
                                    line.substring(line.indexOf('=') + 1).strip());
                            counts.merge(error, count, Long::sum);
                        });
            }
        }
        return counts;
    }
}

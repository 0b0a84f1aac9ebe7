package io.clusterjar.samples;

import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import io.clusterjar.net.Plane;
import java.io.PrintStream;
import java.time.Duration;
import redis.clients.jedis.RedisClusterClient;

/**
 * A client counts while a master crashes. Redis replicates asynchronously: what the replica had is kept, what only the
 * master had is lost, though the client was told OK.
 */
final class Failover {
    private static final int COUNTERS = 100;
    private static final int ROUNDS_PER_STEP = 20;
    private static final Duration STEP = Duration.ofMillis(100);
    private static final int STEPS_BEFORE = 20;
    private static final int STEPS_WITHOUT_REPLICATION = 20;
    private static final int STEPS_AFTER = 20;
    private static final int MOST_STEPS_OF_OUTAGE = 600;

    /**
     * How it ended.
     *
     * @param findings what the checker found in the end
     * @param outage cluster time from the crash until the replica was master
     * @param elected whether the master's replica took its place
     */
    record Outcome(ConsistencyChecker.Findings findings, Duration outage, boolean elected) {}

    private Failover() {}

    /**
     * Plays it with replication working, then with replication cut before the crash; whether both ended as Redis' rules
     * say.
     */
    static boolean tell(PrintStream out) {
        out.println(
                "FAILOVER. Three masters with a replica each, node timeout 15 s. A client increments 100 counters and");
        out.println(
                "compares every value that it reads with what it was told. Times are the cluster's, since the start.");
        out.println();
        out.println("A master crashes:");
        Outcome replicated = play(false, out);
        out.println();
        out.println("The same, but the master's replication was cut 2 s before:");
        Outcome cut = play(true, out);
        out.println();
        out.println("VERDICT");
        out.println("  replicated           " + verdict(replicated));
        out.println("  replication was cut  " + verdict(cut));
        boolean asExpected = replicated.elected()
                && cut.elected()
                && replicated.findings().lost() == 0
                && cut.findings().lost() > 0;
        out.println(
                asExpected
                        ? "  The failover itself lost nothing. What the replica had not received was lost,"
                                + " though acknowledged."
                        : "  THIS IS NOT WHAT REDIS' RULES SAY.");
        return asExpected;
    }

    private static String verdict(Outcome outcome) {
        ConsistencyChecker.Findings found = outcome.findings();
        return String.format(
                "%d acknowledged, %d lost, %d not acknowledged but there, %d errors; new master after %s",
                found.acknowledged(),
                found.lost(),
                found.notAcknowledged(),
                found.failed(),
                Story.seconds(outcome.outage()));
    }

    /** Plays it once. */
    static Outcome play(boolean cutReplicationFirst, PrintStream out) {
        try (var cluster = EmbeddedCluster.builder()
                        .masters(3)
                        .replicasPerMaster(1)
                        .seed(1)
                        .start();
                RedisClusterClient client = Clients.impatient(cluster.addresses())) {
            cluster.clock().freeze();
            Story story = new Story(out, cluster.clock());
            ConsistencyChecker checker = new ConsistencyChecker(client, "counter", COUNTERS);
            ClusterNode master = cluster.node(0);
            ClusterNode replica = cluster.replicasOf(master).get(0);

            work(cluster, checker, STEPS_BEFORE);
            cluster.await().replicated();
            tell(story, "All is well", checker);
            if (cutReplicationFirst) {
                cluster.network().partition(master, replica).planes(Plane.REPLICATION);
                story.say("Replication from %s to %s is cut.", master.name(), replica.name());
                work(cluster, checker, STEPS_WITHOUT_REPLICATION);
                tell(story, "The master goes on alone", checker);
            }
            master.crash();
            story.say("%s crashes. Its slots have no master.", master.name());
            Duration crashedAt = story.elapsed();
            for (int i = 0; i < MOST_STEPS_OF_OUTAGE && !replica.isMaster(); i++) {
                work(cluster, checker, 1);
            }
            Duration outage = story.elapsed().minus(crashedAt);
            boolean elected = replica.isMaster();
            story.say(elected ? "%s has been elected." : "%s HAS NOT BEEN ELECTED.", replica.name());
            work(cluster, checker, STEPS_AFTER);
            tell(story, "The client goes on", checker);
            cluster.network().heal();
            master.restart();
            cluster.await().fastForward().node(master).isReplicaOf(replica);
            cluster.await().fastForward().converged();
            story.say("%s is back, and follows %s.", master.name(), replica.name());
            Outcome outcome = new Outcome(checker.settle(), outage, elected);
            tell(story, "All counters read once more", checker);
            return outcome;
        }
    }

    private static void work(EmbeddedCluster cluster, ConsistencyChecker checker, int steps) {
        for (int i = 0; i < steps; i++) {
            checker.work(ROUNDS_PER_STEP);
            cluster.clock().advance(STEP);
        }
    }

    private static void tell(Story story, String what, ConsistencyChecker checker) {
        ConsistencyChecker.Findings found = checker.findings();
        story.say(
                "%s: %d increments acknowledged, %d errors, %d lost, %d not acknowledged.",
                what, found.acknowledged(), found.failed(), found.lost(), found.notAcknowledged());
    }
}

package io.clusterjar.samples;

import io.clusterjar.ClientView;
import io.clusterjar.ClusterNode;
import io.clusterjar.Cut;
import io.clusterjar.EmbeddedCluster;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The split brain of the Redis Cluster tutorial: master B and client Z1 are cut off from everybody else. B takes Z1's
 * writes until it notices that it is in the minority; the majority elects B1 meanwhile. After healing B follows B1, and
 * what Z1 wrote to B after the cut is gone.
 *
 * <p>Cluster time stands still but for the steps that the story takes, so every run tells the same.
 */
final class SplitBrain {
    private static final String PRICE = " (the price: B1 has no replica as long as B is away)";
    private static final int WRITES_BEFORE_CUT = 100;
    private static final int WRITES_AFTER_HEALING = 10;
    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration SPLIT_LASTS = Duration.ofSeconds(30);
    private static final Duration HEALS_WITHIN = Duration.ofSeconds(60);

    /**
     * How it ended.
     *
     * @param acceptedAfterCut how many writes B acknowledged to Z1 after the cut
     * @param lost how many acknowledged writes, whoever made them, are gone after healing
     * @param onlyThoseAfterCut whether the lost ones are exactly those that B acknowledged to Z1 after the cut
     * @param refusal what Z1 was told when B stopped taking writes
     * @param stoppedAfter how long after the cut B stopped taking writes
     * @param electedAfter how long after the cut B1 became master
     * @param oldMasterFollows whether B is B1's replica in the end
     */
    record Outcome(
            int acceptedAfterCut,
            int lost,
            boolean onlyThoseAfterCut,
            String refusal,
            Duration stoppedAfter,
            Duration electedAfter,
            boolean oldMasterFollows) {
        boolean asExpected() {
            return onlyThoseAfterCut && lost == acceptedAfterCut && oldMasterFollows;
        }
    }

    private final EmbeddedCluster cluster;
    private final Story story;
    private final ClusterNode b;
    private final ClusterNode b1;
    private final OrderKeys keys;
    private final List<String> writtenBeforeCut = new ArrayList<>();
    private final List<String> writtenAfterCut = new ArrayList<>();
    private final List<String> writtenToNewMaster = new ArrayList<>();
    private @Nullable Duration stoppedAfter;
    private @Nullable Duration electedAfter;
    private String refusal = "";
    private String lastAnswerToM = "";

    private SplitBrain(EmbeddedCluster cluster, PrintStream out) {
        this.cluster = cluster;
        story = new Story(out, cluster.clock());
        b = cluster.node(1);
        b1 = cluster.replicasOf(b).get(0);
        keys = new OrderKeys(b);
    }

    /**
     * Plays it as Redis is by default, then with {@code min-replicas-to-write 1}; whether both ended as Redis' rules
     * say.
     */
    static boolean tell(PrintStream out) {
        out.println(
                "SPLIT BRAIN. Masters A, B, C with replicas A1, B1, C1; node timeout 15 s. Client Z1 stands beside");
        out.println(
                "B, client M beside A. Both write orders that belong to B's slots. Times are the cluster's, since the");
        out.println("start; a silent node is suspected after 15 s to 22.5 s, as it is asked only so often.");
        out.println();
        out.println("First as Redis is by default (min-replicas-to-write 0):");
        Outcome byDefault = play(0, out);
        out.println();
        out.println("The same with min-replicas-to-write 1 (and min-replicas-max-lag 10, the default):");
        Outcome guarded = play(1, out);
        out.println();
        out.println("VERDICT");
        out.println("  by default               " + verdict(byDefault));
        out.println("  min-replicas-to-write 1  " + verdict(guarded));
        boolean asExpected = byDefault.asExpected() && guarded.asExpected() && guarded.lost() < byDefault.lost();
        out.println(
                asExpected
                        ? "  Lost is exactly what Z1 wrote to B after the cut, no more and no less."
                                + " Asking for a replica makes it fewer, never none."
                        : "  THIS IS NOT WHAT REDIS' RULES SAY.");
        return asExpected;
    }

    private static String verdict(Outcome outcome) {
        return String.format(
                "%d acknowledged writes lost; B took writes for %s, B1 was master after %s",
                outcome.lost(), Story.seconds(outcome.stoppedAfter()), Story.seconds(outcome.electedAfter()));
    }

    /** Plays it once. */
    static Outcome play(int minReplicasToWrite, PrintStream out) {
        try (var cluster = EmbeddedCluster.builder()
                .masters(3)
                .replicasPerMaster(1)
                .minReplicasToWrite(minReplicasToWrite)
                .seed(1)
                .start()) {
            cluster.clock().freeze();
            return new SplitBrain(cluster, out).play();
        }
    }

    private Outcome play() {
        ClientView besideB = cluster.clientView("Z1").placeWith(b);
        ClientView besideA = cluster.clientView("M").placeWith(cluster.node(0));
        try (RedisClusterClient z1 = Clients.patient(besideB.addresses());
                RedisClusterClient m = Clients.impatient(besideA.addresses())) {
            writeBeforeCut(z1);
            Duration cutAt = story.elapsed();
            Cut cut = cluster.network().isolate(b, besideB);
            story.say("The network splits: B and Z1 on one side, A, C, A1, B1, C1 and M on the other.");
            liveThroughSplit(z1, m, cutAt);
            cut.close();
            story.say("The network heals.");
            rejoin(z1);
            return count(m);
        }
    }

    private void writeBeforeCut(RedisClusterClient z1) {
        for (int i = 0; i < WRITES_BEFORE_CUT; i++) {
            String key = keys.next();
            z1.set(key, "Z1");
            writtenBeforeCut.add(key);
        }
        cluster.await().replicated();
        cluster.clock().advance(Duration.ofSeconds(2));
        story.say("Z1 has written %d orders to B; B1 has them too.", WRITES_BEFORE_CUT);
    }

    private void liveThroughSplit(RedisClusterClient z1, RedisClusterClient m, Duration cutAt) {
        writeBesideA(m);
        while (story.elapsed().minus(cutAt).compareTo(SPLIT_LASTS) < 0) {
            cluster.clock().advance(STEP);
            Duration sinceCut = story.elapsed().minus(cutAt);
            if (electedAfter == null && b1.isMaster()) {
                electedAfter = sinceCut;
                story.say("A and C have voted: B1 is master of B's slots, with epoch %d.", b1.configEpoch());
            }
            if (stoppedAfter == null) {
                writeBesideB(z1, sinceCut);
            }
            if (electedAfter != null) {
                writeBesideA(m);
            }
        }
        String key = keys.next();
        story.say("Z1  SET %s -> %s (still)", key, trySet(z1, key, "Z1", writtenAfterCut));
    }

    /** M tries B's slots at once and, once B1 is elected, in each step; told is what changes. */
    private void writeBesideA(RedisClusterClient m) {
        String key = keys.next();
        String answer = trySet(m, key, "M", writtenToNewMaster);
        if (!answer.equals(lastAnswerToM)) {
            lastAnswerToM = answer;
            story.say("M   SET %s -> %s%s", key, answer, answer.startsWith("NOREPLICAS") ? PRICE : "");
        }
    }

    private void writeBesideB(RedisClusterClient z1, Duration sinceCut) {
        String key = keys.next();
        String answer = trySet(z1, key, "Z1", writtenAfterCut);
        if (!answer.equals("OK")) {
            stoppedAfter = sinceCut;
            refusal = answer;
            story.say("Z1  SET %s -> %s", key, answer);
            story.say("B has stopped; it acknowledged %d writes to Z1 since the cut.", writtenAfterCut.size());
        } else if (writtenAfterCut.size() == 1) {
            story.say("Z1  SET %s -> OK: B knows of nothing, and takes one write each %d ms.", key, STEP.toMillis());
        }
    }

    /** What the client was told, in one line. Only an OK is a promise. */
    private static String trySet(RedisClusterClient client, String key, String value, List<String> acknowledged) {
        try {
            String answer = client.set(key, value);
            acknowledged.add(key);
            return answer;
        } catch (JedisException e) {
            return Failures.inOneLine(e);
        }
    }

    private void rejoin(RedisClusterClient z1) {
        cluster.clock().advanceUntil(() -> !b.isMaster() && b.isLinkedTo(b1), HEALS_WITHIN);
        story.say(
                b.isLinkedTo(b1)
                        ? "B has heard of B1's greater epoch: it is B1's replica now, its data replaced by B1's."
                        : "B does not follow B1.");
        cluster.await().fastForward().converged();
        int written = 0;
        for (int i = 0; i < WRITES_AFTER_HEALING; i++) {
            if (trySet(z1, keys.next(), "Z1", writtenToNewMaster).equals("OK")) {
                written++;
            }
        }
        story.say(
                "Z1 writes on with the same client, redirected from B to B1: OK for %d of %d orders.",
                written, WRITES_AFTER_HEALING);
    }

    private Outcome count(RedisClusterClient m) {
        List<String> lost = new ArrayList<>();
        for (List<String> acknowledged : List.of(writtenBeforeCut, writtenAfterCut, writtenToNewMaster)) {
            acknowledged.stream().filter(key -> m.get(key) == null).forEach(lost::add);
        }
        story.say(
                "Of %d orders before the cut %d are there, of %d to B after the cut %d, of %d to B1 %d.",
                writtenBeforeCut.size(),
                kept(writtenBeforeCut, lost),
                writtenAfterCut.size(),
                kept(writtenAfterCut, lost),
                writtenToNewMaster.size(),
                kept(writtenToNewMaster, lost));
        if (stoppedAfter == null || electedAfter == null) {
            throw new IllegalStateException("B never stopped, or B1 was never elected\n" + cluster.describe());
        }
        return new Outcome(
                writtenAfterCut.size(),
                lost.size(),
                lost.equals(writtenAfterCut),
                refusal,
                stoppedAfter,
                electedAfter,
                b.isLinkedTo(b1));
    }

    private static long kept(List<String> acknowledged, List<String> lost) {
        return acknowledged.stream().filter(key -> !lost.contains(key)).count();
    }
}

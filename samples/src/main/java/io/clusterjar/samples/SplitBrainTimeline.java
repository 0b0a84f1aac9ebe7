package io.clusterjar.samples;

import io.clusterjar.ClusterNode;
import io.clusterjar.Cut;
import io.clusterjar.EmbeddedCluster;
import io.clusterjar.LocalClient;
import io.clusterjar.RedisErrorException;
import io.clusterjar.TimelineClient;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A split brain in virtual time, written down as a page: a master is cut off with client z1 beside it, the majority elects another one, which
 * client m finds; what z1 was promised in between is gone after healing, and marked as the violation that the page opens on. The seed is fixed, so
 * every run writes the same page.
 */
final class SplitBrainTimeline {
    private static final long SEED = 7;
    private static final int WRITES_BEFORE_CUT = 12;
    private static final Duration STEP = Duration.ofMillis(200);
    private static final Duration SPLIT_LASTS = Duration.ofSeconds(30);

    /**
     * How it ended.
     *
     * @param page the page
     * @param acknowledgedAfterCut how many writes z1 was promised by the master that was cut off
     * @param lost how many promised writes are gone
     */
    record Outcome(Path page, int acknowledgedAfterCut, int lost) {
        boolean asExpected() {
            return lost > 0 && lost == acknowledgedAfterCut;
        }
    }

    private final EmbeddedCluster cluster;
    private final ClusterNode old;
    private final OrderKeys keys;
    private final List<String> acknowledged = new ArrayList<>();

    private SplitBrainTimeline(EmbeddedCluster cluster) {
        this.cluster = cluster;
        old = cluster.node(1);
        keys = new OrderKeys(old);
    }

    /** Plays it, writes the page and tells the story; whether it ended as Redis' rules say. */
    static boolean tell(Path page, PrintStream out) {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder()
                .name("split brain")
                .masters(3)
                .replicasPerMaster(1)
                .startStepped(SEED)) {
            Outcome outcome = new SplitBrainTimeline(cluster).playTo(page);
            out.print(cluster.timeline().ascii(130));
            out.println("written: " + outcome.page() + ", and .jsonl beside it");
            return outcome.asExpected();
        }
    }

    /** Plays it and writes the page. */
    static Outcome play(Path page) {
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder().masters(3).replicasPerMaster(1).startStepped(SEED)) {
            return new SplitBrainTimeline(cluster).playTo(page);
        }
    }

    private Outcome playTo(Path page) {
        ClusterNode successor = cluster.replicasOf(old).get(0);
        TimelineClient z1 = cluster.timeline().client("z1");
        TimelineClient m = cluster.timeline().client("m");
        try (LocalClient besideOld = old.client();
                LocalClient besideSuccessor = successor.client()) {
            for (int i = 0; i < WRITES_BEFORE_CUT; i++) {
                write(z1, besideOld);
                cluster.clock().advance(STEP);
            }
            int before = acknowledged.size();
            Cut cut = cluster.network().isolate(old);
            splitBrain(z1, besideOld, m, besideSuccessor);
            cut.close();
            int afterCut = acknowledged.size() - before;
            cluster.await().converged();
            cluster.clock().advance(Duration.ofMillis(500));
            int lost = countLost();
            if (lost > 0) {
                cluster.timeline().violation(lost + " writes that z1 was promised are lost", old);
            }
            cluster.clock().advance(Duration.ofMillis(500));
            return new Outcome(cluster.timeline().writeTo(page), afterCut, lost);
        }
    }

    private void splitBrain(TimelineClient z1, LocalClient besideOld, TimelineClient m, LocalClient besideSuccessor) {
        long steps = SPLIT_LASTS.dividedBy(STEP);
        boolean refused = false;
        for (long step = 0; step < steps; step++) {
            refused = refused || write(z1, besideOld) != null;
            if (step % 5 == 0) {
                read(m, besideSuccessor);
            }
            cluster.clock().advance(STEP);
        }
    }

    /** What the client was told when it was no OK. */
    private @Nullable String write(TimelineClient client, LocalClient connection) {
        String key = keys.next();
        TimelineClient.Operation set = client.operation("SET " + key + " book");
        try {
            connection.set(key, "book");
            acknowledged.add(key);
            set.done("OK");
            return null;
        } catch (RedisErrorException e) {
            String told = String.valueOf(e.getMessage());
            set.refused(told);
            return told;
        }
    }

    private void read(TimelineClient client, LocalClient connection) {
        String key = acknowledged.get(0);
        TimelineClient.Operation get = client.operation("GET " + key);
        try {
            get.done(String.valueOf(connection.get(key)));
        } catch (RedisErrorException e) {
            get.refused(String.valueOf(e.getMessage()));
        }
    }

    private int countLost() {
        try (LocalClient anyone = cluster.client()) {
            return (int)
                    acknowledged.stream().filter(key -> anyone.get(key) == null).count();
        }
    }
}

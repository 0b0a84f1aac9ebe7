package io.clusterjar.samples;

import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import io.clusterjar.Fault;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * How a cluster behaves the larger it gets, in virtual time: what its bus carries, how long it takes to notice and to replace a master that
 * died, and to agree again after a partition. Written as a page with plots, beside what Redis' formulas promise.
 */
final class Scale {
    /** Sizes unless others are asked for; 1000 takes minutes and some gigabytes. */
    static final List<Integer> SIZES = List.of(10, 30, 100);

    private static final long SEED = 7;
    private static final Duration REST = Duration.ofSeconds(20);
    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int PARTITION_SHARE = 10;
    private static final int SOME_OTHER_SLOT = 16_000;

    private final EmbeddedCluster cluster;

    private Scale(EmbeddedCluster cluster) {
        this.cluster = cluster;
    }

    /** Measures clusters of these sizes and writes the page; whether all did as promised. */
    static boolean tell(Path page, List<Integer> sizes, PrintStream out) {
        List<ScalePoint> points = new ArrayList<>();
        out.println("nodes  packets/s (promised)  kB/s  detected  failed over  agreed again");
        for (int nodes : sizes) {
            ScalePoint point = measure(nodes);
            points.add(point);
            out.printf(
                    Locale.ROOT,
                    "%5d  %9.1f (%8.1f)  %5.0f  %8s  %11s  %12s%n",
                    nodes,
                    point.messagesPerSecond(),
                    point.promisedMessagesPerSecond(),
                    point.kilobytesPerSecond(),
                    Story.seconds(point.detect()),
                    Story.seconds(point.failOver()),
                    Story.seconds(point.converge()));
        }
        try {
            Files.writeString(page, ScalePage.of(points));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.println("written: " + page);
        return points.stream().allMatch(Scale::isAsPromised);
    }

    private static boolean isAsPromised(ScalePoint point) {
        return point.detect().compareTo(ScalePoint.promisedDetection()) <= 0
                && point.failOver().compareTo(ScalePoint.promisedFailOver()) <= 0;
    }

    /** One size, in a cluster of its own. */
    static ScalePoint measure(int nodes) {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder()
                .masters(nodes / 2)
                .replicasPerMaster(1)
                .nodeTimeout(ScalePoint.NODE_TIMEOUT)
                .startStepped(SEED)) {
            return new Scale(cluster).measureAt(nodes);
        }
    }

    private ScalePoint measureAt(int nodes) {
        cluster.clock().advance(REST);
        double messages = messagesPerSecond();
        Duration converge = converge();
        cluster.clock().advance(REST);
        ClusterNode dead = cluster.masterOfSlot(0);
        ClusterNode witness = cluster.masterOfSlot(SOME_OTHER_SLOT);
        Instant crashed = cluster.clock().now();
        dead.crash();
        Duration detect = until(crashed, () -> witness.seesFailed(dead));
        Duration failOver = until(
                crashed,
                () -> cluster.masterOfSlot(0) != dead && cluster.masterOfSlot(0).isRunning());
        return new ScalePoint(nodes, messages, detect, failOver, converge);
    }

    private double messagesPerSecond() {
        long before = sent();
        cluster.clock().advance(REST);
        return (sent() - before) / (double) REST.toSeconds();
    }

    private long sent() {
        String info = String.valueOf(cluster.node(0).execute("CLUSTER", "INFO"));
        return info.lines()
                .filter(line -> line.startsWith("cluster_stats_messages_sent:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring(line.indexOf(':') + 1).trim()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no count of messages in " + info));
    }

    /** A tenth of the nodes is cut off, for long enough to be replaced, and comes back. */
    private Duration converge() {
        List<ClusterNode> few =
                cluster.nodes().subList(0, Math.max(1, cluster.nodes().size() / PARTITION_SHARE));
        Fault cut = cluster.network().isolate(few);
        cluster.clock().advance(ScalePoint.promisedFailOver().plus(REST));
        cut.close();
        Instant healed = cluster.clock().now();
        return until(healed, this::isWhole);
    }

    private boolean isWhole() {
        List<ClusterNode> nodes = cluster.nodes();
        return nodes.stream().allMatch(ClusterNode::isClusterOk)
                && nodes.stream().filter(ClusterNode::isMaster).count() == nodes.size() / 2
                && nodes.stream()
                        .filter(node -> !node.isMaster())
                        .allMatch(node -> node.master().filter(node::isLinkedTo).isPresent());
    }

    private Duration until(Instant from, BooleanSupplier condition) {
        Instant end = from.plus(LIMIT);
        while (!condition.getAsBoolean()) {
            if (cluster.clock().now().isAfter(end)) {
                throw new IllegalStateException("not within " + LIMIT + "\n" + cluster.describe());
            }
            cluster.clock().advance(STEP);
        }
        return Duration.between(from, cluster.clock().now());
    }
}

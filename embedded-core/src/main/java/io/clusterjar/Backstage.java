package io.clusterjar;

import io.clusterjar.launch.Launcher;
import io.clusterjar.launch.Member;
import io.clusterjar.protocol.RespValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way behind the scenes, for the rooms above: simulation and checkers. What is reached here may change with any version; tests
 * of applications have no need of it.
 */
public final class Backstage {
    private Backstage() {}

    /** What holds the nodes of a deployment. */
    public static Launcher launcher(RedisDeployment deployment) {
        return deployment.launcher();
    }

    /** The place that a node lives at. */
    public static Member member(ClusterNode node) {
        return node.member();
    }

    /** What a builder would start, in one line; equal for builders that were told the same. */
    public static String describe(EmbeddedClusterBuilder builder) {
        return builder.describe();
    }

    /** How many masters a builder would start. */
    public static int masters(EmbeddedClusterBuilder builder) {
        return builder.masters();
    }

    /** How many replicas of each master a builder would start. */
    public static int replicasPerMaster(EmbeddedClusterBuilder builder) {
        return builder.replicasPerMaster();
    }

    /** The {@code cluster-node-timeout} of the nodes that a builder would start, in milliseconds. */
    public static long nodeTimeoutMs(EmbeddedClusterBuilder builder) {
        return builder.nodeTimeoutMs();
    }

    /** What starts the same cluster with other numbers of nodes, on ports of its own choice. */
    public static EmbeddedClusterBuilder resized(EmbeddedClusterBuilder builder, int masters, int replicasPerMaster) {
        return builder.resized(masters, replicasPerMaster);
    }

    /** Whether nodes would keep their files in a directory. */
    public static boolean hasDirectory(EmbeddedClusterBuilder builder) {
        return builder.hasDirectory();
    }

    /** Whether the system property {@value Timeline#DIRECTORY_PROPERTY} lets what failed leave files. */
    public static boolean wantsReports() {
        return Timeline.wantedDirectory().isPresent();
    }

    /**
     * Writes the timeline of something that failed where such files belong: into the directory that the system property {@value
     * Timeline#DIRECTORY_PROPERTY} names, else {@link Timeline#reportDirectory}.
     *
     * @param folder in that directory, by custom the name of a class
     * @param file without an extension; characters that are not for file names are replaced
     * @return the files
     * @throws java.io.UncheckedIOException when they cannot be written
     */
    public static List<String> writeReport(Timeline timeline, String folder, String file) {
        Path base = Timeline.wantedDirectory()
                .orElseGet(Timeline::reportDirectory)
                .resolve(Timeline.fileName(folder))
                .resolve(Timeline.fileName(file));
        String page = timeline.writeTo(base).toAbsolutePath().toString();
        return List.of(page, page.replaceFirst("\\.html$", ".jsonl"));
    }

    /** {@link EmbeddedCluster#masterOf}, where the slot is somebody's. */
    public static Optional<ClusterNode> findMasterOf(EmbeddedCluster cluster, String key) {
        ClusterNode owner = cluster.query(() -> cluster.findMasterOf(key));
        return Optional.ofNullable(owner);
    }

    /** Whether a cluster has converged, as {@link Await#converged} awaits it. */
    public static boolean isConverged(EmbeddedCluster cluster) {
        return cluster.query(cluster::isConverged);
    }

    /**
     * A reply as Java knows it: {@code String}, {@code Long}, {@code Double}, {@code Boolean}, {@code List}, {@code Map}, {@code Set} or null.
     *
     * @throws RedisErrorException when it is an error
     */
    public static @Nullable Object toJava(RespValue reply) {
        return Replies.toJava(reply);
    }
}

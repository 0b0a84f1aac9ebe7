package io.clusterjar.samples;

import io.clusterjar.AwaitTimeoutException;
import io.clusterjar.ClusterNode;
import io.clusterjar.DeploymentBuilder;
import io.clusterjar.EmbeddedCluster;
import io.clusterjar.EmbeddedRedis;
import io.clusterjar.RedisDeployment;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Serves a cluster or a standalone node on chosen ports until interrupted. */
final class Serve {
    private Serve() {}

    /**
     * Starts, says where, and serves until {@code interrupted} is counted down or the JVM ends by SIGINT or SIGTERM.
     * All ports are free again when this returns.
     *
     * @throws UsageException when what is asked for cannot be started
     */
    static void serve(ServeOptions options, PrintStream out, CountDownLatch interrupted) {
        try (RedisDeployment deployment = start(options)) {
            String description = describe(deployment, options);
            Thread closer = new Thread(deployment::close, "clusterjar-shutdown");
            if (addHook(closer)) {
                out.print(description);
                out.flush();
                await(interrupted);
                removeHook(closer);
            }
        }
    }

    private static RedisDeployment start(ServeOptions options) {
        try {
            if (options.standalone()) {
                return configured(EmbeddedRedis.builder().replicas(options.replicas()), options)
                        .start();
            }
            return configured(
                            EmbeddedCluster.builder().masters(options.masters()).replicasPerMaster(options.replicas()),
                            options)
                    .start();
        } catch (IllegalArgumentException e) {
            throw new UsageException(firstLine(e));
        } catch (UncheckedIOException e) {
            throw new UsageException(firstLine(e) + "; --port chooses other ports");
        } catch (AwaitTimeoutException e) {
            throw new UsageException("the nodes do not come together with these parameters: " + firstLine(e));
        }
    }

    private static <B extends DeploymentBuilder<B>> B configured(B builder, ServeOptions options) {
        builder.port(options.port()).config(options.config());
        String password = options.password();
        return password == null ? builder : builder.password(password);
    }

    private static String firstLine(Exception e) {
        String message = e.getMessage();
        return message == null ? e.toString() : message.lines().findFirst().orElse(message);
    }

    private static String describe(RedisDeployment deployment, ServeOptions options) {
        StringBuilder text = new StringBuilder();
        for (ClusterNode node : deployment.nodes()) {
            text.append(node.address()).append("  ").append(role(node, options)).append('\n');
        }
        String cluster = options.standalone() ? "" : " -c";
        String password = options.password() == null ? "" : " -a " + options.password();
        text.append("\nTalk to it:  redis-cli").append(cluster).append(" -p ").append(options.port());
        text.append(password).append("\nCtrl-C ends it.\n");
        return text.toString();
    }

    private static String role(ClusterNode node, ServeOptions options) {
        Optional<ClusterNode> master = node.master();
        if (master.isPresent()) {
            return "replica of " + master.get().address();
        }
        return options.standalone() ? "master" : "master of slots " + String.join(" ", node.slots());
    }

    private static void await(CountDownLatch interrupted) {
        try {
            interrupted.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there was still time for it: the JVM may be ending already. */
    private static boolean addHook(Thread closer) {
        try {
            Runtime.getRuntime().addShutdownHook(closer);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static void removeHook(Thread closer) {
        try {
            Runtime.getRuntime().removeShutdownHook(closer);
        } catch (IllegalStateException e) {
            // The JVM is ending already: the hook closes the deployment, and closing twice is fine.
            return;
        }
    }
}

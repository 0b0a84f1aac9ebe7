package io.clusterjar.samples;

import io.clusterjar.ClusterNode;
import io.clusterjar.DeploymentBuilder;
import io.clusterjar.EmbeddedCluster;
import io.clusterjar.EmbeddedRedis;
import io.clusterjar.RedisDeployment;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;

/** Serves a cluster or a standalone node on chosen ports until interrupted. */
final class Serve {
    private Serve() {}

    /**
     * Starts, says where, and serves until {@code interrupted} is counted down or the JVM ends by SIGINT or SIGTERM. All ports are free
     * again when this returns.
     *
     * @throws UsageException when what is asked for cannot be started
     */
    static void serve(ServeOptions options, PrintStream out, CountDownLatch interrupted) {
        try (RedisDeployment deployment = start(options)) {
            Thread closer = new Thread(deployment::close, "clusterjar-shutdown");
            Runtime.getRuntime().addShutdownHook(closer);
            describe(deployment, options, out);
            await(interrupted);
            removeHook(closer);
        }
    }

    private static RedisDeployment start(ServeOptions options) {
        try {
            if (options.standalone()) {
                return configured(EmbeddedRedis.builder().replicas(options.replicas()), options)
                        .start();
            }
            return configured(
                            EmbeddedCluster.builder()
                                    .masters(options.masters())
                                    .replicasPerMaster(options.replicas()),
                            options)
                    .start();
        } catch (IllegalArgumentException e) {
            throw new UsageException(firstLine(e));
        } catch (UncheckedIOException e) {
            throw new UsageException("cannot listen: " + firstLine(e));
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

    private static void describe(RedisDeployment deployment, ServeOptions options, PrintStream out) {
        for (ClusterNode node : deployment.nodes()) {
            String role = node.master()
                    .map(master -> "replica of " + master.address())
                    .orElseGet(() -> options.standalone() ? "master" : "master of slots " + String.join(" ", node.slots()));
            out.printf("%s  %s%n", node.address(), role);
        }
        String cluster = options.standalone() ? "" : " -c";
        String password = options.password() == null ? "" : " -a " + options.password();
        out.printf("%nTalk to it:  redis-cli%s -p %d%s%n", cluster, options.port(), password);
        out.println("Ctrl-C ends it.");
        out.flush();
    }

    private static void await(CountDownLatch interrupted) {
        try {
            interrupted.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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

package io.clusterjar;

import io.clusterjar.testing.RealRedis;
import io.clusterjar.testing.RespClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A cluster of real servers, made as {@code redis-cli --cluster create} makes it. */
final class RealTarget extends ErrorTarget {
    private static final long PATIENCE_NS = 30_000_000_000L;
    private static final long BETWEEN_LOOKS_NS = 10_000_000;

    private final List<RealRedis> servers = new ArrayList<>();
    private final List<RespClient> control = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();

    private RealTarget() {}

    static RealTarget start() {
        RealTarget target = new RealTarget();
        try {
            for (int i = 0; i < NODES; i++) {
                target.servers.add(RealRedis.start(
                        "--cluster-enabled",
                        "yes",
                        "--cluster-node-timeout",
                        "1000",
                        "--repl-diskless-sync-delay",
                        "0"));
                target.control.add(target.servers.get(i).connect());
                target.ids.add(target.ask(i, "CLUSTER", "MYID").split("\r\n")[1]);
            }
            target.form();
            return target;
        } catch (RuntimeException | Error e) {
            target.close();
            throw e;
        }
    }

    private void form() {
        String[][] shares = {{"0", "5460"}, {"5461", "10922"}, {"10923", "16383"}};
        for (int i = 0; i < NODES; i++) {
            if (i < shares.length) {
                ask(i, "CLUSTER", "ADDSLOTSRANGE", shares[i][0], shares[i][1]);
            }
            ask(i, "CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
            if (i > 0) {
                ask(i, "CLUSTER", "MEET", "127.0.0.1", Integer.toString(port(0)));
            }
        }
        await("all know all", () -> everyNode("CLUSTER", "NODES")
                .allMatch(nodes -> !nodes.contains("handshake")
                        && nodes.lines()
                                        .filter(line -> line.contains("connected"))
                                        .count()
                                == NODES));
        for (int i = shares.length; i < NODES; i++) {
            ask(i, "CLUSTER", "REPLICATE", ids.get(i - shares.length));
        }
        await("cluster_state:ok", () -> everyNode("CLUSTER", "INFO")
                .allMatch(info -> info.contains("cluster_state:ok")));
        await("replicas known", () -> everyNode("CLUSTER", "NODES")
                .allMatch(nodes ->
                        nodes.lines().filter(line -> line.contains("slave")).count() == NODES - shares.length));
        await("links up", () -> everyNode("INFO", "replication")
                .skip(shares.length)
                .allMatch(info -> info.contains("master_link_status:up")));
    }

    private java.util.stream.Stream<String> everyNode(String... words) {
        return java.util.stream.IntStream.range(0, NODES).mapToObj(i -> ask(i, words));
    }

    private String ask(int node, String... words) {
        return control.get(node).call(words);
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadlineNs) {
                throw new AssertionError("real servers: not in time: " + what);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NS);
        }
    }

    @Override
    int port(int node) {
        return servers.get(node).port();
    }

    @Override
    String id(int node) {
        return ids.get(node);
    }

    @Override
    void crash(int node) {
        servers.get(node).close();
    }

    @Override
    void awaitDown(int node) {
        await("cluster_state:fail", () -> ask(node, "CLUSTER", "INFO").contains("cluster_state:fail"));
    }

    @Override
    public void close() {
        super.close();
        control.forEach(RespClient::close);
        servers.forEach(RealRedis::close);
    }
}

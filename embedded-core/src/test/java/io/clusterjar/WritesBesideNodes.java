package io.clusterjar;

import io.clusterjar.check.History;
import io.clusterjar.check.Kind;
import io.clusterjar.check.Receipt;
import io.clusterjar.simulation.Run;
import io.clusterjar.simulation.Workload;
import io.clusterjar.time.RandomSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Clients that stand beside a node, on whatever side of a partition that is: each write goes to a node that holds itself for the owner of its
 * key, and is written down with who acknowledged it. Beside these there are keys that live for a short time.
 */
final class WritesBesideNodes implements Workload {
    private static final Duration PAUSE = Duration.ofMillis(25);
    private static final int KEYS = 24;

    private int written;

    @Override
    public void start(Run run) {
        new WritesBesideNodes().next(run, run.random("writes"));
    }

    private void next(Run run, RandomSource random) {
        if (run.isOver()) {
            return;
        }
        String key = "s" + random.nextInt(KEYS);
        int slot = EmbeddedCluster.slotOf(key);
        List<ClusterNode> owners = new ArrayList<>();
        for (ClusterNode node : run.cluster().nodes()) {
            if (node.isRunning() && node.member().owns(slot)) {
                owners.add(node);
            }
        }
        if (!owners.isEmpty()) {
            write(run, owners.get(random.nextInt(owners.size())), key);
        }
        run.schedule(PAUSE, () -> next(run, random));
    }

    private void write(Run run, ClusterNode owner, String key) {
        String member = "m" + ++written;
        History.Pending pending = run.history().invoke("beside " + owner.name(), Kind.ADD, key, member);
        try (LocalClient client = owner.client()) {
            client.execute("SADD", key, member);
            pending.ok(
                    null,
                    new Receipt(
                            owner.name(),
                            owner.replicationOffset(),
                            owner.member().node().inside().historyId()));
            client.execute("SET", "short{" + key + "}" + written, "x", "PX", "700");
        } catch (RedisErrorException refused) {
            pending.fail();
        }
    }
}

package io.clusterjar;

import io.clusterjar.base.Bytes;
import io.clusterjar.launch.ClusterShape;
import io.clusterjar.launch.DeploymentSpec;
import io.clusterjar.launch.Launcher;
import io.clusterjar.launch.Member;
import io.clusterjar.node.NodeFacts;
import io.clusterjar.runtime.World;
import io.clusterjar.slot.Slots;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A Redis Cluster in this JVM. Real clients connect over real ports and cannot tell it from Redis 7.2; the test owns its network, its
 * clock and its nodes' lives.
 *
 * <pre>{@code
 * try (var cluster = EmbeddedCluster.builder().masters(3).replicasPerMaster(1).start()) {
 *     ClusterNode old = cluster.masterOf("cart:42");
 *     try (Fault cut = cluster.network().isolate(old)) {
 *         cluster.clock().advance(Duration.ofSeconds(20));
 *         cluster.await().masterOf("cart:42").isNot(old);
 *     }
 *     cluster.await().converged();
 * }
 * }</pre>
 */
public final class EmbeddedCluster extends RedisDeployment {
    private final ClusterShape shape;

    private EmbeddedCluster(Launcher launcher, ClusterShape shape) {
        super(launcher);
        this.shape = shape;
    }

    /** Says what to start. */
    public static EmbeddedClusterBuilder builder() {
        return new EmbeddedClusterBuilder();
    }

    static EmbeddedCluster start(EmbeddedClusterBuilder builder, Function<DeploymentSpec, World> carrier) {
        ClusterShape shape = new ClusterShape(builder.masters(), builder.replicasPerMaster());
        DeploymentSpec spec = builder.spec(shape.nodes(), true);
        Launcher launcher = Launcher.start(spec, carrier.apply(spec), shape::form);
        EmbeddedCluster cluster = new EmbeddedCluster(launcher, shape);
        try {
            cluster.awaitReady();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    // ---- who owns what

    /**
     * The master of the slot that {@code key} is in: the running node that holds itself for its owner, the one with the greatest epoch
     * when several do; when none does, the node that the others believe to be it.
     *
     * @throws IllegalStateException when the slot is nobody's
     */
    public ClusterNode masterOf(String key) {
        return masterOfSlot(slotOf(key));
    }

    /** As {@link #masterOf}, for a slot, 0 to 16383. */
    public ClusterNode masterOfSlot(int slot) {
        checkSlot(slot);
        ClusterNode owner = query(() -> ownerOf(slot));
        if (owner == null) {
            throw new IllegalStateException("slot " + slot + " is nobody's\n" + describe());
        }
        return owner;
    }

    /**
     * A running replica of {@link #masterOf} the key; the first in the nodes' order.
     *
     * @throws IllegalStateException when it has none
     */
    public ClusterNode replicaOf(String key) {
        ClusterNode master = masterOf(key);
        List<ClusterNode> replicas = replicasOf(master);
        if (replicas.isEmpty()) {
            throw new IllegalStateException(master + " has no running replica\n" + describe());
        }
        return replicas.get(0);
    }

    /** The slot of a key, by CRC16 and the hash tag rule: 0 to 16383. */
    public static int slotOf(String key) {
        byte[] bytes = Bytes.utf8(key);
        return Slots.slotOf(bytes, 0, bytes.length);
    }

    private static void checkSlot(int slot) {
        if (slot < 0 || slot >= Slots.COUNT) {
            throw new IllegalArgumentException("slot=" + slot + " is not within 0 to " + (Slots.COUNT - 1));
        }
    }

    @Override
    @Nullable
    ClusterNode findMasterOf(String key) {
        return findMasterOfSlot(slotOf(key));
    }

    @Override
    @Nullable
    ClusterNode findMasterOfSlot(int slot) {
        checkSlot(slot);
        ClusterNode best = null;
        for (ClusterNode node : nodes()) {
            if (node.isRunning()
                    && node.member().owns(slot)
                    && (best == null || node.configEpoch() > best.configEpoch())) {
                best = node;
            }
        }
        return best;
    }

    private @Nullable ClusterNode ownerOf(int slot) {
        ClusterNode owner = findMasterOfSlot(slot);
        if (owner != null) {
            return owner;
        }
        for (ClusterNode node : nodes()) {
            if (node.isRunning()) {
                ClusterNode believed =
                        node.member().ownerOf(slot).flatMap(this::nodeAt).orElse(null);
                if (believed != null) {
                    return believed;
                }
            }
        }
        return null;
    }

    /** A client inside the JVM, which follows redirects. The caller closes it. */
    public LocalClient client() {
        checkOpen();
        return new LocalClient(this, null);
    }

    // ---- how it stands

    @Override
    boolean isClusterOk() {
        return nodes().stream().filter(ClusterNode::isRunning).allMatch(ClusterNode::isClusterOk);
    }

    @Override
    boolean isConverged() {
        @Nullable Long map = null;
        for (ClusterNode node : nodes()) {
            if (!node.isRunning()) {
                continue;
            }
            NodeFacts facts = node.member().facts();
            if (!facts.clusterOk() || node.member().hasOpenSlots() || suspectsRunning(facts)) {
                return false;
            }
            long digest = node.member().slotMapDigest();
            if (map != null && map != digest) {
                return false;
            }
            map = digest;
        }
        return isReplicated();
    }

    private boolean suspectsRunning(NodeFacts facts) {
        return nodes().stream()
                .filter(ClusterNode::isRunning)
                .map(node -> node.member().address())
                .anyMatch(address ->
                        facts.suspected().contains(address) || facts.failed().contains(address));
    }

    // ---- back to the beginning

    @Override
    Consumer<List<Member>> first() {
        return shape::form;
    }
}

package io.clusterjar;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for what a test needs to be true. The questions are answered by what happens in the nodes, never by sleeping: a
 * condition is looked at again after each turn of the nodes, and the call returns in the very turn in which it holds.
 *
 * <pre>{@code
 * cluster.await().masterOf("cart:42").isNot(old);
 * cluster.await().atMost(Duration.ofSeconds(5)).converged();
 * cluster.await().fastForward().masterOf("cart:42").isNot(old); // node timeouts pass in milliseconds
 * }</pre>
 *
 * <p>Immutable; may be used by any thread that is not a node's own. When the deadline passes, {@link
 * AwaitTimeoutException} says what was awaited and how every node stood.
 */
public final class Await {
    /** Deadline when none is given, in real time. */
    public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(60);

    /** How much cluster time {@link #fastForward()} may pass before it gives up. */
    public static final Duration FAST_FORWARD_LIMIT = Duration.ofHours(1);

    private final RedisDeployment deployment;
    private final Duration deadline;
    private final boolean fastForward;

    Await(RedisDeployment deployment, Duration deadline, boolean fastForward) {
        this.deployment = deployment;
        this.deadline = deadline;
        this.fastForward = fastForward;
    }

    /**
     * The same with another deadline.
     *
     * @param realTime more than zero; real time, whatever the cluster's clock does
     */
    public Await atMost(Duration realTime) {
        if (realTime.isZero() || realTime.isNegative()) {
            throw new IllegalArgumentException("realTime=" + realTime + " is not more than zero");
        }
        return new Await(deployment, realTime, fastForward);
    }

    /**
     * The same, but the cluster's clock runs at full speed while waiting: it jumps from event to event, so that a node
     * timeout of 15 s passes in milliseconds. Times to live of keys pass as well. Gives up after {@link
     * #FAST_FORWARD_LIMIT} of cluster time, or at the deadline.
     */
    public Await fastForward() {
        return new Await(deployment, deadline, true);
    }

    /** Waits for the master of the slot that {@code key} is in. */
    public MasterAwait masterOf(String key) {
        return new MasterAwait("master of key \"" + key + "\"", () -> deployment.findMasterOf(key));
    }

    /** Waits for the master of {@code slot}, 0 to 16383. */
    public MasterAwait masterOfSlot(int slot) {
        return new MasterAwait("master of slot " + slot, () -> deployment.findMasterOfSlot(slot));
    }

    /** Waits for something that one node knows or is. */
    public NodeAwait node(ClusterNode node) {
        return new NodeAwait(node);
    }

    /** Waits until every running node says {@code cluster_state:ok}. */
    public void clusterOk() {
        until("cluster_state:ok on every running node", deployment::isClusterOk);
    }

    /**
     * Waits until the cluster is whole: every running node shows the same owner for every slot and {@code
     * cluster_state:ok}, nobody suspects a running node, no slot is open, and every running replica of a running master
     * has all that its master has.
     */
    public void converged() {
        until("converged", deployment::isConverged);
    }

    /** Waits until every running replica of a running master has all that its master has now. */
    public void replicated() {
        until("replicated", deployment::isReplicated);
    }

    /**
     * Waits until {@code condition} holds.
     *
     * @param description what the message calls it when the deadline passes
     * @param condition looked at after each turn of the nodes, while the nodes stand still; it must not wait itself
     */
    public void until(String description, BooleanSupplier condition) {
        deployment.await(description, condition, deadline, fastForward);
    }

    /** Questions about the master of a slot. */
    public final class MasterAwait {
        private final String subject;
        private final Supplier<@Nullable ClusterNode> master;

        private MasterAwait(String subject, Supplier<@Nullable ClusterNode> master) {
            this.subject = subject;
            this.master = master;
        }

        /** Waits until a running node other than {@code old} is it; that node. */
        public ClusterNode isNot(ClusterNode old) {
            return found(subject + " is not " + old.name(), node -> node != old);
        }

        /** Waits until {@code node} is it. */
        public ClusterNode is(ClusterNode node) {
            return found(subject + " is " + node.name(), found -> found == node);
        }

        /** Waits until a running node is it; that node. */
        public ClusterNode isKnown() {
            return found(subject + " is known", node -> true);
        }

        private ClusterNode found(String description, java.util.function.Predicate<ClusterNode> wanted) {
            until(description, () -> {
                ClusterNode node = master.get();
                return node != null && wanted.test(node);
            });
            ClusterNode node = master.get();
            if (node == null) {
                throw new AwaitTimeoutException(description + ": it held and was lost again at once");
            }
            return node;
        }
    }

    /** Questions about one node. */
    public final class NodeAwait {
        private final ClusterNode node;

        private NodeAwait(ClusterNode node) {
            this.node = node;
        }

        /** Waits until it is a master. */
        public void isMaster() {
            until(node.name() + " is a master", () -> node.isRunning() && node.role() == NodeRole.MASTER);
        }

        /** Waits until it is a replica. */
        public void isReplica() {
            until(node.name() + " is a replica", () -> node.isRunning() && node.role() == NodeRole.REPLICA);
        }

        /** Waits until it is a replica of {@code master} and its link is up. */
        public void isReplicaOf(ClusterNode master) {
            until(node.name() + " is a replica of " + master.name(), () -> node.isRunning() && node.isLinkedTo(master));
        }

        /** Waits until it says {@code cluster_state:ok}. */
        public void isClusterOk() {
            until(node.name() + " says cluster_state:ok", () -> node.isRunning() && node.isClusterOk());
        }

        /** Waits until it says {@code cluster_state:fail}. */
        public void isClusterDown() {
            until(node.name() + " says cluster_state:fail", () -> node.isRunning() && !node.isClusterOk());
        }

        /** Waits until it holds {@code other} for failed. */
        public void seesFailed(ClusterNode other) {
            until(
                    node.name() + " holds " + other.name() + " for failed",
                    () -> node.isRunning() && node.seesFailed(other));
        }
    }
}

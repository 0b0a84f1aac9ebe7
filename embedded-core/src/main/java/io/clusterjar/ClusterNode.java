package io.clusterjar;

import io.clusterjar.launch.Member;
import io.clusterjar.node.NodeFacts;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node of a deployment, and what a test does to it. The object stays the same through crashes and restarts.
 *
 * <p>Any thread may use it that is not a node's own. What it tells is how things stand at the moment of the call.
 */
public final class ClusterNode implements Endpoint {
    private final RedisDeployment deployment;
    private final Member member;
    private final NodeClock clock;
    private final NodeDisk disk;

    ClusterNode(RedisDeployment deployment, Member member) {
        this.deployment = deployment;
        this.member = member;
        this.clock = new MemberClock(deployment, member);
        this.disk = new NodeDisk(deployment, member);
    }

    Member member() {
        return member;
    }

    @Override
    public RedisDeployment deployment() {
        return deployment;
    }

    // ---- who it is

    /** Its name within the deployment: {@code node-1} and so on, masters first. */
    @Override
    public String name() {
        return member.name();
    }

    /** Its place among the deployment's nodes, from 0. */
    public int index() {
        return member.index();
    }

    /** Its node id, 40 hexadecimal digits; in a standalone deployment its run id. It changes when it restarts without data. */
    public String id() {
        return facts().id();
    }

    /** Where clients connect: a loopback address. */
    public String host() {
        return member.address().host();
    }

    /** The port on which clients connect. It stays the same through crashes and restarts. */
    public int port() {
        return member.address().port();
    }

    /** {@code host:port}. */
    public String address() {
        return member.address().toString();
    }

    /** Where clients connect. */
    public InetSocketAddress socketAddress() {
        return new InetSocketAddress(host(), port());
    }

    // ---- how it stands

    /** What became of its process. */
    public NodeState state() {
        return switch (member.state()) {
            case RUNNING -> NodeState.RUNNING;
            case PAUSED -> NodeState.PAUSED;
            case DOWN -> NodeState.DOWN;
        };
    }

    /** Whether it runs: neither paused nor down. */
    public boolean isRunning() {
        return member.state() == Member.State.RUNNING;
    }

    /** What it holds itself for; of a node that is down, what it was last. */
    public NodeRole role() {
        return facts().master() ? NodeRole.MASTER : NodeRole.REPLICA;
    }

    /** Whether it holds itself for a master. */
    public boolean isMaster() {
        return role() == NodeRole.MASTER;
    }

    /** The master that it follows, if it is a replica of a node of this deployment. */
    public Optional<ClusterNode> master() {
        return facts().masterAddress().flatMap(deployment::nodeAt);
    }

    /** Whether it is a replica of {@code master} and in sync with it. */
    public boolean isLinkedTo(ClusterNode master) {
        NodeFacts facts = facts();
        return !facts.master()
                && facts.linkUp()
                && facts.masterAddress()
                        .flatMap(deployment::nodeAt)
                        .filter(node -> node == master)
                        .isPresent();
    }

    /** How many bytes of replication stream its data are made of. */
    public long replicationOffset() {
        return facts().offset();
    }

    /** How many keys it holds, in all databases. */
    public long keyCount() {
        return facts().keys();
    }

    /** Its {@code configEpoch}; its master's when it is a replica, 0 in a standalone deployment. */
    public long configEpoch() {
        return facts().configEpoch();
    }

    /** The greatest epoch that it has seen, 0 in a standalone deployment. */
    public long currentEpoch() {
        return facts().currentEpoch();
    }

    /** The slots that it holds itself for the owner of, in ranges as {@code CLUSTER NODES} prints them. */
    public List<String> slots() {
        return facts().slots();
    }

    /** Whether it says {@code cluster_state:ok}; true in a standalone deployment. */
    public boolean isClusterOk() {
        return facts().clusterOk();
    }

    /** Whether it holds {@code other} for failed (FAIL, not only suspected). */
    public boolean seesFailed(ClusterNode other) {
        return facts().failed().contains(other.member.address());
    }

    /** Whether it suspects {@code other} (PFAIL) or holds it for failed. */
    public boolean suspects(ClusterNode other) {
        return facts().suspected().contains(other.member.address()) || seesFailed(other);
    }

    NodeFacts facts() {
        return deployment.query(member::facts);
    }

    // ---- commands without a client

    /**
     * Runs a command on this node, from inside: no socket, no redirects followed, no fault of the network in between.
     *
     * @return a {@code String}, {@code Long}, {@code Double}, {@code Boolean}, {@code List}, {@code Map}, {@code Set} or null
     * @throws RedisErrorException when the node answers with an error
     * @throws IllegalStateException when the node does not run
     */
    public @Nullable Object execute(String... words) {
        return deployment.execute(this, words);
    }

    /** A client of this node inside the JVM; redirects are not followed. The caller closes it. */
    public LocalClient client() {
        deployment.checkOpen();
        return new LocalClient(deployment, this);
    }

    // ---- life and death

    /** Stops the process where it stands, as {@code SIGSTOP} does: its sockets accept, nobody answers, its timers wait. */
    public Fault pause() {
        return deployment.pause(this);
    }

    /** As {@link #pause()}; it goes on by itself after {@code duration} of cluster time. */
    public Fault pause(Duration duration) {
        return deployment.pause(this, duration);
    }

    /** Lets a paused node go on. Without effect when it is not paused. */
    public void resume() {
        deployment.resume(this);
    }

    /** Kills the process, as {@code kill -9} does. */
    public void crash() {
        crash(CrashMode.PROCESS);
    }

    /** Kills the node or its whole machine. Its memory is gone; {@link #restart()} brings it back. Without effect when down. */
    public void crash(CrashMode mode) {
        deployment.crash(this, mode);
    }

    /** Ends the node in order, as SHUTDOWN does. Without effect when down. */
    public void stop() {
        deployment.stop(this);
    }

    /**
     * Starts the node again on the same ports with what is on its disk: its {@code nodes.conf}, and its data if it had saved them. A
     * running node is stopped in order first.
     */
    public void restart() {
        deployment.restart(this, false);
    }

    /** As {@link #restart()}, but on an empty disk: in a cluster it comes back as a new node that knows nobody. */
    public void restartWithoutData() {
        deployment.restart(this, true);
    }

    /** Its disk. */
    public NodeDisk disk() {
        return disk;
    }

    /** Its clock. */
    public NodeClock clock() {
        return clock;
    }

    @Override
    public String toString() {
        return member.name() + " (" + address() + ")";
    }
}

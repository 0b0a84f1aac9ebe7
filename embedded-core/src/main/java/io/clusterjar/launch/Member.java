package io.clusterjar.launch;

import io.clusterjar.config.ServerConfig;
import io.clusterjar.net.Address;
import io.clusterjar.node.NodeFacts;
import io.clusterjar.node.RedisNode;
import io.clusterjar.persistence.Disk;
import io.clusterjar.persistence.FaultyDisk;
import io.clusterjar.runtime.NodeHost;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place in a deployment: a name, an address and a disk that stay, and the node that lives there, as long as it lives. Changed at
 * safepoints only.
 */
public final class Member {
    /** What became of the node's process. */
    public enum State {
        /** It runs. */
        RUNNING,
        /** It stands still. */
        PAUSED,
        /** There is none. */
        DOWN
    }

    private final int index;
    private final String name;
    private final ServerConfig firstConfig;
    private final FaultyDisk disk;
    private Address address;
    private volatile State state = State.DOWN;
    private @Nullable NodeHost host;
    private @Nullable RedisNode node;
    private @Nullable NodeWatch watch;
    private NodeFacts last = NodeFacts.NONE;
    private Duration skew = Duration.ZERO;
    private double rate = 1;

    Member(int index, ServerConfig firstConfig, Disk disk, Address address) {
        this.index = index;
        this.name = "node-" + (index + 1);
        this.firstConfig = firstConfig;
        this.disk = new FaultyDisk(disk);
        this.address = address;
    }

    /** Its place, from 0. */
    public int index() {
        return index;
    }

    /** Its name, which faults know it by. */
    public String name() {
        return name;
    }

    /** Where its clients connect. */
    public Address address() {
        return address;
    }

    /** What became of the node's process. */
    public State state() {
        return state;
    }

    FaultyDisk disk() {
        return disk;
    }

    ServerConfig firstConfig() {
        return firstConfig;
    }

    /** The node that lives here. */
    public RedisNode node() {
        RedisNode living = node;
        if (living == null) {
            throw new IllegalStateException(name + " is down");
        }
        return living;
    }

    /** What carries the node. */
    public NodeHost host() {
        NodeHost living = host;
        if (living == null) {
            throw new IllegalStateException(name + " is down");
        }
        return living;
    }

    Duration skew() {
        return skew;
    }

    void skew(Duration difference) {
        skew = difference;
    }

    double rate() {
        return rate;
    }

    void rate(double newRate) {
        rate = newRate;
    }

    boolean isDown() {
        return state == State.DOWN;
    }

    void came(NodeHost newHost, RedisNode newNode, NodeWatch newWatch) {
        host = newHost;
        node = newNode;
        watch = newWatch;
        address = newNode.address();
        state = State.RUNNING;
    }

    void paused(boolean paused) {
        if (state != State.DOWN) {
            state = paused ? State.PAUSED : State.RUNNING;
        }
    }

    void ended() {
        if (node != null) {
            last = node.facts();
        }
        node = null;
        watch = null;
        host = null;
        state = State.DOWN;
    }

    /** Records how the node stands. */
    void tellAll() {
        if (watch != null) {
            watch.tellAll();
        }
    }

    // ---- questions, at a safepoint

    /** How the node sees things; what it saw last when it is down. */
    public NodeFacts facts() {
        RedisNode living = node;
        return living == null ? last : living.facts();
    }

    /** Whether the node holds itself for the owner of {@code slot}. */
    public boolean owns(int slot) {
        return node != null && node.owns(slot);
    }

    /** Whom the node holds for the owner of {@code slot}. */
    public Optional<Address> ownerOf(int slot) {
        return node == null ? Optional.empty() : node.ownerOf(slot);
    }

    /** Whether the node imports or exports a slot. */
    public boolean hasOpenSlots() {
        return node != null && node.hasOpenSlots();
    }

    /** Whether the node names every living replica of its cluster to its clients. */
    public boolean listsReplicas() {
        return node == null || node.listsReplicas();
    }

    /** Equal for nodes that agree about the owner of every slot. */
    public long slotMapDigest() {
        return node == null ? 0 : node.slotMapDigest();
    }
}

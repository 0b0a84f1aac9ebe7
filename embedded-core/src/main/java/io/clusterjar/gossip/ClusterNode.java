package io.clusterjar.gossip;

import io.clusterjar.slot.SlotSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One node as this node knows it. Changed by {@link ClusterState} and {@link Membership} only. */
public final class ClusterNode {
    String id;
    String shardId;
    int flags;
    final long createdMs;
    private final Attention attention;
    long configEpoch;
    final SlotSet slots = new SlotSet();
    final List<ClusterNode> replicas = new ArrayList<>();

    @Nullable
    ClusterNode master;

    String ip = "";
    int port;
    int plainPort;
    int busPort;
    String hostname = "";
    String nodename = "";
    long pingSentMs;
    long pongReceivedMs;
    long dataReceivedMs;
    long failMs;
    long votedMs = Long.MIN_VALUE / 4;
    long orphanedMs;
    long offset;
    long lastGossipPing;
    /** Where {@link Attention} has it. */
    int place;
    /** Formed together with this node: their first link needs no greeting. */
    boolean acquainted;

    @Nullable
    Link link;

    @Nullable
    Link inboundLink;

    /** Null when there never was one, as for most: each packet asks for a tenth of all nodes. */
    private @Nullable FailureReports failureReports;

    private @Nullable Identity identity;

    ClusterNode(String id, String shardId, int flags, long createdMs, Attention attention) {
        this.attention = attention;
        this.id = id;
        this.shardId = shardId;
        this.flags = flags;
        this.createdMs = createdMs;
    }

    /** Its id, 40 hexadecimal characters. */
    public String id() {
        return id;
    }

    /** The id of its shard: a master and its replicas have the same. */
    public String shardId() {
        return shardId;
    }

    /** Bits of {@link NodeFlag}. */
    public int flags() {
        return flags;
    }

    /** Whether any of the bits is set. */
    public boolean is(int flag) {
        return (flags & flag) != 0;
    }

    /** Whether it is a master. */
    public boolean isMaster() {
        return is(NodeFlag.MASTER);
    }

    /** Whether it is a replica. */
    public boolean isReplica() {
        return is(NodeFlag.REPLICA);
    }

    /** Whether a majority found it failed. */
    public boolean isFailed() {
        return is(NodeFlag.FAIL);
    }

    /** Whether it is this node. */
    public boolean isMyself() {
        return is(NodeFlag.MYSELF);
    }

    /** Whether its real id is not known yet. */
    public boolean inHandshake() {
        return is(NodeFlag.HANDSHAKE);
    }

    /** The master that it replicates; null for masters and when not known. */
    public @Nullable ClusterNode master() {
        return master;
    }

    /** Its replicas, in the order in which they became known. */
    public List<ClusterNode> replicas() {
        return Collections.unmodifiableList(replicas);
    }

    /** Replicas that are neither failed nor suspected. */
    public int okReplicas() {
        int ok = 0;
        for (ClusterNode replica : replicas) {
            if (!replica.isFailed()) {
                ok++;
            }
        }
        return ok;
    }

    /** The slots that it owns. */
    public SlotSet slots() {
        return slots;
    }

    /** The epoch of its slots. */
    public long configEpoch() {
        return configEpoch;
    }

    /** The epoch that counts for it: that of its master when it is a replica. */
    public long effectiveEpoch() {
        return isReplica() && master != null ? master.configEpoch : configEpoch;
    }

    /** Its address; empty when not known. */
    public String ip() {
        return ip;
    }

    /** Its client port. */
    public int port() {
        return port;
    }

    /** Its unencrypted port when {@link #port()} is the encrypted one, else 0. */
    public int plainPort() {
        return plainPort;
    }

    /** Its bus port. */
    public int busPort() {
        return busPort;
    }

    /** Its announced host name, or empty. */
    public String hostname() {
        return hostname;
    }

    /** The name that people gave it, or empty. */
    public String nodename() {
        return nodename;
    }

    /** When a ping went out that is not answered yet; 0 when none is pending. */
    public long pingSentMs() {
        return pingSentMs;
    }

    /** When its last pong came. */
    public long pongReceivedMs() {
        return pongReceivedMs;
    }

    /** When this node voted for one of its replicas. */
    public long votedMs() {
        return votedMs;
    }

    /** Remembers a vote for one of its replicas. */
    public void votedMs(long nowMs) {
        votedMs = nowMs;
    }

    /** Its replication offset in bytes, as last heard. */
    public long offset() {
        return offset;
    }

    /** Says what its replication offset is, in bytes, before anything was heard from it. */
    public void offset(long offsetBytes) {
        offset = offsetBytes;
    }

    /** Keeps these texts in place of its own, if they are equal: nodes of one JVM need not keep the same id a thousand times. */
    public void share(Identity same, String sameShardId) {
        if (same.is(id, ip) && shardId.equals(sameShardId)) {
            identity = same;
            id = same.id();
            ip = same.ip();
            shardId = sameShardId;
        }
    }

    /** Takes a replica's master's epoch for its own, as its first packet would say it: a file tells 0 of every replica. */
    public void takeEpochOfMaster() {
        configEpoch = effectiveEpoch();
    }

    /** This node's link to it. */
    public @Nullable Link link() {
        return link;
    }

    /** Its link to this node. */
    public @Nullable Link inboundLink() {
        return inboundLink;
    }

    /** Its link is gone. */
    void lostLink() {
        link = null;
        acquainted = false; // the next one greets, for what was asked on this one is not answered any more
        attention.look(this);
    }

    /** Its id and address as packets carry them. */
    Identity identity() {
        Identity known = identity;
        if (known == null || !known.is(id, ip)) {
            known = new Identity(id, ip);
            identity = known;
        }
        return known;
    }

    /** Notes that {@code reporter} cannot reach it. */
    boolean reportFailure(ClusterNode reporter, long nowMs) {
        if (failureReports == null) {
            failureReports = new FailureReports();
        }
        return failureReports.add(reporter, nowMs);
    }

    /** Forgets what {@code reporter} said. */
    boolean withdrawReport(ClusterNode reporter) {
        return failureReports != null && failureReports.remove(reporter);
    }

    /** How many nodes reported it within {@code ttlMs}; older reports are forgotten. */
    public int failureReports(long nowMs, long ttlMs) {
        if (failureReports == null) {
            return 0;
        }
        int reports = failureReports.count(nowMs, ttlMs);
        if (reports == 0) {
            failureReports = null;
        }
        return reports;
    }

    @Override
    public String toString() {
        return id;
    }
}

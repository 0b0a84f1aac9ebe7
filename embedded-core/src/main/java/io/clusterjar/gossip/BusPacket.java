package io.clusterjar.gossip;

import io.clusterjar.slot.SlotSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A packet of the cluster bus: the header that every packet has, and the payloads of the types. Only the payload of its
 * type is meaningful. Built by its sender, then read only.
 */
public final class BusPacket {
    /** The sender is a master that paused its writers for a manual failover. */
    public static final int PAUSED = 1;
    /** The vote is asked for although the master is not failed. */
    public static final int FORCE_ACK = 2;
    /** The sender understands extensions. */
    public static final int EXT_DATA = 4;

    /** Its type. */
    public final BusType type;
    /** The sender's id. */
    public String sender = "";
    /** The highest epoch that the sender saw. */
    public long currentEpoch;
    /** The epoch of the sender's slots, or of its master's. */
    public long configEpoch;
    /** The sender's replication offset in bytes. */
    public long offset;
    /** Slots of the sender, or of its master. */
    public SlotSet slots = new SlotSet();
    /** The id of the sender's master; empty when it is a master. */
    public String master = "";
    /** The address that the sender announces; empty when the receiver shall find it out. */
    public String ip = "";
    /** The sender's client port. */
    public int port;
    /** The sender's unencrypted port when {@link #port} is the encrypted one, else 0. */
    public int plainPort;
    /** The sender's bus port. */
    public int busPort;
    /** Bits of {@link NodeFlag}. */
    public int flags;
    /** Whether the cluster is down in the sender's view. */
    public boolean down;
    /** Bits {@link #PAUSED}, {@link #FORCE_ACK}, {@link #EXT_DATA}. */
    public int messageFlags;

    /** Ping: what the sender says of others. */
    public final List<GossipEntry> gossip = new ArrayList<>(0);
    /** Ping: nodes that the sender speaks of, as it knows them when the packet is written. */
    final List<ClusterNode> gossipOf;
    /** Ping: where the gossip begins in the bytes that the packet was read from, when it was left there. */
    int gossipAt;
    /** Ping: how many entries were left there. */
    int gossipCount;
    /** Ping: the announced host name; null when the extension is missing. */
    public @Nullable String hostname;
    /** Ping: the name that people gave to the node; null when the extension is missing. */
    public @Nullable String nodename;
    /** Ping: the sender's shard; null when the extension is missing. */
    public @Nullable String shardId;
    /** Ping: what its shard was so far. */
    String likelyShardId = "";
    /** Ping: nodes that the sender was told to forget. */
    public final List<Forgotten> forgotten = new ArrayList<>(0);
    /** Fail and update: the node that is spoken of. */
    public String about = "";
    /** Update: the epoch of its slots. */
    public long aboutEpoch;
    /** Update: its slots. */
    public SlotSet aboutSlots = new SlotSet();
    /** Publish: the channel. */
    public byte[] channel = {};
    /** Publish: the message. Module: all that follows the module's header. */
    public byte[] message = {};

    /**
     * A node that shall be forgotten.
     *
     * @param ttlS for how long it must not be let in again, in seconds
     */
    public record Forgotten(String id, long ttlS) {}

    /** An empty packet of {@code type}. */
    public BusPacket(BusType type) {
        this(type, List.of());
    }

    BusPacket(BusType type, List<ClusterNode> gossipOf) {
        this.type = type;
        this.gossipOf = gossipOf;
    }
}

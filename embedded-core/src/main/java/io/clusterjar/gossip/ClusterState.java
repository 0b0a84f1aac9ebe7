package io.clusterjar.gossip;

import io.clusterjar.slot.SlotSet;
import io.clusterjar.slot.Slots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one node knows of its cluster: nodes in the order in which they became known, who owns which slot, slots on their
 * way, epochs. Holds the rules that keep these consistent; decides nothing.
 */
public final class ClusterState {
    /** How long a forgotten node is not let in again. */
    public static final long FORGET_TTL_MS = 60_000;

    private final Map<String, ClusterNode> byId = new LinkedHashMap<>();
    private final List<ClusterNode> nodes = new ArrayList<>();
    private final @Nullable ClusterNode[] owners = new ClusterNode[Slots.COUNT];
    private final Map<Integer, ClusterNode> migratingTo = new HashMap<>(4);
    private final Map<Integer, ClusterNode> importingFrom = new HashMap<>(4);
    /** Those that are on their way, one way or the other. */
    private final SlotSet open = new SlotSet();

    private final SlotSet notClaimed = new SlotSet();
    private final Map<String, Long> blacklist = new LinkedHashMap<>();
    private final SlotListener listener;
    private final IdIndex index = new IdIndex();
    final Attention attention = new Attention();
    private long members;
    private @Nullable ClusterNode[] found = {};
    private List<ClusterNode> snapshot = List.of();
    private long snapshotOf = -1;
    private long indexed = -1;
    private ClusterNode myself;
    private int todo;
    long currentEpoch;
    long lastVoteEpoch;
    boolean ok;
    int size = 1;
    int suspects;
    long generation;
    private long rewrites;

    /** Hears that a slot lost its owner, who may get it back at once or lose it to another. */
    @FunctionalInterface
    public interface SlotListener {
        /** {@code slot} is bound to nobody. */
        void unbound(int slot, ClusterNode formerOwner);
    }

    /** A node alone in its cluster. */
    public ClusterState(String id, String shardId, long nowMs, SlotListener listener) {
        this.listener = listener;
        myself = new ClusterNode(id, shardId, NodeFlag.MYSELF | NodeFlag.MASTER, nowMs, attention);
        add(myself);
    }

    // ---- nodes

    /** This node. */
    public ClusterNode myself() {
        return myself;
    }

    /** All nodes, this one and those in handshake included. */
    public List<ClusterNode> nodes() {
        return Collections.unmodifiableList(nodes);
    }

    /** All nodes as they are now: what is walked may come and go meanwhile. */
    List<ClusterNode> snapshot() {
        if (snapshotOf != members) {
            snapshot = List.copyOf(nodes);
            snapshotOf = members;
        }
        return snapshot;
    }

    /** The node of that id. */
    public @Nullable ClusterNode lookup(String id) {
        return byId.get(id);
    }

    /** The nodes of {@code count} entries of gossip, null for those that are not known, in an array that the next call uses again. */
    @Nullable
    ClusterNode[] lookupAll(byte[] bytes, int at, int count) {
        if (indexed != members) {
            index.fill(nodes);
            indexed = members;
        }
        if (found.length < count) {
            found = new ClusterNode[count];
        }
        index.findAll(bytes, at, count, found);
        return found;
    }

    /** A new node in the table. */
    ClusterNode create(String id, String shardId, int flags, long nowMs) {
        ClusterNode node = new ClusterNode(id, shardId, flags, nowMs, attention);
        add(node);
        return node;
    }

    private void add(ClusterNode node) {
        byId.put(node.id, node);
        nodes.add(node);
        members++;
        generation++;
    }

    /** Gives a node its real id. */
    void rename(ClusterNode node, String id) {
        byId.remove(node.id);
        node.id = id;
        byId.put(id, node);
        members++;
        generation++;
    }

    /** Makes {@code self}, just read from a file, this node. */
    void becomeMyself(ClusterNode self) {
        ClusterNode old = myself;
        if (old != self) {
            byId.remove(old.id, old);
            nodes.remove(old);
            members++;
            myself = self;
        }
    }

    /** Removes a node with all that refers to it, and closes its links. */
    public void remove(ClusterNode node) {
        for (int slot = open.next(0); slot >= 0; slot = open.next(slot + 1)) {
            if (importingFrom.get(slot) == node) {
                importingFrom(slot, null);
            }
            if (migratingTo.get(slot) == node) {
                migratingTo(slot, null);
            }
        }
        unbindAll(node);
        for (ClusterNode other : nodes) {
            other.withdrawReport(node);
        }
        for (ClusterNode replica : node.replicas) {
            replica.master = null;
        }
        node.replicas.clear();
        if (node.master != null) {
            removeReplica(node.master, node);
        }
        byId.remove(node.id);
        nodes.remove(node);
        members++;
        generation++;
        if (node.link != null) {
            node.link.close();
        }
        if (node.inboundLink != null) {
            node.inboundLink.close();
        }
    }

    void addReplica(ClusterNode master, ClusterNode replica) {
        if (!master.replicas.contains(replica)) {
            master.replicas.add(replica);
            master.flags |= NodeFlag.MIGRATE_TO;
        }
        replica.master = master;
    }

    void removeReplica(ClusterNode master, ClusterNode replica) {
        if (master.replicas.remove(replica) && master.replicas.isEmpty()) {
            master.flags &= ~NodeFlag.MIGRATE_TO;
        }
        if (replica.master == master) {
            replica.master = null;
        }
    }

    /** Turns a replica into a master. */
    public void makeMaster(ClusterNode node) {
        if (node.isMaster()) {
            return;
        }
        if (node.master != null) {
            removeReplica(node.master, node);
            if (node != myself) {
                node.flags |= NodeFlag.MIGRATE_TO;
            }
        }
        node.flags = node.flags & ~NodeFlag.REPLICA | NodeFlag.MASTER;
        node.master = null;
        todo(Todo.SAVE | Todo.STATE);
    }

    /** Makes this node a replica of {@code master}; its slots must be gone. */
    void makeReplica(ClusterNode master) {
        assert master != myself && myself.slots.count() == 0;
        if (myself.isMaster()) {
            myself.flags = myself.flags & ~(NodeFlag.MASTER | NodeFlag.MIGRATE_TO) | NodeFlag.REPLICA;
            closeAllSlots();
        } else if (myself.master != null) {
            removeReplica(myself.master, myself);
        }
        addReplica(master, myself);
        shardId(myself, master.shardId);
        generation++;
    }

    /** Moves a node into a shard. */
    void shardId(ClusterNode node, String shardId) {
        if (!node.shardId.equals(shardId)) {
            node.shardId = shardId;
            for (ClusterNode replica : node == myself ? node.replicas : List.<ClusterNode>of()) {
                replica.shardId = shardId;
            }
            todo(Todo.SAVE);
        }
    }

    /** Takes new ids, as a hard reset wants it. */
    public void newIdentity(String id, String shardId) {
        rename(myself, id);
        myself.shardId = shardId;
    }

    // ---- slots

    /** Who owns {@code slot}. */
    public @Nullable ClusterNode owner(int slot) {
        return owners[slot];
    }

    /** Where this node hands {@code slot} to. */
    public @Nullable ClusterNode migratingTo(int slot) {
        return open.get(slot) ? migratingTo.get(slot) : null;
    }

    /** Marks {@code slot} as on its way to {@code target}, or no more. */
    public void migratingTo(int slot, @Nullable ClusterNode target) {
        put(migratingTo, slot, target);
        noteOpen(slot);
    }

    /** Where this node gets {@code slot} from. */
    public @Nullable ClusterNode importingFrom(int slot) {
        return open.get(slot) ? importingFrom.get(slot) : null;
    }

    /** Marks {@code slot} as coming from {@code source}, or no more. */
    public void importingFrom(int slot, @Nullable ClusterNode source) {
        put(importingFrom, slot, source);
        noteOpen(slot);
    }

    private void noteOpen(int slot) {
        if (migratingTo.containsKey(slot) || importingFrom.containsKey(slot)) {
            open.set(slot);
        } else {
            open.clear(slot);
        }
    }

    /** The slots that are on their way to or from this node. Not to be changed. */
    public SlotSet openSlots() {
        return open;
    }

    /** Whether no owner has let go of a slot of its own. */
    boolean allAreClaimed() {
        return notClaimed.isEmpty();
    }

    /** The slots of {@code owner}, but for those that it does not claim any more. */
    SlotSet claimedSlots(ClusterNode owner) {
        SlotSet slots = new SlotSet(owner.slots);
        slots.removeAll(notClaimed);
        return slots;
    }

    /** Whether nobody owns {@code slot}, or its owner ceased to claim it. */
    public boolean unclaimed(int slot) {
        return owners[slot] == null || notClaimed.get(slot);
    }

    /** Notes whether the owner of {@code slot} still claims it. */
    void claimed(int slot, boolean claimed) {
        if (claimed) {
            notClaimed.clear(slot);
        } else {
            notClaimed.set(slot);
        }
    }

    /** Binds a free slot; false when it is not free. */
    public boolean bind(int slot, ClusterNode owner) {
        if (owners[slot] != null) {
            return false;
        }
        if (owner.slots.set(slot) && owner.slots.count() == 1 && mastersHaveReplicas()) {
            owner.flags |= NodeFlag.MIGRATE_TO;
        }
        owners[slot] = owner;
        generation++;
        return true;
    }

    /** Binds those slots from {@code first} to {@code last}, both included, that are free. */
    void bindAll(int first, int last, ClusterNode owner) {
        boolean free = true;
        for (ClusterNode node : nodes) {
            int taken = node.slots.next(first);
            free &= taken < 0 || taken > last;
        }
        if (free && first < last) {
            bind(first, owner);
            Arrays.fill(owners, first + 1, last + 1, owner);
            owner.slots.set(first + 1, last);
            generation++;
            return;
        }
        for (int slot = first; slot <= last; slot++) {
            bind(slot, owner);
        }
    }

    /** Frees a slot; false when it is free. */
    public boolean unbind(int slot) {
        ClusterNode owner = owners[slot];
        if (owner == null) {
            return false;
        }
        owner.slots.clear(slot);
        owners[slot] = null;
        notClaimed.clear(slot);
        generation++;
        listener.unbound(slot, owner);
        return true;
    }

    /** Frees all slots of {@code node} and says how many they were. */
    public int unbindAll(ClusterNode node) {
        int freed = node.slots.count();
        for (int slot = node.slots.next(0); slot >= 0; slot = node.slots.next(slot + 1)) {
            unbind(slot);
        }
        return freed;
    }

    /** Forgets all slots that are on their way. */
    public void closeAllSlots() {
        for (int slot = open.next(0); slot >= 0; slot = open.next(slot + 1)) {
            migratingTo.remove(slot);
            importingFrom.remove(slot);
        }
        open.clear();
    }

    private boolean mastersHaveReplicas() {
        for (ClusterNode node : nodes) {
            if (node.isMaster() && !node.replicas.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    // ---- epochs

    /** The highest epoch seen. */
    public long currentEpoch() {
        return currentEpoch;
    }

    /** Raises the current epoch by one and returns it. */
    public long nextEpoch() {
        return ++currentEpoch;
    }

    /** Sets the current epoch. */
    public void currentEpoch(long epoch) {
        currentEpoch = epoch;
    }

    /** The epoch of this node's last vote. */
    public long lastVoteEpoch() {
        return lastVoteEpoch;
    }

    /** Remembers the epoch of this node's last vote. */
    public void lastVoteEpoch(long epoch) {
        lastVoteEpoch = epoch;
    }

    /** Gives a node's slots an epoch. */
    public void configEpoch(ClusterNode node, long epoch) {
        node.configEpoch = epoch;
    }

    /** The highest of all epochs. */
    public long maxEpoch() {
        long max = currentEpoch;
        for (ClusterNode node : nodes) {
            max = Math.max(max, node.configEpoch);
        }
        return max;
    }

    /** Takes a new epoch without asking anybody; false when this node has the highest already. */
    public boolean bumpEpochWithoutConsensus() {
        if (myself.configEpoch == 0 || myself.configEpoch != maxEpoch()) {
            myself.configEpoch = nextEpoch();
            todo(Todo.SAVE | Todo.FSYNC);
            return true;
        }
        return false;
    }

    // ---- state

    /** Whether the cluster serves. */
    public boolean ok() {
        return ok;
    }

    /** Masters that own slots. */
    public int size() {
        return size;
    }

    /** A majority of the masters that own slots. */
    public int quorum() {
        return size / 2 + 1;
    }

    private static void put(Map<Integer, ClusterNode> map, int slot, @Nullable ClusterNode node) {
        if (node == null) {
            map.remove(slot);
        } else {
            map.put(slot, node);
        }
    }

    /** Changes whenever nodes or owners changed: what was derived from an older value is stale. */
    public long generation() {
        return generation;
    }

    /** Changes whenever anything changed that nodes.conf tells, or that decides whether the cluster serves. */
    long changes() {
        return generation + rewrites;
    }

    /** Adds bits of {@link Todo}. */
    public void todo(int bits) {
        if ((bits & (Todo.SAVE | Todo.STATE)) != 0) {
            rewrites++;
        }
        todo |= bits;
    }

    /** Takes away and returns what is to be done. */
    public int takeTodo() {
        int taken = todo;
        todo = 0;
        return taken;
    }

    // ---- the forgotten

    /** Lets a node not in again for {@code ttlMs}. */
    public void blacklist(String id, long nowMs, long ttlMs) {
        purgeBlacklist(nowMs);
        blacklist.put(id, nowMs + ttlMs);
    }

    /** Whether a node must not be let in. */
    public boolean blacklisted(String id, long nowMs) {
        purgeBlacklist(nowMs);
        return blacklist.containsKey(id);
    }

    /** For how long a node must not be let in, in seconds. */
    Map<String, Long> blacklistS(long nowMs) {
        purgeBlacklist(nowMs);
        Map<String, Long> left = new LinkedHashMap<>();
        blacklist.forEach((id, untilMs) -> left.put(id, Math.max(1, (untilMs - nowMs) / 1000)));
        return left;
    }

    /** Lets all in again. */
    public void clearBlacklist() {
        blacklist.clear();
    }

    private void purgeBlacklist(long nowMs) {
        for (Iterator<Long> at = blacklist.values().iterator(); at.hasNext(); ) {
            if (at.next() < nowMs) {
                at.remove();
            }
        }
    }
}

package io.clusterjar.cluster;

import io.clusterjar.command.CommandGroup;
import io.clusterjar.config.ConfigKey;
import io.clusterjar.config.ServerConfig;
import io.clusterjar.engine.Engine;
import io.clusterjar.engine.Pauses;
import io.clusterjar.engine.pubsub.ClusterPublisher;
import io.clusterjar.engine.pubsub.PubSub;
import io.clusterjar.gossip.ClusterNode;
import io.clusterjar.gossip.ClusterState;
import io.clusterjar.gossip.Link;
import io.clusterjar.gossip.Membership;
import io.clusterjar.gossip.NodesFileException;
import io.clusterjar.gossip.Todo;
import io.clusterjar.net.Address;
import io.clusterjar.net.Net;
import io.clusterjar.net.Plane;
import io.clusterjar.persistence.Disk;
import io.clusterjar.protocol.Args;
import io.clusterjar.slot.Slots;
import io.clusterjar.time.Clock;
import io.clusterjar.time.RandomSource;
import io.clusterjar.time.Timers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A node as a member of a cluster: it moves the brain's packets over streams, keeps nodes.conf on the disk, carries out
 * changes of the role, and tells the engine who serves which slot.
 *
 * <p>Life: constructed, {@link #commands} given to the engine, {@link #attach}, {@link #open}, for a node of a new cluster
 * {@link #adopt}, {@link #start}, at the end {@link #close}. Used on the node's own thread.
 */
public final class ClusterAgent implements ClusterPorts {
    private final Ports ports;
    private final ServerConfig config;
    private final ConfigSettings settings;
    private final Address address;
    private final Address busAddress;
    private final ClusterTrace trace;
    private final Set<StreamLink> links = new LinkedHashSet<>();
    private final ClusterCommands commands;
    private final Migrations migrations;
    private @Nullable Engine engine;
    private @Nullable ReplicationControl replication;
    private @Nullable PubSub subscribers;
    private @Nullable ClusterBrain brain;
    private Net.@Nullable Listener listener;
    private Timers.@Nullable Timer cron;
    private boolean bootstrapped;
    private boolean closed;

    /**
     * What the agent sees of the world.
     *
     * @param net opens and accepts bus streams, and the client streams of {@code MIGRATE}
     * @param disk keeps nodes.conf
     */
    public record Ports(Clock clock, Timers timers, RandomSource random, Net net, Disk disk) {}

    /**
     * A node that is not open yet.
     *
     * @param address where the node's clients reach it
     * @param busAddress where its bus listens; port 0 lets the network choose
     */
    public ClusterAgent(Ports ports, ServerConfig config, Address address, Address busAddress, ClusterTrace trace) {
        this.ports = ports;
        this.config = config;
        this.address = address;
        this.busAddress = busAddress;
        this.trace = trace;
        settings = new ConfigSettings(config, address.port(), busAddress.port());
        commands = new ClusterCommands(this);
        migrations = new Migrations(ports.net(), ports.timers(), ports.clock());
    }

    /** The groups of commands that the cluster brings: CLUSTER, READONLY, READWRITE, ASKING, and MIGRATE. */
    public List<CommandGroup> commands() {
        return List.of(commands, new MigrateCommands(migrations));
    }

    /** The same commands for a node without a cluster: all but MIGRATE are refused. */
    public static List<CommandGroup> commandsWithoutCluster(Net net, Timers timers, Clock clock) {
        return List.of(new ClusterCommands(null), new MigrateCommands(new Migrations(net, timers, clock)));
    }

    /**
     * Joins the agent with the rest of the node: it becomes the engine's gate by slots, and carries published messages to
     * other nodes.
     */
    public void attach(Engine engine, ReplicationControl replication, PubSub subscribers) {
        this.engine = engine;
        this.replication = replication;
        this.subscribers = subscribers;
        subscribers.cluster(new ClusterPublisher() {
            @Override
            public void broadcast(byte[] channel, byte[] message) {
                brain().membership().publish(channel, message, false);
            }

            @Override
            public void broadcastToShard(byte[] channel, byte[] message) {
                brain().membership().publish(channel, message, true);
            }
        });
        engine.setRedirects(new SlotGate(this, engine, config));
    }

    /**
     * Opens the bus and reads nodes.conf, or takes a new identity when there is none.
     *
     * @throws NodesFileException when nodes.conf is corrupt; nothing is open then
     * @throws java.io.UncheckedIOException when the bus port is taken
     */
    public void open() {
        byte[] saved = ports.disk().read(configFile());
        long nowMs = ports.clock().nowMs();
        RandomSource random = ports.random();
        ClusterBrain opened = saved == null || saved.length == 0
                ? null
                : ClusterBrain.restored(
                        saved, ports.disk().path() + "/" + configFile(), settings, this, trace, random, nowMs);
        listen();
        brain = opened != null ? opened : ClusterBrain.fresh(settings, this, trace, random, nowMs);
    }

    private void listen() {
        Net.Listener opened = ports.net().listen(busAddress, Plane.BUS, stream -> {
            StreamLink link = new StreamLink(this, ports.clock(), null);
            link.stream(stream);
            stream.keepAlive((int) (nodeTimeoutMs() / 1000 * 2));
            links.add(link);
            return link;
        });
        listener = opened;
        settings.busPort(opened.address().port());
    }

    /** Takes the place {@code index} of a new cluster. Called after {@link #open} on all its nodes, before any {@link #start}. */
    public void adopt(ClusterPlan plan, int index) {
        ClusterPlan.Member own = plan.members().get(index);
        if (!own.id().equals(id())) {
            throw new IllegalArgumentException("index=" + index + " is the place of " + own.id() + ", not of " + id());
        }
        bootstrapped = true;
        brain = ClusterBrain.restored(
                plan.nodesFile(index),
                configFile(),
                settings,
                this,
                trace,
                ports.random(),
                ports.clock().nowMs());
        plan.share(brain.state());
        for (ClusterNode node : brain.state().nodes()) {
            ClusterNode master = node.master();
            if (node.isReplica()) {
                node.offset(1); // in sync before clients come; 0 would hide it from them until its first packet
                node.takeEpochOfMaster(); // or nodes.conf would be written again after the first packet of each replica
            }
            if (master != null && !node.isMyself()) {
                brain.state().configEpoch(node, master.configEpoch()); // as its first packet would say
            }
        }
        brain.save(true);
    }

    /** Begins to gossip: opens links, follows the master when the node is a replica, and starts the cron. */
    public void start() {
        claimSlotsOfKeys();
        long nowMs = ports.clock().nowMs();
        ClusterNode master = state().myself().master();
        if (master != null && !master.ip().isEmpty()) {
            replicate(master.ip(), master.port());
        }
        if (bootstrapped) {
            brain().membership().startAcquainted(nowMs);
        } else {
            brain().membership().connectAll(nowMs);
            brain().membership().updateHealth(nowMs);
        }
        brain().endOfTurn(nowMs);
        scheduleCron();
    }

    /** Leaves its cluster without a word: links end, the cron stops, the bus listens on. {@link #adopt} may follow. */
    public void leave() {
        if (cron != null) {
            cron.cancel();
        }
        for (StreamLink link : List.copyOf(links)) {
            link.drop();
        }
        links.clear();
    }

    /** Closes the bus and all links; the runtime closes the node's other streams. */
    public void close() {
        closed = true;
        if (cron != null) {
            cron.cancel();
        }
        if (listener != null) {
            listener.close();
        }
        for (StreamLink link : List.copyOf(links)) {
            link.drop();
        }
        links.clear();
        migrations.close();
    }

    private void scheduleCron() {
        cron = ports.timers().after(Membership.CRON_PERIOD_MS, () -> {
            if (!closed) {
                scheduleCron();
                brain().onCron(ports.clock().nowMs());
            }
        });
    }

    /** A master whose data say more than its nodes.conf: slots that hold keys are its own, or are being imported. */
    private void claimSlotsOfKeys() {
        Engine owner = engine();
        for (int i = 1; i < owner.databaseCount(); i++) {
            if (owner.database(i).size() > 0) {
                throw new IllegalStateException(
                        "You can't have keys in a DB different than DB 0 when in Cluster mode. Exiting.");
            }
        }
        ClusterState state = state();
        ClusterNode myself = state.myself();
        if (!myself.isMaster() || owner.database(0).size() == 0) {
            return;
        }
        for (int slot = 0; slot < Slots.COUNT; slot++) {
            ClusterNode current = state.owner(slot);
            if (owner.database(0).countInSlot(slot) == 0 || current == myself || state.importingFrom(slot) != null) {
                continue;
            }
            if (current == null) {
                trace.log("I have keys for unassigned slot " + slot + ". Taking responsibility for it.");
                state.bind(slot, myself);
            } else {
                trace.log("I have keys for slot " + slot + ", but the slot is assigned to another node. "
                        + "Setting it to importing state.");
                state.importingFrom(slot, current);
            }
            state.todo(Todo.SAVE);
        }
    }

    // ---- for tests' questions and for the rooms above

    /** The node's id. */
    public String id() {
        return state().myself().id();
    }

    /** The id of the node's shard. */
    public String shardId() {
        return state().myself().shardId();
    }

    /** The address of the bus with the port that was chosen. */
    public Address busAddress() {
        return listener == null ? busAddress : listener.address();
    }

    /** Where clients reach the node. */
    public Address address() {
        return address;
    }

    /** What the node knows of its cluster. */
    public ClusterState state() {
        return brain().state();
    }

    /** The brain. */
    public ClusterBrain brain() {
        if (brain == null) {
            throw new IllegalStateException("the cluster agent is not open");
        }
        return brain;
    }

    /** Begins to meet another node, as {@code CLUSTER MEET} does. */
    public void meet(Address other, int busPort) {
        brain().membership()
                .meet(other.host(), other.port(), busPort, ports.clock().nowMs());
    }

    /** Tells all nodes about this one at once, which otherwise they hear with the next ping. */
    public void announce() {
        brain().membership().announce(ports.clock().nowMs());
    }

    /** Whether it names every living replica to its clients; one whose offset it has not heard yet counts as loading. */
    public boolean listsReplicas() {
        return state().nodes().stream()
                .allMatch(node -> !node.isReplica() || node.isMyself() || node.isFailed() || node.offset() > 0);
    }

    /** Says that the replication offset moved on; a manual failover may wait for it. Called at the end of each turn. */
    public void endOfTurn() {
        ClusterBrain own = brain;
        if (own != null && own.manualFailover().active()) {
            own.onOffset(ports.clock().nowMs());
        }
    }

    Engine engine() {
        if (engine == null) {
            throw new IllegalStateException("the cluster agent is not attached");
        }
        return engine;
    }

    ServerConfig config() {
        return config;
    }

    ReplicationControl replication() {
        if (replication == null) {
            throw new IllegalStateException("the cluster agent is not attached");
        }
        return replication;
    }

    long nodeTimeoutMs() {
        return settings.nodeTimeoutMs();
    }

    boolean allowReplicaMigration() {
        return settings.allowReplicaMigration();
    }

    boolean isClosed() {
        return closed;
    }

    void forget(StreamLink link) {
        links.remove(link);
    }

    private String configFile() {
        return config.text(ConfigKey.CLUSTER_CONFIG_FILE);
    }

    // ---- what the brain wants done

    @Override
    public Link connect(ClusterNode node, String ip, int busPort, long nowMs) {
        StreamLink link = new StreamLink(this, ports.clock(), node);
        links.add(link);
        link.stream(ports.net().connect(new Address(ip, busPort), Plane.BUS, link));
        return link;
    }

    @Override
    public void saveNodes(byte[] content, boolean fsync) {
        ports.disk().replace(configFile(), content, fsync);
        trace.onSaved();
    }

    @Override
    public void replicate(String ip, int port) {
        replication().replicateFrom(new Address(ip, port));
    }

    @Override
    public void stopReplicating() {
        replication().becomeMaster();
    }

    @Override
    public boolean replicating() {
        return replication().master() != null;
    }

    @Override
    public long replicationOffset() {
        return replication == null ? 0 : replication.offset();
    }

    @Override
    public long masterSilenceMs() {
        return ports.clock().nowMs() - replication().lastMasterInteractionMs();
    }

    @Override
    public int keysInSlot(int slot) {
        return engine().database(0).countInSlot(slot);
    }

    @Override
    public void deleteKeysInSlot(int slot) {
        List<byte[]> keys = engine().database(0).keysInSlot(slot, Integer.MAX_VALUE);
        deleteKeys(keys);
    }

    private void deleteKeys(List<byte[]> keys) {
        if (keys.isEmpty()) {
            return;
        }
        byte[][] words = new byte[keys.size() + 1][];
        words[0] = "DEL".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < keys.size(); i++) {
            words[i + 1] = keys.get(i);
        }
        engine().execute(0, Args.of(words));
    }

    @Override
    public void deleteAllData() {
        engine().database(0).clear();
    }

    @Override
    public void dropShardChannels(int slot) {
        PubSub local = subscribers;
        if (local != null && local.shardChannelCount() > 0) {
            local.dropShardChannels(lost -> lost == slot);
        }
    }

    @Override
    public void deliver(byte[] channel, byte[] message, boolean shard) {
        PubSub local = subscribers;
        if (local == null) {
            return;
        }
        if (shard) {
            local.publishToShard(channel, message);
        } else {
            local.publish(channel, message);
        }
    }

    @Override
    public void pauseWriters(long untilMs) {
        engine().pause(Pauses.Purpose.FAILOVER, untilMs - ports.clock().nowMs(), Pauses.Mode.WRITE);
    }

    @Override
    public void resumeWriters() {
        engine().unpause(Pauses.Purpose.FAILOVER);
    }
}

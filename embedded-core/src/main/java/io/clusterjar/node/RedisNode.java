package io.clusterjar.node;

import io.clusterjar.client.LocalStream;
import io.clusterjar.cluster.ClusterAgent;
import io.clusterjar.cluster.ClusterPlan;
import io.clusterjar.cluster.ClusterTrace;
import io.clusterjar.cluster.ReplicationControl;
import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.bitmap.BitmapCommands;
import io.clusterjar.command.dump.DumpCommands;
import io.clusterjar.command.generic.GenericCommands;
import io.clusterjar.command.geo.GeoCommands;
import io.clusterjar.command.hash.HashCommands;
import io.clusterjar.command.hyperloglog.HyperLogLogCommands;
import io.clusterjar.command.list.ListCommands;
import io.clusterjar.command.set.SetCommands;
import io.clusterjar.command.stream.StreamCommands;
import io.clusterjar.command.string.StringCommands;
import io.clusterjar.command.zset.SortedSetCommands;
import io.clusterjar.config.ConfigKey;
import io.clusterjar.config.ConfigRefused;
import io.clusterjar.config.ServerConfig;
import io.clusterjar.engine.Engine;
import io.clusterjar.engine.saving.SaveCommands;
import io.clusterjar.engine.saving.Saving;
import io.clusterjar.engine.server.EngineCommands;
import io.clusterjar.engine.server.InfoSections;
import io.clusterjar.engine.server.ServerHost;
import io.clusterjar.gossip.ClusterNode;
import io.clusterjar.gossip.ClusterState;
import io.clusterjar.gossip.NodeFlag;
import io.clusterjar.net.Address;
import io.clusterjar.net.Net;
import io.clusterjar.persistence.Disk;
import io.clusterjar.protocol.Args;
import io.clusterjar.replication.Replication;
import io.clusterjar.replication.ReplicationCommands;
import io.clusterjar.slot.SlotRange;
import io.clusterjar.slot.SlotSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One Redis node put together: engine, replication, and in cluster mode its part of the cluster. A state machine without
 * threads; whoever hosts it calls {@link #endTurn()} after each batch of callbacks. Used on the node's own thread, or while it
 * stands still.
 */
public final class RedisNode {
    private static final int BUS_PORT_OFFSET = 10_000;

    private final ServerConfig config;
    private final Net.Listener listener;
    private final EngineCommands commands = new EngineCommands();
    private final Engine engine;
    private final Replication replication;
    private final Saving saving;
    private final @Nullable ClusterAgent cluster;

    /**
     * A node that listens, but does not take part in anything before {@link #start()}.
     *
     * @param ports what it sees of the world
     * @param config its parameters; the client port is set to the one that it listens on
     * @param address where its clients connect; port 0 lets the network choose
     * @param trace hears what happens to it as a member of a cluster
     * @param life what it can do to itself
     * @throws java.io.UncheckedIOException when a port is taken
     */
    public RedisNode(NodePorts ports, ServerConfig config, Address address, ClusterTrace trace, NodeLife life) {
        this.config = config;
        listener = ports.net().listen(address, stream -> engine().accept(stream));
        config.set(ConfigKey.PORT, listener.address().port());
        cluster = config.flag(ConfigKey.CLUSTER_ENABLED) ? agent(ports, trace) : null;
        SaveCommands saveCommands = new SaveCommands();
        ReplicationCommands replicationCommands = new ReplicationCommands();
        List<CommandGroup> groups = new ArrayList<>(List.of(
                new StringCommands(),
                new HashCommands(),
                new ListCommands(),
                new SetCommands(),
                new SortedSetCommands(),
                new BitmapCommands(),
                new HyperLogLogCommands(),
                new StreamCommands(),
                new GeoCommands(),
                new GenericCommands(),
                new DumpCommands(),
                saveCommands,
                replicationCommands));
        groups.addAll(commands.groups());
        groups.addAll(
                cluster != null
                        ? cluster.commands()
                        : ClusterAgent.commandsWithoutCluster(ports.net(), ports.timers(), ports.clock()));
        engine = new Engine(new Engine.Ports(ports.clock(), ports.timers(), ports.random()), config, groups);
        replication = new Replication(engine, config, ports.clock(), ports.timers(), ports.random(), ports.net());
        replicationCommands.attach(replication);
        engine.setReplicator(replication);
        commands.attach(engine);
        commands.host(new Host(life, replication, ports.disk()));
        commands.info().set(InfoSections.Name.REPLICATION, replication::writeInfo);
        config.onChange(ConfigKey.APPENDONLY, () -> {
            if (config.flag(ConfigKey.APPENDONLY)) {
                throw new ConfigRefused("this node keeps no append-only file");
            }
        });
        saving = new Saving(engine, config, ports.disk(), List::of);
        saveCommands.attach(saving);
        commands.info().set(InfoSections.Name.PERSISTENCE, saving::writeInfo);
        if (cluster != null) {
            cluster.attach(engine, new Control(replication), commands.pubSub());
            cluster.open();
        }
    }

    /** The engine; called by the network once the node is whole. */
    private Engine engine() {
        return engine;
    }

    private ClusterAgent agent(NodePorts ports, ClusterTrace trace) {
        Address client = listener.address();
        int busPort = config.integer(ConfigKey.CLUSTER_PORT);
        Address bus = new Address(client.host(), busPort != 0 ? busPort : client.port() + BUS_PORT_OFFSET);
        return new ClusterAgent(
                new ClusterAgent.Ports(ports.clock(), ports.timers(), ports.random(), ports.net(), ports.disk()),
                config,
                client,
                bus,
                trace);
    }

    // ---- life

    /**
     * Loads what was saved and takes part: in replication, and in its cluster.
     *
     * @throws io.clusterjar.persistence.CorruptRdb when the file is damaged; the file is left as it was
     */
    public void start() {
        saving.load();
        saving.start();
        replication.start();
        if (cluster != null) {
            cluster.start();
        }
    }

    /** The end of a batch of callbacks: replicas are fed, then the replies leave. */
    public void endTurn() {
        if (cluster != null) {
            cluster.endOfTurn();
        }
        engine.endTurn();
    }

    /** Ends it in order: clients are told what they are owed, links are closed. */
    public void close() {
        saving.close();
        engine.close();
        replication.close();
        if (cluster != null) {
            cluster.close();
        }
        listener.close();
    }

    // ---- what it is told from outside

    /**
     * Forgets everything but who it is and who is connected: keys, history, role, cluster, and what was changed of {@code first}, the
     * parameters that it began with. {@link #adopt} and {@link #start()} may follow.
     */
    public void beginAnew(ServerConfig first) {
        if (cluster != null) {
            cluster.leave();
        }
        saving.beginAnew();
        replication.beginAnew();
        engine.clear();
        config.restore(first);
        config.set(ConfigKey.PORT, listener.address().port());
    }

    /** Takes a place in a new cluster, before {@link #start()}. */
    public void adopt(ClusterPlan plan, int index) {
        member().adopt(plan, index);
    }

    /** What a new cluster must know of it. */
    public ClusterPlan.Member planMember() {
        ClusterAgent agent = member();
        return new ClusterPlan.Member(
                agent.id(), agent.shardId(), agent.address(), agent.busAddress().port());
    }

    /** Becomes a replica of {@code master}, as REPLICAOF does. */
    public void replicateFrom(Address master) {
        replication.replicateFrom(master);
    }

    /** A client's connection without a socket. */
    public LocalStream connectLocally() {
        return new LocalStream(address(), engine);
    }

    /** Runs a command without any check; the reply as RESP2 bytes. */
    public byte[] execute(Args words) {
        return engine.execute(0, words);
    }

    private ClusterAgent member() {
        ClusterAgent agent = cluster;
        if (agent == null) {
            throw new IllegalStateException("cluster mode is off");
        }
        return agent;
    }

    // ---- how it stands

    /** Where its clients connect. */
    public Address address() {
        return listener.address();
    }

    /** How it sees itself and its cluster. */
    public NodeFacts facts() {
        boolean master = !replication.isReplica();
        Optional<Address> followed = Optional.ofNullable(replication.master());
        long keys = engine.databases().size();
        ClusterAgent agent = cluster;
        if (agent == null) {
            return new NodeFacts(
                    commands.runId(),
                    master,
                    followed,
                    replication.masterLinkUp(),
                    replication.offset(),
                    keys,
                    0,
                    0,
                    List.of(),
                    true,
                    Set.of(),
                    Set.of());
        }
        ClusterState state = agent.state();
        ClusterNode myself = state.myself();
        return new NodeFacts(
                myself.id(),
                myself.isMaster(),
                followed,
                replication.masterLinkUp(),
                replication.offset(),
                keys,
                myself.effectiveEpoch(),
                state.currentEpoch(),
                myself.slots().ranges().stream().map(SlotRange::toString).toList(),
                state.ok(),
                flagged(state, NodeFlag.PFAIL),
                flagged(state, NodeFlag.FAIL));
    }

    private static Set<Address> flagged(ClusterState state, int flag) {
        Set<Address> found = new LinkedHashSet<>();
        for (ClusterNode node : state.nodes()) {
            if (node.is(flag) && !node.ip().isEmpty()) {
                found.add(new Address(node.ip(), node.port()));
            }
        }
        return found;
    }

    /** Its node id, or its run id in standalone mode. */
    public String id() {
        return cluster == null ? commands.runId() : cluster.state().myself().id();
    }

    /** Whether it holds itself for a master. */
    public boolean isMaster() {
        return cluster == null
                ? !replication.isReplica()
                : cluster.state().myself().isMaster();
    }

    /** Whom it follows, or null. */
    public @Nullable Address master() {
        return replication.master();
    }

    /** Whether it is in sync with its master. */
    public boolean masterLinkUp() {
        return replication.masterLinkUp();
    }

    /** How many snapshots it has loaded from masters. */
    public long fullSyncs() {
        return replication.fullSyncs();
    }

    /** What only watchers of mistakes ask. */
    public NodeInside inside() {
        return new NodeInside(engine, replication, cluster);
    }

    /** Bytes of replication stream that its data are made of. */
    public long offset() {
        return replication.offset();
    }

    /** Its epoch, its master's when it is a replica; 0 in standalone mode. */
    public long configEpoch() {
        return cluster == null ? 0 : cluster.state().myself().effectiveEpoch();
    }

    /** The greatest epoch that it has seen; 0 in standalone mode. */
    public long currentEpoch() {
        return cluster == null ? 0 : cluster.state().currentEpoch();
    }

    /** Another number whenever the owner of a slot, or who is a member, changed. */
    public long slotGeneration() {
        return cluster == null ? 0 : cluster.state().generation();
    }

    /** A copy of the slots that it holds itself for the owner of. */
    public SlotSet ownSlots() {
        return cluster == null
                ? new SlotSet()
                : new SlotSet(cluster.state().myself().slots());
    }

    /** Whether {@link #ownSlots} are these. */
    public boolean ownsExactly(SlotSet slots) {
        return cluster == null
                ? slots.isEmpty()
                : cluster.state().myself().slots().equals(slots);
    }

    /** Whether it holds itself for the owner of {@code slot}. */
    public boolean owns(int slot) {
        return cluster != null && cluster.state().owner(slot) == cluster.state().myself();
    }

    /** Whom it holds for the owner of {@code slot}. */
    public Optional<Address> ownerOf(int slot) {
        ClusterNode owner = cluster == null ? null : cluster.state().owner(slot);
        return owner == null ? Optional.empty() : Optional.of(new Address(owner.ip(), owner.port()));
    }

    /** Whether it imports or exports a slot. */
    public boolean hasOpenSlots() {
        return cluster != null && !cluster.state().openSlots().isEmpty();
    }

    /** Tells the nodes of its cluster how far it is, at once. */
    public void announce() {
        if (cluster != null) {
            cluster.announce();
        }
    }

    /** Whether it names every living replica of its cluster to its clients. */
    public boolean listsReplicas() {
        return cluster == null || cluster.listsReplicas();
    }

    /** Equal for nodes that agree about the owner of every slot. */
    public long slotMapDigest() {
        if (cluster == null) {
            return 0;
        }
        long digest = 1;
        for (ClusterNode node : cluster.state().nodes()) {
            if (!node.slots().isEmpty()) {
                digest += (node.id().hashCode() * 31L + 1) * node.slots().hashCode(); // whatever the order of nodes
            }
        }
        return digest;
    }

    /** What the cluster asks of replication. */
    private record Control(Replication replication) implements ReplicationControl {
        @Override
        public void replicateFrom(Address master) {
            if (!master.equals(replication.master())) {
                replication.replicateFrom(master);
            }
        }

        @Override
        public void becomeMaster() {
            replication.becomeMaster();
        }

        @Override
        public @Nullable Address master() {
            return replication.master();
        }

        @Override
        public boolean masterLinkUp() {
            return replication.masterLinkUp();
        }

        @Override
        public long offset() {
            return replication.offset();
        }

        @Override
        public long lastMasterInteractionMs() {
            return replication.lastMasterInteractionMs();
        }
    }

    /** What commands about the server ask of the node around them. */
    private record Host(NodeLife life, Replication replication, Disk disk) implements ServerHost {
        @Override
        public void crash() {
            life.crash();
        }

        @Override
        public void sleep(long durationMs) {
            life.sleep(durationMs);
        }

        @Override
        public void changeReplicationId() {
            replication.changeId();
        }
    }
}

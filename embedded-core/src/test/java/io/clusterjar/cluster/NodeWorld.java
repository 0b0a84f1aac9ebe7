package io.clusterjar.cluster;

import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.dump.DumpCommands;
import io.clusterjar.command.generic.GenericCommands;
import io.clusterjar.command.geo.GeoCommands;
import io.clusterjar.command.list.ListCommands;
import io.clusterjar.command.string.StringCommands;
import io.clusterjar.config.ServerConfig;
import io.clusterjar.engine.Engine;
import io.clusterjar.engine.connection.ConnectionCommands;
import io.clusterjar.engine.connection.Tracking;
import io.clusterjar.engine.pubsub.PubSub;
import io.clusterjar.engine.pubsub.PubSubCommands;
import io.clusterjar.net.Address;
import io.clusterjar.net.CloseCause;
import io.clusterjar.net.Net;
import io.clusterjar.net.Plane;
import io.clusterjar.net.Stream;
import io.clusterjar.net.StreamHandler;
import io.clusterjar.persistence.MemoryDisk;
import io.clusterjar.replication.Replication;
import io.clusterjar.replication.ReplicationCommands;
import io.clusterjar.testing.RespText;
import io.clusterjar.time.Clock;
import io.clusterjar.time.Timers;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Whole nodes, as assembled in earnest, over streams in memory and in virtual time. */
final class NodeWorld {
    long nowMs = 1_700_000_000_000L;
    final List<Node> nodes = new ArrayList<>();
    private final Map<Address, Net.StreamAcceptor> doors = new HashMap<>();
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::atMs).thenComparingLong(Event::sequence));
    private long sequence;

    private record Event(long atMs, long sequence, Runnable task) {}

    void after(long delayMs, Runnable task) {
        events.add(new Event(nowMs + delayMs, sequence++, task));
    }

    boolean runUntil(long limitMs, BooleanSupplier done) {
        long end = nowMs + limitMs;
        while (!done.getAsBoolean()) {
            Event next = events.peek();
            if (next == null || next.atMs > end) {
                nowMs = end;
                return done.getAsBoolean();
            }
            events.poll();
            nowMs = Math.max(nowMs, next.atMs);
            next.task.run();
        }
        return true;
    }

    void run(long ms) {
        runUntil(ms, () -> false);
    }

    Node node(String... settings) {
        Node node = new Node(nodes.size(), new MemoryDisk("/data/" + nodes.size()), settings);
        nodes.add(node);
        node.agent.open();
        return node;
    }

    /** A cluster as the builder makes it. */
    void cluster(int masters, int replicasEach, String... settings) {
        int count = masters * (1 + replicasEach);
        List<ClusterPlan.Member> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Node node = node(settings);
            members.add(new ClusterPlan.Member(
                    node.agent.id(),
                    node.agent.shardId(),
                    node.address,
                    node.agent.busAddress().port()));
        }
        ClusterPlan plan = new ClusterPlan(members, masters);
        for (int i = 0; i < count; i++) {
            nodes.get(i).agent.adopt(plan, i);
        }
        nodes.forEach(Node::start);
        run(0);
    }

    final class Node {
        final Address address;
        final ServerConfig config = new ServerConfig();
        final MemoryDisk disk;
        final Engine engine;
        final Replication replication;
        final ClusterAgent agent;
        final PubSub pubSub = new PubSub();
        final List<MemoryStream> streams = new ArrayList<>();
        boolean up = true;

        Node(int number, MemoryDisk disk, String... settings) {
            this.disk = disk;
            address = new Address("10.0.0." + (number + 1), 7000);
            config.set("cluster-enabled", "yes");
            config.set("cluster-node-timeout", "2000");
            for (String setting : settings) {
                int equals = setting.indexOf('=');
                config.set(setting.substring(0, equals), setting.substring(equals + 1));
            }
            Clock clock = new WorldClock();
            Timers timers = new NodeTimers();
            Net net = new NodeNet();
            var random = BusWorld.random(number + 1);
            agent = new ClusterAgent(
                    new ClusterAgent.Ports(clock, timers, random.fork("cluster"), net, disk),
                    config,
                    address,
                    new Address(address.host(), 17000),
                    ClusterTrace.NONE);
            ReplicationCommands replicationCommands = new ReplicationCommands();
            List<CommandGroup> groups = new ArrayList<>(List.of(
                    new StringCommands(),
                    new GenericCommands(),
                    new ListCommands(),
                    new GeoCommands(),
                    new DumpCommands(),
                    new PubSubCommands(pubSub),
                    new ConnectionCommands(pubSub, new Tracking()),
                    replicationCommands));
            groups.addAll(agent.commands());
            engine = new Engine(new Engine.Ports(clock, timers, random.fork("engine")), config, groups);
            replication = new Replication(engine, config, clock, timers, random.fork("replication"), net);
            replicationCommands.attach(replication);
            engine.setReplicator(replication);
            agent.attach(engine, ReplicationControl.of(replication), pubSub);
        }

        void start() {
            doors.put(address, engine);
            replication.start();
            agent.start();
            endTurn();
        }

        void crash() {
            up = false;
            doors.remove(address);
            doors.remove(agent.busAddress());
            for (MemoryStream stream : List.copyOf(streams)) {
                stream.cut();
            }
            agent.close();
            engine.close();
        }

        /** The same disk, a new process. */
        Node restart() {
            int number = nodes.indexOf(this);
            Node again = new Node(number, disk);
            nodes.set(number, again);
            again.agent.open();
            again.start();
            return again;
        }

        void endTurn() {
            if (up) {
                agent.endOfTurn();
                engine.endTurn();
            }
        }

        boolean isMaster() {
            return agent.state().myself().isMaster();
        }

        String id() {
            return agent.id();
        }

        Client client() {
            return new Client(this);
        }

        String call(String line) {
            return client().call(line);
        }

        private final class NodeTimers implements Timers {
            @Override
            public Timer after(long delayMs, Runnable task) {
                boolean[] cancelled = {false};
                NodeWorld.this.after(delayMs, () -> {
                    if (!cancelled[0] && up) {
                        task.run();
                        endTurn();
                    }
                });
                return () -> cancelled[0] = true;
            }
        }

        private final class NodeNet implements Net {
            @Override
            public Stream connect(Address to, Plane plane, StreamHandler handler) {
                MemoryStream mine = new MemoryStream(Node.this, new Address(address.host(), 50_000), to, plane);
                mine.handler = handler;
                open(mine, to);
                return mine;
            }

            @Override
            public Listener listen(Address at, Plane plane, StreamAcceptor acceptor) {
                if (doors.putIfAbsent(at, acceptor) != null) {
                    throw new UncheckedIOException(new java.io.IOException("port " + at.port() + " is taken"));
                }
                return new Listener() {
                    @Override
                    public Address address() {
                        return at;
                    }

                    @Override
                    public void close() {
                        doors.remove(at, acceptor);
                    }
                };
            }
        }
    }

    private void open(MemoryStream mine, Address to) {
        after(1, () -> {
            if (!mine.open) {
                return;
            }
            Net.StreamAcceptor door = doors.get(to);
            if (door == null) {
                mine.end(CloseCause.REFUSED);
                return;
            }
            Node target = nodes.stream()
                    .filter(n -> n.up && n.address.host().equals(to.host()))
                    .findFirst()
                    .orElseThrow();
            MemoryStream theirs = new MemoryStream(target, to, mine.local, mine.plane);
            mine.pair = theirs;
            theirs.pair = mine;
            theirs.handler = door.onAccept(theirs);
            for (byte[] bytes : mine.early) {
                mine.write(bytes, 0, bytes.length);
            }
            mine.early.clear();
            mine.tell(h -> h.onOpen(mine));
        });
    }

    private final class WorldClock implements Clock {
        @Override
        public long nowMs() {
            return nowMs;
        }

        @Override
        public long nowUs() {
            return nowMs * 1000;
        }

        @Override
        public long monotonicNs() {
            return nowMs * 1_000_000;
        }
    }

    private final class MemoryStream implements Stream {
        private final @Nullable Node owner;
        private final Address local;
        private final Address remote;
        private final Plane plane;
        private final List<byte[]> early = new ArrayList<>();
        private @Nullable StreamHandler handler;
        private @Nullable MemoryStream pair;
        private boolean open = true;

        MemoryStream(@Nullable Node owner, Address local, Address remote, Plane plane) {
            this.owner = owner;
            this.local = local;
            this.remote = remote;
            this.plane = plane;
            if (owner != null) {
                owner.streams.add(this);
            }
        }

        void tell(java.util.function.Consumer<StreamHandler> event) {
            StreamHandler to = handler;
            if (to != null && open && (owner == null || owner.up)) {
                event.accept(to);
                if (owner != null) {
                    owner.endTurn();
                }
            }
        }

        void end(CloseCause cause) {
            tell(h -> h.onClose(this, cause));
            gone();
        }

        private void gone() {
            open = false;
            if (owner != null) {
                owner.streams.remove(this);
            }
        }

        void cut() {
            MemoryStream other = pair;
            gone();
            if (other != null) {
                after(1, () -> {
                    if (other.open) {
                        other.end(CloseCause.RESET);
                    }
                });
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (!open) {
                return;
            }
            byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
            MemoryStream to = pair;
            if (to == null) {
                early.add(copy);
                return;
            }
            after(1, () -> to.tell(h -> h.onData(to, copy, 0, copy.length)));
        }

        @Override
        public long queuedBytes() {
            return 0;
        }

        @Override
        public void close() {
            cut();
        }

        @Override
        public void reset() {
            cut();
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public Address local() {
            return local;
        }

        @Override
        public Address remote() {
            return remote;
        }

        @Override
        public Plane plane() {
            return plane;
        }
    }

    /** A client that sends a line and waits in virtual time for what comes back. */
    final class Client implements StreamHandler {
        private static final long PATIENCE_MS = 200;

        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private final MemoryStream stream;
        boolean closed;

        Client(Node node) {
            stream = new MemoryStream(null, new Address("10.0.9.9", 50_000), node.address, Plane.CLIENT);
            stream.handler = this;
            open(stream, node.address);
        }

        @Override
        public void onData(Stream from, byte[] bytes, int offset, int length) {
            received.write(bytes, offset, length);
        }

        @Override
        public void onClose(Stream from, CloseCause cause) {
            closed = true;
        }

        void send(String line) {
            StringBuilder request = new StringBuilder();
            byte[][] words = RespText.words(line);
            request.append('*').append(words.length).append("\r\n");
            for (byte[] word : words) {
                request.append('$').append(word.length).append("\r\n");
                request.append(new String(word, StandardCharsets.ISO_8859_1)).append("\r\n");
            }
            byte[] bytes = request.toString().getBytes(StandardCharsets.ISO_8859_1);
            stream.write(bytes, 0, bytes.length);
        }

        String call(String line) {
            received.reset();
            send(line);
            runUntil(PATIENCE_MS, () -> received.size() > 0);
            return text();
        }

        String text() {
            String text = received.toString(StandardCharsets.ISO_8859_1);
            received.reset();
            return text;
        }
    }
}

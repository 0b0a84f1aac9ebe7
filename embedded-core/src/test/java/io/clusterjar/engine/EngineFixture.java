package io.clusterjar.engine;

import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.string.StringCommands;
import io.clusterjar.config.ServerConfig;
import io.clusterjar.net.Address;
import io.clusterjar.net.CloseCause;
import io.clusterjar.net.Plane;
import io.clusterjar.net.Stream;
import io.clusterjar.protocol.Args;
import io.clusterjar.testing.RespText;
import io.clusterjar.time.Clock;
import io.clusterjar.time.RandomSource;
import io.clusterjar.time.Timers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/** An engine in a world that stands still until the test moves it, and clients that see the bytes they are sent. */
public final class EngineFixture {
    private final ServerConfig config = new ServerConfig();
    private final FakeTimers timers = new FakeTimers();
    private long wallMs = 1_700_000_000_000L;
    private long monotonicNs = 1_000_000_000L;
    private final Engine engine;
    private int nextPort = 40_000;

    /** An engine with string commands, the test's own and {@code more}; settings as {@code name=value}. */
    public EngineFixture(List<String> settings, CommandGroup... more) {
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            config.set(setting.substring(0, equals), setting.substring(equals + 1));
        }
        List<CommandGroup> groups = new ArrayList<>(List.of(more));
        groups.add(new StringCommands());
        groups.add(new TestCommands());
        engine = new Engine(new Engine.Ports(new FakeClock(), timers, new SeededRandom(7)), config, groups);
    }

    /** An engine with default settings. */
    public EngineFixture() {
        this(List.of());
    }

    Engine engine() {
        return engine;
    }

    ServerConfig config() {
        return config;
    }

    long wallMs() {
        return wallMs;
    }

    Client client() {
        return new Client();
    }

    /** Lets time pass: timers that fall due run in order, each followed by the end of a turn. */
    void advance(long ms) {
        long target = monotonicNs + ms * 1_000_000;
        for (FakeTimers.Task task = timers.due(target); task != null; task = timers.due(target)) {
            long step = Math.max(0, task.atNs - monotonicNs);
            monotonicNs += step;
            wallMs += step / 1_000_000;
            task.run.run();
            engine.endTurn();
        }
        wallMs += (target - monotonicNs) / 1_000_000;
        monotonicNs = target;
        engine.endTurn();
    }

    int pendingTimers() {
        return timers.size();
    }

    /** A client on a stream in memory. */
    final class Client implements Stream {
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private final Address remote = new Address("127.0.0.1", nextPort++);
        private final Connection connection;
        private boolean open = true;
        private boolean wasReset;
        private boolean stalled;
        private long queued;

        Client() {
            connection = engine.accept(this);
            engine.endTurn();
        }

        Connection connection() {
            return connection;
        }

        /** Sends a request, ends the turn, and shows all that came back. */
        String call(String line) {
            send(line);
            return replies();
        }

        void send(String line) {
            raw(request(line));
        }

        void raw(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            raw(bytes);
        }

        void raw(byte[] bytes) {
            byte[] reused = bytes.clone();
            connection.onData(this, reused, 0, reused.length);
            java.util.Arrays.fill(reused, (byte) '!'); // nobody may keep a view of it
            engine.endTurn();
        }

        String replies() {
            String text = RespText.show(received.toByteArray());
            received.reset();
            return text;
        }

        /** The bytes that came back since the last look. */
        byte[] take() {
            byte[] bytes = received.toByteArray();
            received.reset();
            return bytes;
        }

        void hangUp() {
            open = false;
            connection.onClose(this, CloseCause.END_OF_STREAM);
            engine.endTurn();
        }

        void stall(boolean stalled) {
            this.stalled = stalled;
        }

        boolean wasReset() {
            return wasReset;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (open) {
                received.write(bytes, offset, length);
                queued += stalled ? length : 0;
            }
        }

        @Override
        public long queuedBytes() {
            return queued;
        }

        @Override
        public void close() {
            open = false;
        }

        @Override
        public void reset() {
            open = false;
            wasReset = true;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public Address local() {
            return new Address("127.0.0.1", 6379);
        }

        @Override
        public Address remote() {
            return remote;
        }

        @Override
        public Plane plane() {
            return Plane.CLIENT;
        }
    }

    /** The line's words as a RESP array. */
    static String request(String line) {
        StringBuilder text = new StringBuilder();
        byte[][] words = RespText.words(line);
        text.append('*').append(words.length).append("\r\n");
        for (byte[] word : words) {
            text.append('$').append(word.length).append("\r\n");
            text.append(new String(word, StandardCharsets.ISO_8859_1)).append("\r\n");
        }
        return text.toString();
    }

    /** A replicator that writes down what it is told. */
    static class Recorder implements Replicator {
        final List<String> fed = new ArrayList<>();
        boolean replica;
        boolean linkUp = true;
        boolean loading;
        int good = 1;
        int turns;

        @Override
        public boolean isReplica() {
            return replica;
        }

        @Override
        public boolean masterLinkUp() {
            return linkUp;
        }

        @Override
        public boolean loading() {
            return loading;
        }

        @Override
        public int goodReplicas() {
            return good;
        }

        @Override
        public void feed(int db, Args words) {
            fed.add(db + ":" + RespText.line(words.toArray()));
        }

        @Override
        public long offset() {
            return fed.size();
        }

        @Override
        public void endOfTurn() {
            turns++;
        }
    }

    private final class FakeClock implements Clock {
        @Override
        public long nowMs() {
            return wallMs;
        }

        @Override
        public long nowUs() {
            return wallMs * 1000;
        }

        @Override
        public long monotonicNs() {
            return monotonicNs;
        }
    }

    private final class FakeTimers implements Timers {
        private final class Task implements Timer {
            final long atNs;
            final long order;
            final Runnable run;

            Task(long atNs, long order, Runnable run) {
                this.atNs = atNs;
                this.order = order;
                this.run = run;
            }

            @Override
            public void cancel() {
                tasks.remove(this);
            }
        }

        private final PriorityQueue<Task> tasks = new PriorityQueue<>(
                Comparator.<Task>comparingLong(task -> task.atNs).thenComparingLong(task -> task.order));
        private long nextOrder;

        @Override
        public Timer after(long delayMs, Runnable task) {
            Task scheduled = new Task(monotonicNs + delayMs * 1_000_000, nextOrder++, task);
            tasks.add(scheduled);
            return scheduled;
        }

        Task due(long untilNs) {
            Task next = tasks.peek();
            return next == null || next.atNs > untilNs ? null : tasks.poll();
        }

        int size() {
            return tasks.size();
        }
    }

    private static final class SeededRandom implements RandomSource {
        private final Random random;

        SeededRandom(long seed) {
            random = new Random(seed);
        }

        @Override
        public long nextLong() {
            return random.nextLong();
        }

        @Override
        public int nextInt(int bound) {
            return random.nextInt(bound);
        }

        @Override
        public double nextDouble() {
            return random.nextDouble();
        }

        @Override
        public RandomSource fork(String purpose) {
            return new SeededRandom(purpose.hashCode());
        }
    }
}

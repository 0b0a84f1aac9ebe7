package io.clusterjar.engine;

import io.clusterjar.base.Bytes;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.CommandFlag;
import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.KeyEvent;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.config.ConfigKey;
import io.clusterjar.config.ServerConfig;
import io.clusterjar.net.Net;
import io.clusterjar.net.Stream;
import io.clusterjar.net.StreamHandler;
import io.clusterjar.protocol.Args;
import io.clusterjar.protocol.ProtocolError;
import io.clusterjar.store.Database;
import io.clusterjar.store.Keyspace;
import io.clusterjar.time.Clock;
import io.clusterjar.time.RandomSource;
import io.clusterjar.time.Timers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The engine of one node: takes requests from connections, judges and runs them, wakes those who wait, lets keys expire,
 * hands what changed to the replicator. Single-threaded; everything from outside comes through its ports.
 *
 * <p>Replies gather while callbacks run. {@link #endTurn()}, called once after a batch of callbacks, lets replication and
 * persistence have their turn and then sends them all: no reply leaves before what it promises is on its way.
 */
public final class Engine implements Net.StreamAcceptor {
    /** What the engine sees of the world. */
    public record Ports(Clock clock, Timers timers, RandomSource random) {}

    private final Ports ports;
    private final ServerConfig config;
    private final Settings settings;
    private final Keyspace keyspace;
    private final CommandTable commands;
    private final Gate gate = new Gate(this);
    private final Watches watches = new Watches(this);
    private final Waiters waiters = new Waiters(this);
    private final Expiry expiry;
    private final Notifications notifications = new Notifications();
    private final Propagation propagation = new Propagation();
    private final Pauses pauses = new Pauses();
    private final Monitors monitors = new Monitors();
    private final Cron cron;
    private final OutputLimits outputLimits;
    private final KeyFinder keyFinder = new KeyFinder();
    private final Map<Long, Connection> connections = new LinkedHashMap<>();
    private final List<EngineCall> calls = new ArrayList<>();
    private final Connection self;

    final Stats stats = new Stats();
    long dirty;

    private ArrayList<Connection> touched = new ArrayList<>();
    private ArrayList<Connection> resumable = new ArrayList<>();
    private ArrayList<Connection> later = new ArrayList<>();
    private @Nullable Redirects redirects;
    private @Nullable Replicator replicator;
    private @Nullable CallListener callListener;
    private @Nullable KeyTracker tracker;
    private @Nullable Connection running;
    private Timers.@Nullable Timer pauseTimer;
    private long nextId = 1;
    private int depth;
    private int clientCount;
    private long nowMs;
    private long lastCallNs;
    private boolean closed;

    /** An engine without keys and clients, whose cron begins to run at once. */
    public Engine(Ports ports, ServerConfig config, List<CommandGroup> groups) {
        this.ports = ports;
        this.config = config;
        nowMs = ports.clock().nowMs();
        settings = new Settings(config, this::settingsChanged);
        keyspace = new Keyspace(
                config.integer(ConfigKey.DATABASES),
                ports.random().nextLong(),
                settings.clusterEnabled);
        List<CommandGroup> all = new ArrayList<>(groups);
        all.add(new TransactionCommands());
        commands = CommandTable.of(all);
        expiry = new Expiry(this, ports.random().fork("expire"));
        notifications.classes(settings.keyspaceEvents);
        outputLimits = new OutputLimits(this);
        self = new Connection(this, null, 0, Connection.Kind.INTERNAL);
        cron = new Cron(this);
        cron.start();
    }

    private void settingsChanged() {
        notifications.classes(settings.keyspaceEvents);
        for (Connection client : connections.values()) {
            client.parser.bulkLimit(settings.bulkLimitBytes);
        }
    }

    // ---- what the rooms above plug in

    /** Asks {@code redirects} before every command with keys from now on. */
    public void setRedirects(Redirects redirects) {
        this.redirects = redirects;
    }

    /** Tells {@code replicator} what changes from now on. */
    public void setReplicator(Replicator replicator) {
        this.replicator = replicator;
        propagation.replicator(replicator);
    }

    /** Sends keyspace notifications to {@code publisher} from now on. */
    public void setPublisher(Publisher publisher) {
        notifications.publisher(publisher);
    }

    /** Tells {@code listener} about every call from now on: the slow log. */
    public void setCallListener(CallListener listener) {
        callListener = listener;
    }

    /** Tells {@code tracker} which keys are read and changed from now on: client-side caching. */
    public void setKeyTracker(KeyTracker tracker) {
        this.tracker = tracker;
    }

    // ---- what it is made of

    /** The parameters. */
    public ServerConfig config() {
        return config;
    }

    /** All databases. */
    public Keyspace databases() {
        return keyspace;
    }

    /** Database {@code index}. */
    public Database database(int index) {
        return keyspace.db(index);
    }

    /** How many databases. */
    public int databaseCount() {
        return keyspace.count();
    }

    /** The command table. */
    public CommandTable commands() {
        return commands;
    }

    /** Counters. */
    public Stats stats() {
        return stats;
    }

    /** Finds the keys of requests; its findings last until the next search. */
    public KeyFinder keyFinder() {
        return keyFinder;
    }

    /** Chance. */
    public RandomSource random() {
        return ports.random();
    }

    /** Timers. */
    public Timers timers() {
        return ports.timers();
    }

    /** The clock. */
    public Clock clock() {
        return ports.clock();
    }

    /** Wall time in milliseconds as read last: at the beginning of a batch of requests, and by the cron. */
    public long nowMs() {
        return nowMs;
    }

    /** Monotonic time in milliseconds. */
    public long monotonicMs() {
        return ports.clock().monotonicNs() / 1_000_000;
    }

    /** Whether the node runs in cluster mode. */
    public boolean clusterEnabled() {
        return settings.clusterEnabled;
    }

    /** Whether {@code requirepass} is set. */
    public boolean passwordRequired() {
        return settings.passwordRequired;
    }

    /** Changes since the last save: {@code rdb_changes_since_last_save}. */
    public long dirty() {
        return dirty;
    }

    /** Sets the changes since the last save. */
    public void dirty(long changes) {
        dirty = changes;
    }

    /** Pauses in force. */
    public Pauses pauses() {
        return pauses;
    }

    /** Whether keys expire in the cycle: {@code DEBUG SET-ACTIVE-EXPIRE}. */
    public void activeExpire(boolean active) {
        expiry.active(active);
    }

    /** Estimated part of the expiring keys whose time has come, in percent. */
    public double expiredStalePercent() {
        return expiry.stalePercent();
    }

    Settings settings() {
        return settings;
    }

    Watches watches() {
        return watches;
    }

    Waiters waiters() {
        return waiters;
    }

    Expiry expiry() {
        return expiry;
    }

    Notifications notifications() {
        return notifications;
    }

    Propagation propagation() {
        return propagation;
    }

    Monitors monitors() {
        return monitors;
    }

    @Nullable Replicator replicator() {
        return replicator;
    }

    @Nullable Redirects redirects() {
        return redirects;
    }

    // ---- connections

    /** Takes a client; {@link Net#listen} calls it. One too many is told so and closed. */
    @Override
    public StreamHandler onAccept(Stream stream) {
        return accept(stream);
    }

    /** Takes a client. */
    public Connection accept(Stream stream) {
        readClock();
        Connection client = open(stream, Connection.Kind.NORMAL);
        stats.connectionsReceived++;
        if (clientCount > settings.maxClients) {
            stats.rejectedConnections++;
            client.out.error(settings.clusterEnabled
                    ? "ERR max number of clients + cluster connections reached"
                    : "ERR max number of clients reached");
            client.closeAfterReply();
            return client;
        }
        if (settings.passwordRequired) {
            client.deauthenticate();
        }
        return client;
    }

    /**
     * A connection without checks and replies, whose requests the caller feeds with {@link Connection#feed}: the link from
     * our master. The caller ends it with {@link Connection#kill()}.
     *
     * @param stream the link, for {@code CLIENT LIST}; the engine neither reads nor writes it
     */
    public Connection openMaster(Stream stream) {
        return open(stream, Connection.Kind.MASTER);
    }

    private Connection open(Stream stream, Connection.Kind kind) {
        Connection client = new Connection(this, stream, nextId++, kind);
        client.parser.bulkLimit(settings.bulkLimitBytes);
        connections.put(client.id(), client);
        if (kind == Connection.Kind.NORMAL) {
            clientCount++;
        }
        return client;
    }

    /** All connections in the order of their ids. */
    public Collection<Connection> connections() {
        return Collections.unmodifiableCollection(connections.values());
    }

    /** The connection with that id. */
    public @Nullable Connection connection(long id) {
        return connections.get(id);
    }

    /** Clients connected, replicas included, our master not. */
    public int clientCount() {
        return clientCount;
    }

    /** Clients that wait. */
    public int blockedClients() {
        return waiters.blockedClients();
    }

    /** Keys that clients wait for. */
    public int blockingKeys() {
        return waiters.blockingKeys();
    }

    /** The keys that {@code client} waits for, in the order it named them. */
    public List<byte[]> waitingKeys(Connection client) {
        return waiters.keysOf(client);
    }

    void forget(Connection client) {
        if (client.closed) {
            return;
        }
        client.closed = true;
        connections.remove(client.id());
        if (client.kind() != Connection.Kind.MASTER) {
            clientCount--;
        }
        waiters.end(client);
        watches.discard(client);
        client.monitor(false);
        client.closedNow();
    }

    void received(Connection client, int bytes) {
        readClock();
        client.lastActiveMs = nowMs;
        client.bytesIn += bytes;
        if (client.kind() != Connection.Kind.MASTER) {
            stats.netInputBytes += bytes;
        }
        stats.readsProcessed++;
        lastCallNs = ports.clock().monotonicNs();
    }

    void readClock() {
        nowMs = ports.clock().nowMs();
    }

    void protocolError(Connection client, ProtocolError error) {
        if (client.kind() == Connection.Kind.MASTER) {
            client.kill(); // its stream is of no use any more; replication connects anew
            return;
        }
        errorTo(client, error.text());
        client.closeAfterReply();
    }

    void checkQueryBuffer(Connection client) {
        if (client.parser.restBytes() > settings.queryBufferLimitBytes && client.kind() != Connection.Kind.MASTER) {
            stats.queryLimitDisconnections++;
            client.kill();
        }
    }

    void checkOutput(Connection client, long queuedBytes) {
        outputLimits.check(client, queuedBytes);
    }

    void touched(Connection client) {
        if (!client.touched && !client.closed) {
            client.touched = true;
            touched.add(client);
        }
    }

    void resumable(Connection client) {
        if (!client.resumable) {
            client.resumable = true;
            resumable.add(client);
        }
    }

    void runLater(Connection client) {
        if (later.isEmpty()) {
            ports.timers().after(0, () -> {
                ArrayList<Connection> due = later;
                later = new ArrayList<>();
                due.forEach(this::resumable);
            });
        }
        if (!later.contains(client)) {
            later.add(client);
        }
    }

    /** Whether this node is a replica. */
    public boolean isReplica() {
        Replicator target = replicator;
        return target != null && target.isReplica();
    }

    boolean isRunning(Connection client) {
        return running == client;
    }

    // ---- requests

    void process(Connection client, Args args) {
        process(client, args, false);
    }

    /**
     * Judges and runs one request.
     *
     * @param again whether it was judged before and had to wait
     */
    void process(Connection client, Args args, boolean again) {
        Connection outer = running;
        running = client;
        int start = client.out.length();
        boolean waits = false;
        Command command = commands.find(args);
        if (command == null && isAttack(args)) {
            running = outer;
            client.kill();
            return;
        }
        client.lastCommand = command == null ? client.lastCommand : command;
        switch (gate.judge(client, command, args, again)) {
            case RUN -> {
                assert command != null;
                waits = call(client, command, args, true) == Outcomes.WAITING;
            }
            case QUEUE -> {
                assert command != null;
                client.transaction.add(command, args);
                client.out.raw("+QUEUED\r\n");
            }
            case POSTPONE -> {
                assert command != null;
                waiters.postpone(client, command, again ? args : args.detach());
                waits = true;
            }
            case REFUSED -> {}
        }
        running = outer;
        finish(client, command, start, waits);
        if (outer == null && depth == 0) {
            waiters.serve();
        }
    }

    private void finish(Connection client, @Nullable Command command, int start, boolean waits) {
        if (client.mute()) {
            client.out.truncate(start);
        }
        if (!waits) {
            client.endOfCommand(command != null && command.kind == Command.Kind.ASKING);
        }
        client.appendPushes();
        touched(client);
    }

    /** A browser or a mail program that was led here by somebody else's page. */
    private static boolean isAttack(Args args) {
        return args.is(0, "post") || args.is(0, "host:");
    }

    /** Runs a command that may run. */
    Outcome call(Connection client, Command command, Args args, boolean mayWait) {
        if (depth == calls.size()) {
            calls.add(new EngineCall(this, client, command));
        }
        EngineCall call = calls.get(depth++);
        boolean outermost = depth == 1;
        int start = client.out.length();
        call.begin(client, command, args, client.out, mayWait && client.kind() != Connection.Kind.INTERNAL);
        Outcome outcome;
        try {
            outcome = command.run(call);
        } catch (CommandError e) {
            client.out.truncate(start);
            outcome = call.reply().error(e.text());
        } finally {
            depth--;
        }
        account(client, command, args, start, outcome);
        if (!monitors.isEmpty()) {
            monitors.show(client, command, args, call.db().index(), ports.clock().nowUs());
        }
        propagate(client, call, outermost);
        return outcome;
    }

    private void account(Connection client, Command command, Args args, int start, Outcome outcome) {
        long now = ports.clock().monotonicNs();
        long spentNs = now - lastCallNs;
        lastCallNs = now;
        if (outcome == Outcomes.WAITING) {
            return; // counted once it has its reply
        }
        command.calls++;
        command.spent(spentNs);
        client.commandCount++;
        stats.commandsProcessed++;
        if (client.out.length() > start && client.out.buffer()[start] == '-') {
            command.failed++;
            countError(client, start);
        }
        KeyTracker target = tracker;
        if (target != null && !target.isIdle()) {
            if ((command.flags & CommandFlag.READONLY) != 0) {
                target.read(client, command, args);
            }
            target.ran(client, command);
        }
        CallListener listener = callListener;
        if (listener != null) {
            listener.called(client, command, args, spentNs);
        }
    }

    private void countError(Connection client, int start) {
        byte[] buffer = client.out.buffer();
        int end = start + 1;
        while (end < client.out.length() && buffer[end] != ' ' && buffer[end] != '\r') {
            end++;
        }
        stats.error(Bytes.text(buffer, start + 1, end - start - 1));
    }

    private void propagate(Connection client, EngineCall call, boolean outermost) {
        call.propagate(propagation, outermost, !outermost && !client.transaction.active());
        if (!outermost) {
            return;
        }
        propagation.end((call.command().flags & CommandFlag.TOUCHES_ARBITRARY_KEYS) == 0);
        Replicator target = replicator;
        if (propagation.takeFed() && target != null && client.kind() != Connection.Kind.MASTER) {
            client.lastWriteOffset(target.offset());
        }
    }

    /** Writes an error reply that no call wrote. */
    void errorTo(Connection client, String error) {
        int start = client.out.length();
        client.out.error(error);
        countError(client, start);
        touched(client);
    }

    /**
     * Runs a command for the node itself, in database {@code database}, without any check.
     *
     * @return the reply as RESP2 bytes
     */
    public byte[] execute(int database, Args args) {
        readClock();
        Command command = commands.find(args);
        if (command == null || !command.takes(args.count())) {
            throw new IllegalArgumentException("args=" + args.text(0) + " is no command");
        }
        self.database(database);
        int start = self.out.length();
        call(self, command, args, false);
        byte[] reply = java.util.Arrays.copyOfRange(self.out.buffer(), start, self.out.length());
        self.out.truncate(start);
        return reply;
    }

    // ---- keys

    /** Whether anybody hears of changed keys, so that it is worth copying the key. */
    boolean hearsChanges() {
        return !watches.isEmpty() || !waiters.noKeys() || notifications.any() || tracks();
    }

    private boolean tracks() {
        KeyTracker target = tracker;
        return target != null && !target.isIdle();
    }

    /** All keys of a database go or are replaced. */
    void databaseChanged(Database changed, @Nullable Database replacement) {
        watches.touchAll(changed, replacement);
        KeyTracker target = tracker;
        if (target != null && !target.isIdle()) {
            target.flushed();
        }
    }

    void keyChanged(Database db, byte[] key) {
        KeyTracker target = tracker;
        if (target != null && !target.isIdle()) {
            target.changed(db, key, running);
        }
        if (!watches.isEmpty()) {
            watches.touch(db, key);
        }
        if (!waiters.noKeys()) {
            waiters.signal(db, key);
        }
    }

    /** Forgets all keys, for a snapshot takes their place or the node begins anew; watchers hear it. */
    public void clear() {
        for (int i = 0; i < keyspace.count(); i++) {
            watches.touchAll(keyspace.db(i), null);
            keyspace.db(i).clear();
        }
    }

    /** What is noted of an access to a key: seconds, as {@code OBJECT IDLETIME} counts. */
    int accessClock() {
        return (int) (nowMs / 1000);
    }

    /**
     * Removes a key that this node may not keep: it is propagated, and watching and waiting clients and subscribers hear of
     * it. For slots that move away.
     */
    public void deleteKey(Database db, byte[] key) {
        if (db.remove(key) == null) {
            return;
        }
        dirty++;
        propagation.add(db.index(), Args.of(Bytes.latin1("DEL"), key));
        keyChanged(db, key);
        notifications.event(db.index(), key, KeyEvent.GENERIC, "del");
        if (depth == 0) {
            propagation.end(false);
        }
    }

    /** All keys of {@code db} are about to be replaced by a full synchronisation: watching clients hear it. */
    public void replacingKeys(Database db) {
        databaseChanged(db, null);
    }

    /** Keys have come to {@code db} by other ways than commands: clients that wait for them are served. */
    public void keysArrived(Database db) {
        waiters.signalAll(db);
    }

    // ---- waiting

    void park(Connection client, long timeoutMs, @Nullable Runnable onTimeout) {
        waiters.park(client, timeoutMs, onTimeout);
    }

    /**
     * Gives a parked client its reply; what it sent meanwhile is run at the end of the turn. Without effect when it waits no
     * more.
     */
    public void resume(Connection client, Consumer<Reply> reply) {
        Blocking wait = client.blocking;
        if (wait == null || wait.cause != Blocking.Cause.PARKED) {
            return;
        }
        waiters.end(client);
        int start = client.out.length();
        reply.accept(new Reply(client.out));
        if (client.mute()) {
            client.out.truncate(start);
        }
        touched(client);
    }

    /** {@code CLIENT UNBLOCK}: whether the client waited for something that can be given up. */
    public boolean unblock(Connection client, boolean withError) {
        return waiters.unblock(client, withError);
    }

    /** This node was a master and is a replica now: clients that wait are told so and closed. */
    public void roleChanged() {
        waiters.roleChanged();
    }

    /** Holds clients' commands until {@link #unpause} or for {@code durationMs}. A longer pause of the same purpose stands. */
    public void pause(Pauses.Purpose purpose, long durationMs, Pauses.Mode mode) {
        long now = monotonicMs();
        long until = durationMs > Long.MAX_VALUE - 1 - now ? Long.MAX_VALUE : now + durationMs;
        pauses.begin(purpose, until, mode, now);
        schedulePause();
    }

    /** Ends a pause. */
    public void unpause(Pauses.Purpose purpose) {
        pauses.end(purpose);
        waiters.pauseEnded();
        schedulePause();
    }

    private void schedulePause() {
        if (pauseTimer != null) {
            pauseTimer.cancel();
            pauseTimer = null;
        }
        long now = monotonicMs();
        long next = pauses.nextEndMs(now);
        if (next > 0 && next < Long.MAX_VALUE) {
            pauseTimer = ports.timers().after(next - now, () -> {
                readClock();
                waiters.pauseEnded();
                schedulePause();
            });
        }
    }

    // ---- the turn

    /** Ends a batch of callbacks: wakes clients, lets the replicator finish, then sends all replies. */
    public void endTurn() {
        if (closed) {
            return;
        }
        waiters.serve();
        while (!resumable.isEmpty()) {
            ArrayList<Connection> batch = resumable;
            resumable = new ArrayList<>();
            for (Connection client : batch) {
                client.resumable = false;
                if (!client.closed && client.blocking == null && client.stream() != null) {
                    client.runRequests();
                }
            }
            waiters.serve();
        }
        Replicator target = replicator;
        if (target != null) {
            propagation.end(false);
            target.endOfTurn();
        }
        KeyTracker caches = tracker;
        if (caches != null && !caches.isIdle()) {
            caches.endOfTurn();
        }
        flush();
    }

    private void flush() {
        if (touched.isEmpty()) {
            return;
        }
        ArrayList<Connection> batch = touched;
        touched = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            Connection client = batch.get(i);
            client.touched = false;
            if (!client.closed) {
                flush(client);
            }
        }
    }

    private void flush(Connection client) {
        Stream stream = client.stream();
        int length = client.out.length();
        if (stream == null || client.kind() == Connection.Kind.MASTER) {
            client.out.truncate(0);
            return;
        }
        if (length > 0) {
            stream.write(client.out.buffer(), 0, length);
            client.out.truncate(0);
            client.bytesOut += length;
            stats.netOutputBytes += length;
            stats.writesProcessed++;
        }
        if (client.closeAfterReply) {
            forget(client);
            stream.close();
        } else if (stream.queuedBytes() > 0) {
            outputLimits.check(client, stream.queuedBytes());
        }
    }

    /** Ends all connections and timers. */
    public void close() {
        if (closed) {
            return;
        }
        for (Connection client : new ArrayList<>(connections.values())) {
            Stream stream = client.stream();
            forget(client);
            if (stream != null) {
                stream.close();
            }
        }
        closed = true;
        cron.stop();
        waiters.close();
        if (pauseTimer != null) {
            pauseTimer.cancel();
        }
    }
}

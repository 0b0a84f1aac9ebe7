package io.clusterjar.engine;

import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.Reply;
import io.clusterjar.config.ConfigKey;
import io.clusterjar.config.ServerConfig;
import io.clusterjar.net.Net;
import io.clusterjar.net.Stream;
import io.clusterjar.net.StreamHandler;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.Database;
import io.clusterjar.store.Keyspace;
import io.clusterjar.time.Clock;
import io.clusterjar.time.RandomSource;
import io.clusterjar.time.Timers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
    private final Watches watches = new Watches(this);
    private final Waiters waiters = new Waiters(this);
    private final Expiry expiry;
    private final Accesses accesses;
    private final Notifications notifications = new Notifications();
    private final Propagation propagation = new Propagation();
    private final Pauses pauses = new Pauses();
    private final Monitors monitors = new Monitors();
    private final Cron cron;
    private final Clients clients;
    private final Dispatcher dispatcher;
    private final KeyFinder keyFinder = new KeyFinder();

    final Stats stats = new Stats();
    long dirty;

    private @Nullable Redirects redirects;
    private @Nullable Replicator replicator;
    private @Nullable KeyTracker tracker;
    private Timers.@Nullable Timer pauseTimer;
    private long nowMs;
    private boolean closed;

    /** An engine without keys and clients, whose cron begins to run at once. */
    public Engine(Ports ports, ServerConfig config, List<CommandGroup> groups) {
        this.ports = ports;
        this.config = config;
        nowMs = ports.clock().nowMs();
        settings = new Settings(config, this::settingsChanged);
        keyspace =
                new Keyspace(config.integer(ConfigKey.DATABASES), ports.random().nextLong(), settings.clusterEnabled);
        List<CommandGroup> all = new ArrayList<>(groups);
        all.add(new TransactionCommands());
        commands = CommandTable.of(all);
        expiry = new Expiry(this, ports.random().fork("expire"));
        accesses = new Accesses(this, settings, ports.random().fork("lfu"));
        notifications.classes(settings.keyspaceEvents);
        clients = new Clients(this);
        dispatcher = new Dispatcher(this);
        cron = new Cron(this);
        cron.start();
    }

    private void settingsChanged() {
        notifications.classes(settings.keyspaceEvents);
        clients.settingsChanged();
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
        dispatcher.listener(listener);
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

    @Nullable
    Replicator replicator() {
        return replicator;
    }

    @Nullable
    Redirects redirects() {
        return redirects;
    }

    @Nullable
    KeyTracker tracker() {
        return tracker;
    }

    Clients clients() {
        return clients;
    }

    Dispatcher dispatcher() {
        return dispatcher;
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
        return clients.accept(stream);
    }

    /**
     * A connection without checks and replies, whose requests the caller feeds with {@link Connection#feed}: the link from
     * our master. The caller ends it with {@link Connection#kill()}.
     *
     * @param stream the link, for {@code CLIENT LIST}; the engine neither reads nor writes it
     */
    public Connection openMaster(Stream stream) {
        return clients.open(stream, Connection.Kind.MASTER);
    }

    /** All connections in the order of their ids. */
    public Collection<Connection> connections() {
        return clients.all();
    }

    /** The connection with that id. */
    public @Nullable Connection connection(long id) {
        return clients.byId(id);
    }

    /** Clients connected, replicas included, our master not. */
    public int clientCount() {
        return clients.count();
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

    void touched(Connection client) {
        clients.touched(client);
    }

    /** Closes the replica {@code client} when {@code pendingBytes} of the stream are more than it may leave unread. */
    public void checkReplicaOutput(Connection client, long pendingBytes) {
        clients.checkOutput(client, pendingBytes);
    }

    void readClock() {
        nowMs = ports.clock().nowMs();
    }

    /** Requests are about to be run. */
    void startBatch() {
        readClock();
        dispatcher.startClock();
    }

    /** Whether this node is a replica. */
    public boolean isReplica() {
        Replicator target = replicator;
        return target != null && target.isReplica();
    }

    /**
     * Runs a command for the node itself, in database {@code database}, without any check.
     *
     * @return the reply as RESP2 bytes
     */
    public byte[] execute(int database, Args args) {
        startBatch();
        return dispatcher.execute(database, args);
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
        waiters.signalGone(changed);
        KeyTracker target = tracker;
        if (target != null && !target.isIdle()) {
            target.flushed();
        }
    }

    void keyChanged(Database db, byte[] key) {
        KeyTracker target = tracker;
        if (target != null && !target.isIdle()) {
            target.changed(db, key, dispatcher.running());
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
            databaseChanged(keyspace.db(i), null);
            keyspace.db(i).clear();
        }
    }

    /** Who notes the use of keys. */
    Accesses accesses() {
        return accesses;
    }

    // ---- waiting

    void park(Connection client, long timeoutMs, @Nullable Runnable onTimeout, @Nullable Runnable onEnd) {
        waiters.park(client, timeoutMs, onTimeout, onEnd);
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
        if (!dispatcher.busy()) {
            startBatch();
        }
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
                startBatch();
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
        clients.runResumed();
        Replicator target = replicator;
        if (target != null) {
            propagation.end(false);
            target.endOfTurn();
        }
        KeyTracker caches = tracker;
        if (caches != null && !caches.isIdle()) {
            caches.endOfTurn();
        }
        clients.flush();
    }

    /** Ends all connections and timers. */
    public void close() {
        if (closed) {
            return;
        }
        clients.closeAll();
        closed = true;
        cron.stop();
        waiters.close();
        if (pauseTimer != null) {
            pauseTimer.cancel();
        }
    }
}

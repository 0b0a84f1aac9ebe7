package io.clusterjar.engine;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.KeyEvent;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.config.ServerConfig;
import io.clusterjar.protocol.Args;
import io.clusterjar.protocol.RespWriter;
import io.clusterjar.store.Database;
import io.clusterjar.store.KeyEntry;
import io.clusterjar.store.Value;
import io.clusterjar.store.ValueType;
import io.clusterjar.time.RandomSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call of a command. Reused: one object for each depth of calls within calls ({@code EXEC}, scripts).
 *
 * <p>Handlers of the rooms above commands see more than {@link Call} shows: {@link #of} gives them the connection and the
 * engine.
 */
public final class EngineCall implements Call {
    private final Engine engine;
    private final Reply reply;
    private final List<Args> also = new ArrayList<>();
    private final List<Args> instead = new ArrayList<>();
    private Connection connection;
    private Command command;
    private Args args;
    private Database db;
    private long dirty;
    private boolean nothing;
    private boolean mayWait;
    /** The key that was looked up for writing last, so that its new value is no second use of it. */
    private @Nullable KeyEntry usedForWriting;

    EngineCall(Engine engine, Connection connection, Command command) {
        this.engine = engine;
        this.connection = connection;
        this.command = command;
        args = new Args();
        db = engine.database(0);
        reply = new Reply(connection.out);
    }

    /** The call as the engine made it. */
    public static EngineCall of(Call call) {
        return (EngineCall) call;
    }

    void begin(Connection connection, Command command, Args args, RespWriter out, boolean mayWait) {
        this.connection = connection;
        this.command = command;
        this.args = args;
        this.mayWait = mayWait;
        db = engine.database(connection.database());
        reply.to(out);
        dirty = 0;
        nothing = false;
        usedForWriting = null;
        if (!also.isEmpty()) {
            also.clear();
        }
        if (!instead.isEmpty()) {
            instead.clear();
        }
    }

    /** Hands what the call changed to {@code propagation}. */
    void propagate(Propagation propagation, boolean last, boolean wordsMayChange) {
        engine.dirty += dirty;
        boolean request = dirty > 0 && !nothing && instead.isEmpty();
        if (!request && instead.isEmpty() && also.isEmpty()) {
            return;
        }
        int database = db.index();
        if (request && last && also.isEmpty()) {
            propagation.addLast(database, args);
            return;
        }
        if (request) {
            propagation.add(database, wordsMayChange ? args.detach() : args);
        }
        for (Args words : instead) {
            propagation.add(database, words);
        }
        for (Args words : also) {
            propagation.add(database, words);
        }
    }

    // ---- for rooms above the commands

    /** Who called. */
    public Connection connection() {
        return connection;
    }

    /** The engine. */
    public Engine engine() {
        return engine;
    }

    /** The command that runs. */
    public Command command() {
        return command;
    }

    /** Whether the caller may be made to wait: not within transactions and scripts. */
    public boolean mayWait() {
        return mayWait;
    }

    /**
     * The caller waits until {@link Engine#resume}. Ask {@link #mayWait()} before.
     *
     * @param timeoutMs 0 waits for ever
     * @param onTimeout writes the reply to {@code connection().out()} when time is up; null when nothing but the resumption
     *     ends the wait, {@code CLIENT UNBLOCK} included
     */
    public Outcome park(long timeoutMs, @Nullable Runnable onTimeout) {
        return park(timeoutMs, onTimeout, null);
    }

    /** {@link #park(long, Runnable)}; {@code onEnd} hears that the wait is over, however it ended. */
    public Outcome park(long timeoutMs, @Nullable Runnable onTimeout, @Nullable Runnable onEnd) {
        engine.park(connection, timeoutMs, onTimeout, onEnd);
        return Outcomes.WAITING;
    }

    // ---- the call

    @Override
    public Args args() {
        return args;
    }

    @Override
    public Reply reply() {
        return reply;
    }

    @Override
    public Database db() {
        return db;
    }

    @Override
    public Database db(int index) {
        if (index < 0 || index >= engine.databaseCount()) {
            throw new CommandError("ERR DB index is out of range");
        }
        return engine.database(index);
    }

    @Override
    public long nowMs() {
        return engine.nowMs();
    }

    @Override
    public RandomSource random() {
        return engine.random();
    }

    @Override
    public ServerConfig config() {
        return engine.config();
    }

    @Override
    public boolean clusterEnabled() {
        return engine.clusterEnabled();
    }

    // ---- look-ups

    @Override
    public @Nullable KeyEntry readEntry(int word) {
        return read(db, args.buffer(), args.offset(word), args.length(word));
    }

    @Override
    public @Nullable KeyEntry readEntry(Database in, byte[] key) {
        return read(in, key, 0, key.length);
    }

    private @Nullable KeyEntry read(Database in, byte[] buffer, int offset, int length) {
        KeyEntry entry = in.find(buffer, offset, length);
        if (entry != null
                && entry.expireAtMs() != KeyEntry.NEVER
                && engine.expiry().isGone(in, entry, connection, false)) {
            entry = null;
        }
        if (entry == null) {
            engine.stats.keyspaceMisses++;
            if (engine.notifications().wants(KeyEvent.KEY_MISS)) {
                notify(in, Arrays.copyOfRange(buffer, offset, offset + length), KeyEvent.KEY_MISS, "keymiss");
            }
            return null;
        }
        engine.stats.keyspaceHits++;
        use(entry);
        return entry;
    }

    @Override
    public @Nullable KeyEntry writeEntry(int word) {
        return write(db, args.buffer(), args.offset(word), args.length(word));
    }

    @Override
    public @Nullable KeyEntry writeEntry(Database in, byte[] key) {
        return write(in, key, 0, key.length);
    }

    private @Nullable KeyEntry write(Database in, byte[] buffer, int offset, int length) {
        KeyEntry entry = in.find(buffer, offset, length);
        if (entry == null) {
            return null;
        }
        if (entry.expireAtMs() != KeyEntry.NEVER && engine.expiry().isGone(in, entry, connection, true)) {
            return null;
        }
        use(entry);
        usedForWriting = entry;
        return entry;
    }

    /** {@code TOUCH} is a use of a key even for clients that make none otherwise. */
    private void use(KeyEntry entry) {
        if (!connection.noTouch() || command.name().equals("touch")) {
            engine.accesses().used(entry);
        }
    }

    @Override
    public @Nullable KeyEntry peekEntry(int word) {
        KeyEntry entry = db.find(args.buffer(), args.offset(word), args.length(word));
        return entry != null && entry.isExpired(engine.nowMs()) && connection.kind() != Connection.Kind.MASTER
                ? null
                : entry;
    }

    // ---- changes

    @Override
    public KeyEntry put(int word, Value value, boolean keepTtl) {
        removeExpired(db, args.buffer(), args.offset(word), args.length(word));
        int before = db.size();
        KeyEntry entry = db.put(args.buffer(), args.offset(word), args.length(word), value, keepTtl);
        return stored(db, entry, db.size() != before);
    }

    @Override
    public KeyEntry put(Database in, byte[] key, Value value, boolean keepTtl) {
        removeExpired(in, key, 0, key.length);
        int before = in.size();
        KeyEntry entry = in.put(key, value, keepTtl);
        return stored(in, entry, in.size() != before);
    }

    /** A key whose time has come is gone, and its going told, before another takes its name: no time to live is left to keep. */
    private void removeExpired(Database in, byte[] buffer, int offset, int length) {
        if (in.expiresCount() > 0) {
            KeyEntry old = in.find(buffer, offset, length);
            if (old != null && old.expireAtMs() != KeyEntry.NEVER) {
                engine.expiry().isGone(in, old, connection, true);
            }
        }
    }

    private KeyEntry stored(Database in, KeyEntry entry, boolean added) {
        if (!added) {
            if (entry != usedForWriting) {
                use(entry); // as Redis does, who looks for the key only now
            }
        } else {
            engine.accesses().added(entry);
            if (!engine.waiters().noKeys()) {
                engine.waiters().signal(in, entry.key());
            }
            if (engine.notifications().wants(KeyEvent.NEW)) {
                notify(in, entry.key(), KeyEvent.NEW, "new");
            }
        }
        return entry;
    }

    @Override
    public boolean remove(int word) {
        return db.remove(args.buffer(), args.offset(word), args.length(word)) != null;
    }

    @Override
    public boolean remove(Database in, byte[] key) {
        return in.remove(key) != null;
    }

    @Override
    public void changed(int word, int type, String event) {
        dirty++;
        if (engine.hearsChanges()) {
            byte[] key = args.copy(word);
            touched(db, key);
            notify(db, key, type, event);
        }
    }

    @Override
    public void changed(Database in, byte[] key, int type, String event) {
        dirty++;
        if (engine.hearsChanges()) {
            touched(in, key);
            notify(in, key, type, event);
        }
    }

    @Override
    public void notify(Database in, byte[] key, int type, String event) {
        engine.notifications().event(in.index(), key, type, event);
    }

    @Override
    public void touched(Database in, byte[] key) {
        engine.keyChanged(in, key);
    }

    @Override
    public void awaken(Database in, byte[] key) {
        engine.waiters().signal(in, key);
    }

    @Override
    public void dirty(long changes) {
        dirty += changes;
    }

    @Override
    public boolean obeysMaster() {
        return connection.kind() == Connection.Kind.MASTER;
    }

    @Override
    public void flushing(Database going) {
        engine.databaseChanged(going, null);
    }

    /** The keys of two databases are about to be exchanged: watchers hear it. */
    @Override
    public void swapping(Database first, Database second) {
        engine.databaseChanged(first, second);
        engine.databaseChanged(second, first);
    }

    /** Keys have come to {@code db} by other ways than {@link #put}: those who wait for them are served. Called after the change. */
    @Override
    public void databaseFilled(Database filled) {
        engine.waiters().signalAll(filled);
    }

    // ---- propagation

    @Override
    public void propagateAs(byte[]... words) {
        instead.add(Args.of(words));
        if (instead.size() > 1) {
            instead.remove(0);
        }
    }

    @Override
    public void propagateAlso(byte[]... words) {
        also.add(Args.of(words));
    }

    @Override
    public void propagateNothing() {
        nothing = true;
    }

    // ---- waiting

    @Override
    public Outcome waitForKeys(int firstKey, int lastKey, ValueType type, long timeoutMs) {
        if (!mayWait) {
            return command.nullBulkWhenNotWaiting ? reply.nullBulk() : reply.nullArray();
        }
        return waitForKeys(args.detach(), firstKey, lastKey, type, timeoutMs, false);
    }

    @Override
    public Outcome waitForKeys(
            Args again, int firstKey, int lastKey, ValueType type, long timeoutMs, boolean whenGone) {
        if (!mayWait) {
            return reply.nullArray();
        }
        engine.waiters().waitForKeys(connection, command, again, firstKey, lastKey, type, timeoutMs, whenGone);
        return Outcomes.WAITING;
    }

    @Override
    public Outcome noReply() {
        return Outcomes.SILENT;
    }
}

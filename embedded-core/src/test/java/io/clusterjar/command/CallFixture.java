package io.clusterjar.command;

import io.clusterjar.config.ServerConfig;
import io.clusterjar.protocol.Args;
import io.clusterjar.protocol.RespWriter;
import io.clusterjar.store.Database;
import io.clusterjar.store.KeyEntry;
import io.clusterjar.store.Keyspace;
import io.clusterjar.store.Value;
import io.clusterjar.store.ValueType;
import io.clusterjar.testing.RespText;
import io.clusterjar.time.RandomSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A node without engine and sockets: runs the commands of some groups over databases in memory, at a time that the test
 * sets and with chance from a seed. What the commands said about their changes can be read afterwards.
 */
public final class CallFixture implements Call {
    private static final int DATABASES = 16;
    private static final long HASH_SEED = 42;

    private final Map<String, CommandRow> rows = new LinkedHashMap<>();
    private final Map<CommandRow, CommandGroup> groups = new LinkedHashMap<>();
    private Keyspace keyspace = new Keyspace(DATABASES, HASH_SEED, false);
    private final Reply reply = new Reply(new RespWriter());
    private final RandomSource random = new SeededRandom(new SplittableRandom(1));
    private final ServerConfig config = new ServerConfig();
    private final List<String> events = new ArrayList<>();
    private final List<String> propagated = new ArrayList<>();
    private final List<String> alsoPropagated = new ArrayList<>();
    private Args args = new Args();
    private int selected;
    private long nowMs = 1_700_000_000_000L;
    private boolean clusterEnabled;
    private long dirty;
    private long totalDirty;
    private boolean verbatim;
    private byte @Nullable [][] instead;

    /** A node that knows the commands of {@code groups}, with empty databases. */
    public CallFixture(CommandGroup... groups) {
        for (CommandGroup group : groups) {
            for (CommandRow row : group.rows()) {
                rows.put(row.spec().name(), row);
                this.groups.put(row, group);
            }
        }
        flushAll();
    }

    // ---- what tests do

    /** Runs a request in the quoting of {@code redis-cli}; the reply as {@link RespText#show} shows it. */
    public String run(String line) {
        return RespText.show(run(RespText.words(line)));
    }

    /** Runs a request; the bytes of its reply. */
    public byte[] run(byte[]... words) {
        args = Args.of(words);
        dirty = 0;
        verbatim = true;
        instead = null;
        alsoPropagated.clear();
        RespWriter out = reply.out();
        out.truncate(0);
        try {
            CommandRow row = rowOf(words);
            CommandGroup group = groups.get(row);
            if (group == null) {
                throw new AssertionError("no group for " + row);
            }
            group.run(row, this);
        } catch (CommandError e) {
            out.truncate(0);
            out.error(e.text());
        }
        if (dirty > 0 && verbatim) {
            propagated.add(RespText.line(instead != null ? instead : words));
        }
        propagated.addAll(alsoPropagated);
        totalDirty += dirty;
        return Arrays.copyOf(out.buffer(), out.length());
    }

    private CommandRow rowOf(byte[][] words) {
        if (new String(words[0], StandardCharsets.ISO_8859_1).equalsIgnoreCase("select")) {
            return selectRow();
        }
        String name = new String(words[0], StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        CommandRow row = rows.get(name);
        if (row == null) {
            throw new AssertionError("the fixture was not given this command: " + name);
        }
        if (words.length > 1 && rows.keySet().stream().anyMatch(other -> other.startsWith(name + "|"))) {
            String sub = new String(words[1], StandardCharsets.ISO_8859_1);
            CommandRow subRow = rows.get(name + "|" + sub.toLowerCase(Locale.ROOT));
            if (subRow == null) {
                throw new CommandError(
                        "ERR unknown subcommand '" + sub + "'. Try " + name.toUpperCase(Locale.ROOT) + " HELP.");
            }
            row = subRow;
        }
        int arity = row.spec().arity();
        if (arity > 0 ? words.length != arity : words.length < -arity) {
            throw new CommandError(
                    "ERR wrong number of arguments for '" + row.spec().name() + "' command");
        }
        return row;
    }

    private CommandRow selectRow() {
        CommandSpec spec = CommandSpec.of("select", 2, CommandFlag.FAST, AclCategory.CONNECTION);
        CommandRow row = () -> spec;
        groups.put(row, new CommandGroup() {
            @Override
            public CommandRow[] rows() {
                return new CommandRow[] {row};
            }

            @Override
            public Outcome run(CommandRow called, Call call) {
                groups.remove(row);
                long index = Words.integer(call.args(), 1);
                selected = db((int) Math.max(-1, Math.min(index, DATABASES))).index();
                return call.reply().ok();
            }
        });
        return row;
    }

    /** Forgets all keys, and what was said so far. */
    public void flushAll() {
        keyspace = new Keyspace(DATABASES, HASH_SEED, false);
        selected = 0;
        forget();
    }

    /** Forgets what was said so far, not the keys. */
    public void forget() {
        events.clear();
        propagated.clear();
        totalDirty = 0;
    }

    /** Sets the clock. */
    public void nowMs(long nowMs) {
        this.nowMs = nowMs;
    }

    /** RESP2 or RESP3. */
    public void resp(int version) {
        reply.out().version(version);
    }

    /** Whether commands see a node in cluster mode. */
    public void clusterEnabled(boolean clusterEnabled) {
        this.clusterEnabled = clusterEnabled;
    }

    /** What was propagated, one line a command. */
    public List<String> propagated() {
        return List.copyOf(propagated);
    }

    /** The keyspace notifications, each as {@code "event key"}. */
    public List<String> events() {
        return List.copyOf(events);
    }

    /** How many changes were counted. */
    public long totalDirty() {
        return totalDirty;
    }

    // ---- what commands see

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
        return keyspace.db(selected);
    }

    @Override
    public Database db(int index) {
        if (index < 0 || index >= DATABASES) {
            throw new CommandError("ERR DB index is out of range");
        }
        return keyspace.db(index);
    }

    @Override
    public long nowMs() {
        return nowMs;
    }

    @Override
    public RandomSource random() {
        return random;
    }

    @Override
    public ServerConfig config() {
        return config;
    }

    @Override
    public boolean clusterEnabled() {
        return clusterEnabled;
    }

    @Override
    public @Nullable KeyEntry readEntry(int word) {
        return readEntry(db(), args.copy(word));
    }

    @Override
    public @Nullable KeyEntry writeEntry(int word) {
        return writeEntry(db(), args.copy(word));
    }

    @Override
    public @Nullable KeyEntry readEntry(Database db, byte[] key) {
        KeyEntry entry = live(db, key);
        if (entry != null) {
            entry.access((int) (nowMs / 1000));
        }
        return entry;
    }

    @Override
    public @Nullable KeyEntry writeEntry(Database db, byte[] key) {
        return readEntry(db, key);
    }

    private @Nullable KeyEntry live(Database db, byte[] key) {
        KeyEntry entry = db.find(key);
        if (entry == null || !entry.isExpired(nowMs)) {
            return entry;
        }
        db.remove(key);
        notify(db, key, KeyEvent.EXPIRED, "expired");
        propagated.add(RespText.line("DEL".getBytes(StandardCharsets.ISO_8859_1), key));
        return null;
    }

    @Override
    public @Nullable KeyEntry peekEntry(int word) {
        KeyEntry entry = db().find(args.copy(word));
        return entry == null || entry.isExpired(nowMs) ? null : entry;
    }

    @Override
    public KeyEntry put(int word, Value value, boolean keepTtl) {
        return put(db(), args.copy(word), value, keepTtl);
    }

    @Override
    public KeyEntry put(Database db, byte[] key, Value value, boolean keepTtl) {
        live(db, key);
        KeyEntry entry = db.put(key, value, keepTtl);
        entry.access((int) (nowMs / 1000));
        return entry;
    }

    @Override
    public boolean remove(int word) {
        return remove(db(), args.copy(word));
    }

    @Override
    public boolean remove(Database db, byte[] key) {
        return db.remove(key) != null;
    }

    @Override
    public void changed(int word, int type, String event) {
        changed(db(), args.copy(word), type, event);
    }

    @Override
    public void changed(Database db, byte[] key, int type, String event) {
        touched(db, key);
        notify(db, key, type, event);
        dirty(1);
    }

    @Override
    public void notify(Database db, byte[] key, int type, String event) {
        events.add(event + " " + RespText.line(key) + (db.index() == 0 ? "" : "@" + db.index()));
    }

    @Override
    public void touched(Database db, byte[] key) {}

    @Override
    public void dirty(long changes) {
        dirty += changes;
    }

    @Override
    public void propagateAs(byte[]... words) {
        instead = words;
    }

    @Override
    public void propagateAlso(byte[]... words) {
        alsoPropagated.add(RespText.line(words));
    }

    @Override
    public void propagateNothing() {
        verbatim = false;
    }

    @Override
    public Outcome waitForKeys(int firstKey, int lastKey, ValueType type, long timeoutMs) {
        return reply.nullArray();
    }

    @Override
    public Outcome waitForKeys(
            Args again, int firstKey, int lastKey, ValueType type, long timeoutMs, boolean whenGone) {
        return reply.nullArray();
    }

    @Override
    public Outcome noReply() {
        return reply.done();
    }

    private record SeededRandom(SplittableRandom source) implements RandomSource {
        @Override
        public long nextLong() {
            return source.nextLong();
        }

        @Override
        public int nextInt(int bound) {
            return source.nextInt(bound);
        }

        @Override
        public double nextDouble() {
            return source.nextDouble();
        }

        @Override
        public RandomSource fork(String purpose) {
            return new SeededRandom(new SplittableRandom(purpose.hashCode()));
        }
    }
}

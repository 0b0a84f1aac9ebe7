package io.clusterjar.engine;

import io.clusterjar.net.CloseCause;
import io.clusterjar.net.Stream;
import io.clusterjar.net.StreamHandler;
import io.clusterjar.protocol.Args;
import io.clusterjar.protocol.ProtocolError;
import io.clusterjar.protocol.RequestParser;
import io.clusterjar.protocol.RespWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client of a node: what it said of itself, what it waits for, what it is still owed.
 *
 * <p>Requests are run as they come; replies gather in {@link #out()} and leave at the end of the engine's turn.
 */
public final class Connection implements StreamHandler {
    /** Replies that one client may gather within a turn, in bytes; the rest of its requests is run in the next turn. */
    static final int TURN_OUTPUT_LIMIT = 16 * 1024 * 1024;

    /** What stands at the other side. */
    public enum Kind {
        /** A client. */
        NORMAL,
        /** A replica of ours: a client that asked for our stream. */
        REPLICA,
        /** Our master, whose stream we carry out: no checks, no replies. */
        MASTER,
        /** Nobody: calls that the node makes itself. No waiting, replies are read by the caller. */
        INTERNAL
    }

    private final Engine engine;
    private final @Nullable Stream stream;
    private final long id;
    private final long createdMs;
    private Kind kind;

    final RequestParser parser = new RequestParser();
    final RespWriter out = new RespWriter();
    final Transaction transaction = new Transaction();
    private @Nullable RespWriter pushes;

    @Nullable
    Blocking blocking;

    boolean touched;
    boolean resumable;
    boolean closed;
    boolean closeAfterReply;
    boolean brokeProtocol;
    boolean unblocked;
    long softLimitSinceMs = -1;
    long lastActiveMs;
    long bytesIn;
    long bytesOut;
    long commandCount;

    @Nullable
    Command lastCommand;

    private String name = "";
    private String libraryName = "";
    private String libraryVersion = "";
    private String user = "default";
    private int database;
    private boolean authenticated = true;
    private boolean readOnly;
    private boolean asking;
    private boolean monitor;
    private boolean noEvict;
    private boolean noTouch;
    private boolean replyOff;
    private boolean replySkip;
    private boolean replySkipNext;
    private int channels;
    private int patterns;
    private int shardChannels;
    private @Nullable Object pubSubState;
    private @Nullable Object replicationState;
    private @Nullable Object clusterState;
    private final List<Runnable> onClosed = new ArrayList<>(0);
    private @Nullable Object trackingState;
    private long appliedBytes;
    private long lastWriteOffset;

    Connection(Engine engine, @Nullable Stream stream, long id, Kind kind) {
        this.engine = engine;
        this.stream = stream;
        this.id = id;
        this.kind = kind;
        createdMs = engine.nowMs();
        lastActiveMs = createdMs;
    }

    // ---- bytes in

    @Override
    public void onData(Stream from, byte[] bytes, int offset, int length) {
        feed(bytes, offset, length);
    }

    /** Runs the requests in these bytes; for a {@link Kind#MASTER} connection, whose bytes another room receives. */
    public void feed(byte[] bytes, int offset, int length) {
        if (closed || closeAfterReply) {
            return;
        }
        engine.clients().received(this, length);
        try {
            parser.feed(bytes, offset, length);
        } catch (ProtocolError e) {
            engine.clients().protocolError(this, e);
            return;
        }
        runRequests();
        if (!closed) {
            engine.clients().checkQueryBuffer(this);
        }
    }

    /** Runs whole requests until one makes it wait or close. */
    void runRequests() {
        try {
            while (mayRun()) {
                Args args = parser.next();
                if (args == null) {
                    break;
                }
                engine.dispatcher().process(this, args, false);
                if (!transaction.active()) {
                    appliedBytes = parser.consumedBytes();
                }
            }
            if (!closed) {
                parser.keepRest();
            }
        } catch (ProtocolError e) {
            engine.clients().protocolError(this, e);
        }
    }

    private boolean mayRun() {
        if (closed || closeAfterReply || blocking != null) {
            return false;
        }
        if (out.length() > TURN_OUTPUT_LIMIT) {
            engine.clients().runLater(this);
            return false;
        }
        return true;
    }

    @Override
    public void onClose(Stream from, CloseCause cause) {
        engine.clients().forget(this);
    }

    @Override
    public void onDrained(Stream from) {
        softLimitSinceMs = -1;
    }

    // ---- bytes out

    /** Where its replies gather. Say {@link #touch()} after writing outside a call of its own. */
    public RespWriter out() {
        return out;
    }

    /** Makes what was written leave at the end of the turn. */
    public void touch() {
        engine.touched(this);
    }

    /**
     * Where to write a push (a message, an invalidation) for it: a push does not break into the reply of a command that it
     * is running itself, but follows it. The bytes leave at the end of the turn.
     */
    public RespWriter pushOut() {
        engine.touched(this);
        if (!engine.dispatcher().isRunning(this)) {
            return out;
        }
        if (pushes == null) {
            pushes = new RespWriter();
        }
        pushes.version(out.version());
        return pushes;
    }

    /** Lets the pushes follow that came while a command of its own ran. */
    void appendPushes() {
        RespWriter waiting = pushes;
        if (waiting != null && waiting.length() > 0) {
            out.raw(waiting.buffer(), 0, waiting.length());
            waiting.truncate(0);
        }
    }

    /** Whether replies are gathered that have not left. */
    public boolean pendingOutput() {
        return out.length() > 0 || (stream != null && stream.queuedBytes() > 0);
    }

    /** Closes it once its replies have left. */
    public void closeAfterReply() {
        closeAfterReply = true;
        engine.touched(this);
    }

    /** Closes it at once; replies not sent are lost. */
    public void kill() {
        if (closed) {
            return;
        }
        engine.clients().forget(this);
        if (stream != null) {
            stream.reset();
        }
    }

    /** Whether it ended because what came in was no request. */
    public boolean brokeProtocol() {
        return brokeProtocol;
    }

    /** Whether it is gone. */
    public boolean isClosed() {
        return closed;
    }

    /** Runs {@code task} too when it is gone, whoever ended it. */
    public void onClosed(Runnable task) {
        onClosed.add(task);
    }

    void closedNow() {
        closed = true;
        for (Runnable task : onClosed) {
            task.run();
        }
        onClosed.clear();
    }

    // ---- who it is

    /** The engine it is a client of. */
    public Engine engine() {
        return engine;
    }

    /** The stream under it; null for one without a peer. */
    public @Nullable Stream stream() {
        return stream;
    }

    /** Its number: unique, growing. */
    public long id() {
        return id;
    }

    /** What stands at the other side. */
    public Kind kind() {
        return kind;
    }

    /**
     * Makes it a replica of ours. Its requests ({@code REPLCONF ACK}) go on being run here; what is sent to it, the caller
     * writes to {@link #stream()} from now on. {@link #onClosed} tells when it is gone.
     */
    public void becomeReplica() {
        kind = Kind.REPLICA;
    }

    /** When it came, wall time in milliseconds. */
    public long createdMs() {
        return createdMs;
    }

    /** When it last sent something, wall time in milliseconds. */
    public long lastActiveMs() {
        return lastActiveMs;
    }

    /** The command it sent last; null before the first. */
    public @Nullable Command lastCommand() {
        return lastCommand;
    }

    /** {@code CLIENT SETNAME}; empty when it has none. */
    public String name() {
        return name;
    }

    /** Sets the name. */
    public void name(String name) {
        this.name = name;
    }

    /** {@code CLIENT SETINFO lib-name}. */
    public String libraryName() {
        return libraryName;
    }

    /** Sets the library's name. */
    public void libraryName(String name) {
        libraryName = name;
    }

    /** {@code CLIENT SETINFO lib-ver}. */
    public String libraryVersion() {
        return libraryVersion;
    }

    /** Sets the library's version. */
    public void libraryVersion(String version) {
        libraryVersion = version;
    }

    /** The user it authenticated as. */
    public String user() {
        return user;
    }

    /** Whether it authenticated, or came when nobody had to. */
    public boolean authenticated() {
        return authenticated;
    }

    /** It is {@code user} from now on. */
    public void authenticate(String user) {
        this.user = user;
        authenticated = true;
        parser.unauthenticated(false);
    }

    /** It has to authenticate again when a password is asked for. */
    public void deauthenticate() {
        user = "default";
        authenticated = !engine.passwordRequired();
        parser.unauthenticated(!authenticated);
    }

    /** Number of its database. */
    public int database() {
        return database;
    }

    /** Turns to another database; the caller has checked the number. */
    public void database(int index) {
        database = index;
    }

    /** 2 or 3. */
    public int protocolVersion() {
        return out.version();
    }

    /** Speaks RESP2 or RESP3 from the next reply on. */
    public void protocolVersion(int version) {
        out.version(version);
    }

    // ---- flags

    /** {@code READONLY} was said: it reads from replicas. */
    public boolean readOnly() {
        return readOnly;
    }

    /** Sets what {@code READONLY} and {@code READWRITE} say. */
    public void readOnly(boolean readOnly) {
        this.readOnly = readOnly;
    }

    /** {@code ASKING} was said for this command or transaction. */
    public boolean asking() {
        return asking;
    }

    /** Sets what {@code ASKING} says; the engine clears it after the next command. */
    public void asking(boolean asking) {
        this.asking = asking;
    }

    /** It sees all commands: {@code MONITOR}. */
    public boolean monitor() {
        return monitor;
    }

    /** Begins or ends monitoring. */
    public void monitor(boolean monitor) {
        if (this.monitor != monitor) {
            this.monitor = monitor;
            engine.monitors().set(this, monitor);
        }
    }

    /** {@code CLIENT NO-EVICT}. */
    public boolean noEvict() {
        return noEvict;
    }

    /** Sets {@code CLIENT NO-EVICT}. */
    public void noEvict(boolean noEvict) {
        this.noEvict = noEvict;
    }

    /** {@code CLIENT NO-TOUCH}: its reads do not count as use of a key. */
    public boolean noTouch() {
        return noTouch;
    }

    /** Sets {@code CLIENT NO-TOUCH}. */
    public void noTouch(boolean noTouch) {
        this.noTouch = noTouch;
    }

    /** {@code CLIENT REPLY OFF}. */
    public boolean replyOff() {
        return replyOff;
    }

    /** {@code CLIENT REPLY ON} and {@code OFF}. */
    public void replyOff(boolean off) {
        replyOff = off;
        if (!off) {
            replySkip = false;
            replySkipNext = false;
        }
    }

    /** {@code CLIENT REPLY SKIP}: no reply to the next command. */
    public void replySkipNext() {
        if (!replyOff) {
            replySkipNext = true;
        }
    }

    /** Whether the reply of the command that runs is thrown away. */
    boolean mute() {
        return replyOff || replySkip || kind == Kind.MASTER;
    }

    /** After each command: what was said for one command only ends. */
    void endOfCommand(boolean saidAsking) {
        if (asking && !saidAsking && !transaction.active()) {
            asking = false;
        }
        replySkip = replySkipNext;
        replySkipNext = false;
    }

    /** Whether it waits: for keys, for acknowledgements, for the end of a pause. */
    public boolean isBlocked() {
        return blocking != null;
    }

    /** Whether it is between {@code MULTI} and {@code EXEC}. */
    public boolean inTransaction() {
        return transaction.active();
    }

    /** Its transaction and the keys that it watches. */
    public Transaction transaction() {
        return transaction;
    }

    /** {@code RESET}: discards, unwatches, and goes back to what it was at first. The caller handles subscriptions. */
    public void reset() {
        engine.watches().discard(this);
        monitor(false);
        protocolVersion(2);
        database = 0;
        name = "";
        readOnly = false;
        asking = false;
        noEvict = false;
        noTouch = false;
        replyOff = false;
        replySkip = false;
        replySkipNext = false;
        deauthenticate();
    }

    // ---- publish/subscribe: counts for the gate, state for the registry

    /** Channels, patterns and shard channels it is subscribed to. */
    public int subscriptions() {
        return channels + patterns + shardChannels;
    }

    /** Channels it is subscribed to. */
    public int channels() {
        return channels;
    }

    /** Patterns it is subscribed to. */
    public int patterns() {
        return patterns;
    }

    /** Shard channels it is subscribed to. */
    public int shardChannels() {
        return shardChannels;
    }

    /** Told by the registry after each change. */
    public void subscriptions(int channels, int patterns, int shardChannels) {
        this.channels = channels;
        this.patterns = patterns;
        this.shardChannels = shardChannels;
    }

    /** What the registry of subscriptions keeps of it. */
    public @Nullable Object pubSubState() {
        return pubSubState;
    }

    /** Sets what the registry of subscriptions keeps of it. */
    public void pubSubState(@Nullable Object state) {
        pubSubState = state;
    }

    // ---- what other rooms keep of it

    /** What client-side caching keeps of it. */
    public @Nullable Object trackingState() {
        return trackingState;
    }

    /** Sets what client-side caching keeps of it. */
    public void trackingState(Object state) {
        trackingState = state;
    }

    /** What replication keeps of it. */
    public @Nullable Object replicationState() {
        return replicationState;
    }

    /** Sets what replication keeps of it. */
    public void replicationState(@Nullable Object state) {
        replicationState = state;
    }

    /** What the cluster keeps of it. */
    public @Nullable Object clusterState() {
        return clusterState;
    }

    /** Sets what the cluster keeps of it. */
    public void clusterState(@Nullable Object state) {
        clusterState = state;
    }

    /** Replication offset right after its last write: what {@code WAIT} waits for. 0 when it never wrote. */
    public long lastWriteOffset() {
        return lastWriteOffset;
    }

    void lastWriteOffset(long offset) {
        lastWriteOffset = offset;
    }

    /** Bytes of whole requests run so far; a transaction counts when it has ended. What a replica acknowledges. */
    public long appliedBytes() {
        return appliedBytes;
    }

    // ---- for CLIENT LIST

    /** Bytes received so far. */
    public long bytesIn() {
        return bytesIn;
    }

    /** Bytes sent so far. */
    public long bytesOut() {
        return bytesOut;
    }

    /** Bytes received and not yet run. */
    public int queryBufferBytes() {
        return parser.restBytes();
    }

    /** Size of the buffer for bytes not yet run. */
    public int queryBufferCapacity() {
        return parser.bufferBytes();
    }

    /** Replies not yet taken by the network, in bytes. */
    public long outputBytes() {
        return out.length() + (stream == null ? 0 : stream.queuedBytes());
    }

    /**
     * The letters of {@code flags=} in {@code CLIENT LIST}.
     *
     * @param trackingLetters those that client-side caching knows
     */
    public String flagLetters(String trackingLetters) {
        StringBuilder letters = new StringBuilder(4);
        if (kind == Kind.REPLICA) {
            letters.append('S');
        }
        if (kind == Kind.MASTER) {
            letters.append('M');
        }
        if (monitor) {
            letters.append('O');
        }
        if (subscriptions() > 0) {
            letters.append('P');
        }
        if (transaction.active()) {
            letters.append('x');
        }
        if (blocking != null) {
            letters.append('b');
        }
        letters.append(trackingLetters);
        if (transaction.dirtyWatch()) {
            letters.append('d');
        }
        if (closeAfterReply) {
            letters.append('c');
        }
        if (unblocked) {
            letters.append('u');
        }
        if (readOnly) {
            letters.append('r');
        }
        if (noEvict) {
            letters.append('e');
        }
        if (noTouch) {
            letters.append('T');
        }
        return letters.length() == 0 ? "N" : letters.toString();
    }

    @Override
    public String toString() {
        return "Connection[id=" + id + ", kind=" + kind + "]";
    }
}

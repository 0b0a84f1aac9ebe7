package io.clusterjar.replication;

import io.clusterjar.config.ConfigKey;
import io.clusterjar.config.Flaw;
import io.clusterjar.config.ServerConfig;
import io.clusterjar.engine.Engine;
import io.clusterjar.engine.Pauses;
import io.clusterjar.engine.Replicator;
import io.clusterjar.engine.server.InfoText;
import io.clusterjar.net.Address;
import io.clusterjar.net.Net;
import io.clusterjar.protocol.Args;
import io.clusterjar.protocol.RespWriter;
import io.clusterjar.time.Clock;
import io.clusterjar.time.RandomSource;
import io.clusterjar.time.Timers;
import org.jspecify.annotations.Nullable;

/**
 * A node's part in replication: the history of its data, its replicas while it is a master, its link while it is a replica.
 *
 * <p>What changes the key space during a turn is written into the stream at once and leaves for the replicas at the end of
 * the turn, before the replies do. Used on the node's own thread only.
 */
public final class Replication implements Replicator {
    private static final long CRON_PERIOD_MS = 1000;

    private final Engine engine;
    private final ServerConfig config;
    private final Clock clock;
    private final Timers timers;
    private final History history;
    private final Replicas replicas;
    private final ReplicaSide replicaSide;
    private final AckWaiters waiters;
    private final RespWriter turn = new RespWriter();
    private Timers.@Nullable Timer cron;
    private boolean wantsAcks;
    private long lastPingMs;
    private long noReplicasSinceMs;

    /** Replication of {@code engine}, a master with no replicas at first. */
    public Replication(Engine engine, ServerConfig config, Clock clock, Timers timers, RandomSource random, Net net) {
        this.engine = engine;
        this.config = config;
        this.clock = clock;
        this.timers = timers;
        this.history = new History(random.fork("replication-id"), turn);
        this.replicas = new Replicas(this, random.fork("replication-mark"));
        this.replicaSide = new ReplicaSide(this, net);
        this.waiters = new AckWaiters(this);
        this.noReplicasSinceMs = clock.nowMs();
        config.onChange(
                ConfigKey.REPL_BACKLOG_SIZE, () -> history.resizeBacklog(config.number(ConfigKey.REPL_BACKLOG_SIZE)));
    }

    /** Starts the cron. */
    public void start() {
        stop();
        scheduleCron();
    }

    private void scheduleCron() {
        cron = timers.after(CRON_PERIOD_MS, this::cron);
    }

    private void stop() {
        if (cron != null) {
            cron.cancel();
        }
    }

    /** Ends everything; links are left to the runtime, which closes the node's streams. */
    public void close() {
        stop();
        replicaSide.close();
    }

    Engine engine() {
        return engine;
    }

    ServerConfig config() {
        return config;
    }

    History history() {
        return history;
    }

    Replicas replicas() {
        return replicas;
    }

    ReplicaSide replicaSide() {
        return replicaSide;
    }

    AckWaiters waiters() {
        return waiters;
    }

    long nowMs() {
        return clock.nowMs();
    }

    /** The database that the stream's next command applies to, as a snapshot made now has to say. */
    int streamDb() {
        return isReplica() ? replicaSide.streamDb() : Math.max(0, history.streamDb());
    }

    // ---- what the engine asks and tells

    @Override
    public boolean isReplica() {
        return replicaSide.isReplica();
    }

    @Override
    public boolean masterLinkUp() {
        return replicaSide.isLinkUp();
    }

    @Override
    public boolean loading() {
        return false; // a snapshot is loaded within one turn, so that nobody can see it half loaded
    }

    @Override
    public int goodReplicas() {
        boolean asked = config.number(ConfigKey.MIN_REPLICAS_MAX_LAG) > 0;
        return asked ? replicas.good() : Integer.MAX_VALUE; // without a lag the rule is off
    }

    @Override
    public void feed(int db, Args words) {
        if (isReplica()) {
            return; // what a writable replica changes by itself stays with it
        }
        history.append(db, words);
    }

    @Override
    public long offset() {
        return history.offset();
    }

    @Override
    public void endOfTurn() {
        if (wantsAcks) {
            wantsAcks = false;
            askForAcks();
        }
        if (!config.has(Flaw.FEEDS_REPLICAS_LATE)) {
            flush();
        }
    }

    // ---- the role

    /** The master that this node replicates, or null. */
    public @Nullable Address master() {
        return replicaSide.master();
    }

    /**
     * Becomes a replica of {@code master}, or changes to it. Data are kept until the first synchronisation; this node's own
     * replicas stay, for if it can go on with the new master's history, so can they.
     */
    public void replicateFrom(Address master) {
        flush();
        replicaSide.follow(master);
        engine.roleChanged();
    }

    /** Becomes a master, if it is none: the history branches, and the replicas must ask whether they can go on. */
    public void becomeMaster() {
        if (!isReplica()) {
            return;
        }
        replicaSide.leave();
        history.branch();
        replicas.disconnectAll();
        noReplicasSinceMs = clock.nowMs();
    }

    /** Is a master without replicas and without a past. */
    public void beginAnew() {
        stop();
        replicaSide.leave();
        replicas.disconnectAll();
        flush();
        history.restart();
        history.closeBacklog();
        noReplicasSinceMs = clock.nowMs();
    }

    /**
     * Wall time of the last sign of life of the master while the link was up; the time at which the link went down when it
     * is down, 0 when it has never been up.
     */
    public long lastMasterInteractionMs() {
        return replicaSide.lastInteractionMs();
    }

    /** The id of the history of this node's data. */
    public String historyId() {
        return history.id();
    }

    /** How many bytes of the stream have not left for the replicas that are online. */
    public int unfedBytes() {
        return replicas.online() == 0 ? 0 : turn.length();
    }

    /** How many snapshots of masters this node has loaded. */
    public long fullSyncs() {
        return replicaSide.fullSyncs();
    }

    /** The section of {@code INFO}. */
    public void writeInfo(InfoText out) {
        ReplicationInfo.write(this, out);
    }

    /** {@code DEBUG CHANGE-REPL-ID}: a history of another name, so that nobody can go on with it. */
    public void changeId() {
        history.restart();
    }

    // ---- the stream

    /** Sends what was written during this turn to the replicas that are online. */
    void flush() {
        if (history.offset() == 0 && !isReplica() && replicas.online() > 0) {
            ping(clock.nowMs()); // a replica at offset 0 counts as still loading, and clients are not told of it
        }
        if (turn.length() > 0) {
            engine.stats().netReplOutputBytes += (long) turn.length() * replicas.online();
            replicas.feed(turn.buffer(), 0, turn.length());
            turn.truncate(0);
        }
    }

    /** Bytes that came from the master, after they were applied. */
    void relay(byte[] bytes, int offset, int length) {
        history.append(bytes, offset, length);
    }

    /** At the end of the turn the replicas are asked to acknowledge at once. */
    void wantAcks() {
        wantsAcks = true;
    }

    private void askForAcks() {
        if (!isReplica() && replicas.online() > 0) {
            history.append(-1, Args.of(bytes("REPLCONF"), bytes("GETACK"), bytes("*")));
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    // ---- once a second

    private void cron() {
        scheduleCron();
        long nowMs = clock.nowMs();
        flush();
        replicaSide.cron(nowMs);
        pingReplicas(nowMs);
        replicas.cron(nowMs);
        dropUnusedBacklog(nowMs);
    }

    private void pingReplicas(long nowMs) {
        long periodMs = config.number(ConfigKey.REPL_PING_REPLICA_PERIOD) * 1000;
        if (isReplica()
                || nowMs - lastPingMs < periodMs
                || replicas.online() == 0
                || engine.pauses().any(Pauses.Purpose.FAILOVER, engine.monotonicMs())) {
            return; // a failover waits for the offset to stand still
        }
        ping(nowMs);
    }

    private void ping(long nowMs) {
        lastPingMs = nowMs;
        history.append(-1, Args.of(bytes("ping")));
    }

    private void dropUnusedBacklog(long nowMs) {
        if (replicas.count() > 0 || isReplica()) {
            noReplicasSinceMs = nowMs;
            return;
        }
        long ttlMs = config.number(ConfigKey.REPL_BACKLOG_TTL) * 1000;
        if (history.backlog() != null && ttlMs > 0 && nowMs - noReplicasSinceMs > ttlMs) {
            history.restart();
            history.closeBacklog();
        }
    }
}

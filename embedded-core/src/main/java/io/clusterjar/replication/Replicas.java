package io.clusterjar.replication;

import io.clusterjar.command.CommandError;
import io.clusterjar.command.Words;
import io.clusterjar.config.ConfigKey;
import io.clusterjar.config.Flaw;
import io.clusterjar.engine.Connection;
import io.clusterjar.protocol.Args;
import io.clusterjar.time.RandomSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The replicas of a node, in the order in which they came, and their synchronisation. */
final class Replicas {
    /** Longest address that a replica may announce, and one more. */
    private static final int MAX_IP_LENGTH = 256;

    private final Replication replication;
    private final RandomSource random;
    private final List<ReplicaLink> links = new ArrayList<>();

    Replicas(Replication replication, RandomSource random) {
        this.replication = replication;
        this.random = random;
    }

    /** The link of a connection that announced itself with REPLCONF, or asked for a synchronisation. */
    ReplicaLink linkOf(Connection connection) {
        ReplicaLink known = find(connection);
        if (known != null) {
            return known;
        }
        ReplicaLink link = new ReplicaLink(connection);
        links.add(link);
        connection.onClosed(() -> {
            links.remove(link);
            replication.waiters().check();
        });
        return link;
    }

    @Nullable
    ReplicaLink find(Connection connection) {
        for (ReplicaLink link : links) {
            if (link.connection() == connection) {
                return link;
            }
        }
        return null;
    }

    /** Those that asked for a synchronisation, whatever their state. */
    List<ReplicaLink> synchronising() {
        List<ReplicaLink> asked = new ArrayList<>();
        for (ReplicaLink link : links) {
            if (link.state() != ReplicaLink.State.ANNOUNCED) {
                asked.add(link);
            }
        }
        return asked;
    }

    int count() {
        return synchronising().size();
    }

    int online() {
        int online = 0;
        for (ReplicaLink link : links) {
            if (link.isOnline()) {
                online++;
            }
        }
        return online;
    }

    /** How many have acknowledged lately enough. */
    int good() {
        long maxLagMs = replication.config().number(ConfigKey.MIN_REPLICAS_MAX_LAG) * 1000;
        long nowMs = replication.nowMs();
        int good = 0;
        for (ReplicaLink link : links) {
            if (link.isOnline() && nowMs - link.ackTimeMs() <= maxLagMs) {
                good++;
            }
        }
        return good;
    }

    /** How many have acknowledged {@code offset}. */
    int acknowledged(long offset) {
        int count = 0;
        for (ReplicaLink link : links) {
            if (link.isOnline() && link.ackOffset() >= offset) {
                count++;
            }
        }
        return count;
    }

    /** How many have {@code offset} in their log. */
    int logged(long offset) {
        int count = 0;
        for (ReplicaLink link : links) {
            if (link.isOnline() && link.loggedOffset() >= offset) {
                count++;
            }
        }
        return count;
    }

    void feed(byte[] bytes, int offset, int length) {
        for (ReplicaLink link : List.copyOf(links)) {
            link.feed(bytes, offset, length);
            replication.engine().checkReplicaOutput(link.connection(), link.pendingBytes());
        }
    }

    void disconnectAll() {
        for (ReplicaLink link : synchronising()) {
            link.connection().kill();
        }
    }

    // ---- synchronisation

    /** {@code PSYNC id offset}: goes on if that can be, else a snapshot is prepared. */
    void synchronise(ReplicaLink link, String id, long from) {
        replication.flush();
        History history = replication.history();
        if (history.canContinue(id, from)) {
            replication.engine().stats().syncPartialOk++;
            link.sendLine(link.capableOfPsync2() ? "+CONTINUE " + history.id() + "\r\n" : "+CONTINUE\r\n");
            Backlog backlog = history.backlog();
            if (backlog != null) {
                boolean early = replication.config().has(Flaw.SENDS_A_BYTE_TWICE) && from > backlog.firstOffset();
                backlog.sendFrom(early ? from - 1 : from, link.stream());
            }
            link.goesOnline(replication.nowMs());
            return;
        }
        if (!id.startsWith("?")) {
            replication.engine().stats().syncPartialErr++;
        }
        requestSnapshot(link);
    }

    /** The replica needs everything. */
    void requestSnapshot(ReplicaLink link) {
        replication.engine().stats().syncFull++;
        link.waits(replication.nowMs());
        if (replication.history().backlog() == null) {
            replication
                    .history()
                    .openBacklog(replication.config().number(ConfigKey.REPL_BACKLOG_SIZE), !replication.isReplica());
        }
        boolean delayed = isDiskless(link) && replication.config().number(ConfigKey.REPL_DISKLESS_SYNC_DELAY) > 0;
        if (!delayed) {
            sendSnapshot(List.of(link));
        } else {
            startDueTransfers(replication.nowMs());
        }
    }

    private boolean isDiskless(ReplicaLink link) {
        return link.capableOfEof() && replication.config().flag(ConfigKey.REPL_DISKLESS_SYNC);
    }

    private void startDueTransfers(long nowMs) {
        long delayMs = replication.config().number(ConfigKey.REPL_DISKLESS_SYNC_DELAY) * 1000;
        long maxReplicas = replication.config().number(ConfigKey.REPL_DISKLESS_SYNC_MAX_REPLICAS);
        List<ReplicaLink> waiting = new ArrayList<>();
        boolean due = false;
        for (ReplicaLink link : links) {
            if (link.state() == ReplicaLink.State.WAITS) {
                waiting.add(link);
                due |= nowMs - link.waitsSinceMs() >= delayMs || !isDiskless(link);
            }
        }
        if (!waiting.isEmpty() && (due || (maxReplicas > 0 && waiting.size() >= maxReplicas))) {
            sendSnapshot(waiting);
        }
    }

    /** One snapshot for all that wait; it is made within this turn, so that it belongs to exactly one offset. */
    private void sendSnapshot(List<ReplicaLink> to) {
        replication.flush();
        History history = replication.history();
        history.forgetDb();
        byte[] all = new byte[0];
        for (ReplicaLink link : to) {
            if (!link.withoutKeys() && all.length == 0) {
                all = Snapshots.write(replication, true);
            }
            byte[] rdb = link.withoutKeys() ? Snapshots.write(replication, false) : all;
            if (link.usesPsync()) {
                link.sendLine("+FULLRESYNC " + history.id() + " " + history.offset() + "\r\n");
            }
            link.transfers(replication.nowMs());
            if (isDiskless(link)) {
                String mark = ReplicationId.random(random);
                link.sendLine("$EOF:" + mark + "\r\n");
                link.stream().write(rdb, 0, rdb.length);
                link.sendLine(mark);
            } else {
                link.sendLine("$" + rdb.length + "\r\n");
                link.stream().write(rdb, 0, rdb.length);
                if (!link.snapshotOnly()) {
                    link.goesOnline(replication.nowMs());
                }
            }
            if (link.snapshotOnly()) {
                link.connection().closeAfterReply();
            }
        }
    }

    // ---- REPLCONF

    /** The option at {@code word}, whose value follows. */
    void option(ReplicaLink link, Args args, int word) {
        String option = args.text(word);
        String value = args.text(word + 1);
        switch (option.toLowerCase(Locale.ROOT)) {
            case "listening-port" -> link.port((int) Words.integer(args, word + 1));
            case "ip-address" -> {
                if (value.length() >= MAX_IP_LENGTH) {
                    throw new CommandError("ERR REPLCONF ip-address provided by replica instance is too long: "
                            + value.length() + " bytes");
                }
                link.ip(value);
            }
            case "capa" -> link.capable(value.toLowerCase(Locale.ROOT));
            case "rdb-only" -> link.snapshotOnly(flag(args, word + 1));
            case "rdb-filter-only" -> {
                if (!value.isBlank() && !value.strip().equalsIgnoreCase("functions")) {
                    throw new CommandError("ERR Unsupported rdb-filter-only option: " + value);
                }
                link.withoutKeys(true);
            }
            default -> throw new CommandError("ERR Unrecognized REPLCONF option: " + option);
        }
    }

    private static boolean flag(Args args, int word) {
        long value = Words.integer(args, word);
        if (value != 0 && value != 1) {
            throw new CommandError("ERR value is out of range, value must between 0 and 1");
        }
        return value == 1;
    }

    void acknowledge(ReplicaLink link, long offset) {
        link.acknowledged(offset, replication.nowMs());
        if (link.state() == ReplicaLink.State.TRANSFER) {
            link.goesOnline(replication.nowMs());
        }
        replication.waiters().check();
    }

    // ---- once a second

    void cron(long nowMs) {
        startDueTransfers(nowMs);
        long timeoutMs = replication.config().number(ConfigKey.REPL_TIMEOUT) * 1000;
        for (ReplicaLink link : List.copyOf(links)) {
            switch (link.state()) {
                case ANNOUNCED -> {}
                case WAITS -> link.sendLine("\n");
                case TRANSFER -> {
                    link.lookAtProgress(nowMs);
                    check(link, nowMs, timeoutMs);
                }
                case ONLINE -> check(link, nowMs, timeoutMs);
            }
        }
    }

    private void check(ReplicaLink link, long nowMs, long timeoutMs) {
        if (link.usesPsync() && nowMs - link.ackTimeMs() > timeoutMs) { // who said SYNC never acknowledges anything
            link.connection().kill();
        } else {
            replication.engine().checkReplicaOutput(link.connection(), link.pendingBytes());
        }
    }
}

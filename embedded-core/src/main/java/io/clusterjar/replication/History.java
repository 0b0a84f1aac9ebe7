package io.clusterjar.replication;

import io.clusterjar.protocol.Args;
import io.clusterjar.protocol.RespWriter;
import io.clusterjar.time.RandomSource;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The history of a node's data: its identity, the identity that it continues, and how many bytes of stream it is long.
 *
 * <p>Two nodes with the same identity and offset hold the same data. After a promotion the old identity stays known up to
 * the offset of the promotion, so that the replicas of the old master can go on without a full synchronisation.
 */
final class History {
    private static final byte[] SELECT = "SELECT".getBytes(StandardCharsets.US_ASCII);
    private static final int NO_DB = -1;

    private final RandomSource random;
    private final RespWriter turn;
    private String id;
    private String previousId = ReplicationId.NONE;
    private long previousUpTo = -1;
    private long offset;
    private int streamDb = NO_DB;
    private @Nullable Backlog backlog;
    private final RespWriter encoder = new RespWriter();

    /** A new history; every byte of the stream is also written to {@code turn}, from where it goes to the replicas. */
    History(RandomSource random, RespWriter turn) {
        this.random = random;
        this.turn = turn;
        this.id = ReplicationId.random(random);
    }

    String id() {
        return id;
    }

    String previousId() {
        return previousId;
    }

    /** The first offset that is no longer of {@link #previousId()}; -1 when there is none. */
    long previousUpTo() {
        return previousUpTo;
    }

    /** Bytes of stream so far. */
    long offset() {
        return offset;
    }

    /** The backlog, once a replica has been seen. */
    @Nullable
    Backlog backlog() {
        return backlog;
    }

    /** Starts to keep a backlog; a new history begins with it, for earlier changes were not counted. */
    Backlog openBacklog(long sizeBytes, boolean newIdentity) {
        if (newIdentity) {
            id = ReplicationId.random(random);
            forgetPrevious();
        }
        Backlog opened = new Backlog(sizeBytes, offset + 1);
        backlog = opened;
        streamDb = NO_DB;
        return opened;
    }

    /** Keeps no backlog any more. */
    void closeBacklog() {
        backlog = null;
    }

    /** Keeps another number of bytes. */
    void resizeBacklog(long sizeBytes) {
        if (backlog != null) {
            backlog = backlog.resized(sizeBytes);
        }
    }

    /** The next command of the stream begins with a SELECT. */
    void forgetDb() {
        streamDb = NO_DB;
    }

    /** The database that the stream's next command applies to, -1 when it must say so first. */
    int streamDb() {
        return streamDb;
    }

    /** Writes a command into the stream, after a SELECT when the database is another one than before. */
    void append(int db, Args words) {
        if (backlog == null) {
            return;
        }
        if (db != streamDb && db != NO_DB) {
            encoder.array(2);
            encoder.bulk(SELECT);
            encoder.bulkInteger(db);
            streamDb = db;
        }
        encoder.array(words.count());
        for (int i = 0; i < words.count(); i++) {
            encoder.bulk(words.buffer(), words.offset(i), words.length(i));
        }
        append(encoder.buffer(), 0, encoder.length());
        encoder.truncate(0);
    }

    /** Writes bytes into the stream as they are: what a replica got from its master. */
    void append(byte[] bytes, int from, int length) {
        offset += length;
        if (backlog != null) {
            backlog.append(bytes, from, length);
            turn.raw(bytes, from, length);
        }
    }

    /** Becomes the head of a new history that continues this one. */
    void branch() {
        previousId = id;
        previousUpTo = offset + 1;
        id = ReplicationId.random(random);
        streamDb = NO_DB;
    }

    /** Goes on under the identity that the master has taken. */
    void renamed(String newId) {
        previousId = id;
        previousUpTo = offset + 1;
        id = newId.toLowerCase(Locale.ROOT);
    }

    /**
     * Takes over the history of a master after a full synchronisation.
     *
     * @param masterId null when the master, an old one, did not say; the history has a name of its own then
     */
    void adopt(@Nullable String masterId, long masterOffset, long backlogSizeBytes) {
        id = masterId == null ? ReplicationId.random(random) : masterId.toLowerCase(Locale.ROOT);
        offset = masterOffset;
        forgetPrevious();
        openBacklog(backlogSizeBytes, false);
    }

    /** Begins anew: nothing that was said before can be continued. */
    void restart() {
        id = ReplicationId.random(random);
        forgetPrevious();
        streamDb = NO_DB;
    }

    private void forgetPrevious() {
        previousId = ReplicationId.NONE;
        previousUpTo = -1;
    }

    /** Whether a replica that has the history {@code replicaId} and wants byte {@code from} next can be served from here. */
    boolean canContinue(String replicaId, long from) {
        boolean known =
                replicaId.equalsIgnoreCase(id) || (replicaId.equalsIgnoreCase(previousId) && from <= previousUpTo);
        return known && backlog != null && backlog.covers(from);
    }
}

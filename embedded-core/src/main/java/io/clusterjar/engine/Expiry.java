package io.clusterjar.engine;

import io.clusterjar.command.KeyEvent;
import io.clusterjar.config.Flaw;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.Database;
import io.clusterjar.store.KeyEntry;
import io.clusterjar.time.RandomSource;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Removes keys whose time has come: when somebody looks them up, and in a cycle that samples those that expire.
 *
 * <p>A replica removes nothing by itself: its master tells it what is gone. Until then the key is missing for its clients
 * and there for its master's stream.
 */
final class Expiry {
    /** Keys looked at in one round over a database. */
    static final int SAMPLE = 20;
    /** Rounds go on while more than this part of a sample, in percent, had expired. */
    static final int ACCEPTED_STALE_PERCENT = 10;
    /** Most keys looked at in one cycle: the bound that Redis sets by time. */
    static final int CYCLE_LIMIT = 20_000;

    private static final byte[] DEL = "DEL".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] UNLINK = "UNLINK".getBytes(StandardCharsets.US_ASCII);

    private final Engine engine;
    private final RandomSource random;
    private boolean active = true;
    private int nextDatabase;
    private double stalePercent;

    Expiry(Engine engine, RandomSource random) {
        this.engine = engine;
        this.random = random;
    }

    /** Whether the cycle runs: {@code DEBUG SET-ACTIVE-EXPIRE}. */
    void active(boolean active) {
        this.active = active;
    }

    /** Estimated part of the expiring keys whose time has come, in percent. */
    double stalePercent() {
        return stalePercent;
    }

    /** Whether an entry that expires is as good as gone for {@code reader}; where this node decides, it is removed. */
    boolean isGone(Database db, KeyEntry entry, Connection reader, boolean forWriting) {
        if (!entry.isExpired(engine.nowMs()) || reader.kind() == Connection.Kind.MASTER) {
            return false;
        }
        Replicator replicator = engine.replicator();
        if (replicator != null && replicator.isReplica() && !(forWriting && !engine.settings().replicaReadOnly)) {
            return true;
        }
        if (!engine.pauses().any(engine.monotonicMs())) {
            remove(db, entry);
        }
        return true;
    }

    private void remove(Database db, KeyEntry entry) {
        byte[] key = entry.key();
        db.remove(entry);
        engine.stats.expiredKeys++;
        engine.dirty++;
        engine.propagation().add(db.index(), Args.of(engine.settings().lazyExpire ? UNLINK : DEL, key));
        engine.keyChanged(db, key);
        engine.notifications().event(db.index(), key, KeyEvent.EXPIRED, "expired");
    }

    /** One cycle over all databases. */
    void cycle() {
        Replicator replicator = engine.replicator();
        boolean follows =
                replicator != null && replicator.isReplica() && !engine.config().has(Flaw.EXPIRES_ON_REPLICAS);
        if (!active
                || follows
                || (replicator != null && replicator.loading())
                || engine.pauses().any(engine.monotonicMs())) {
            return;
        }
        int budget = CYCLE_LIMIT;
        for (int i = 0; i < engine.databaseCount() && budget > 0; i++) {
            budget = cycle(engine.database(nextDatabase), budget);
            nextDatabase = (nextDatabase + 1) % engine.databaseCount();
        }
    }

    private int cycle(Database db, int budget) {
        int left = budget;
        while (left > 0 && db.expiresCount() > 0) {
            int sample = Math.min(SAMPLE, db.expiresCount());
            boolean all = db.expiresCount() <= SAMPLE;
            int expired = 0;
            for (int i = sample - 1; i >= 0; i--) {
                KeyEntry entry = all ? db.expiring(i) : any(db);
                if (entry != null && entry.isExpired(engine.nowMs())) {
                    remove(db, entry);
                    engine.propagation().end(false);
                    expired++;
                }
            }
            left -= sample;
            stalePercent = stalePercent * 0.95 + 5.0 * expired / sample;
            if (all || expired * 100 <= sample * ACCEPTED_STALE_PERCENT) {
                break;
            }
        }
        return left;
    }

    private @Nullable KeyEntry any(Database db) {
        return db.randomExpiring(random);
    }
}

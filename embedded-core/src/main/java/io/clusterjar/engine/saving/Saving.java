package io.clusterjar.engine.saving;

import io.clusterjar.base.RedisVersion;
import io.clusterjar.config.ConfigKey;
import io.clusterjar.config.ServerConfig;
import io.clusterjar.engine.Engine;
import io.clusterjar.engine.server.InfoText;
import io.clusterjar.persistence.Disk;
import io.clusterjar.persistence.RdbInfo;
import io.clusterjar.persistence.RdbLoader;
import io.clusterjar.persistence.Snapshot;
import io.clusterjar.store.EncodingLimits;
import io.clusterjar.time.Timers;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Saves a node's data as a whole in {@code dbfilename}: at once, in the background, or when one of the {@code save} points
 * is reached; and loads them at the start.
 *
 * <p>There is no child process. A background save takes the data at the moment it begins, as a fork would, and puts the
 * file in place a little later: until then it is in progress, and a crash leaves the old file. The node's own thread only.
 */
public final class Saving {
    /** How often save points, which are in seconds, are looked at. */
    private static final long CHECK_EVERY_MS = 1000;
    /** After a failure, how long save points wait before they try again. */
    private static final long RETRY_AFTER_SECONDS = 5;

    private static final long BACKGROUND_MS = 1;
    private static final Logger LOG = System.getLogger(Saving.class.getName());

    private final Engine engine;
    private final ServerConfig config;
    private final Disk disk;
    private final Supplier<List<byte[]>> functions;
    private Timers.@Nullable Timer check;
    private Timers.@Nullable Timer finishing;
    private byte @Nullable [] content; // of the save in progress
    private long dirtyAtBegin;
    private long beganMs;
    private boolean scheduled;
    private long lastSaveSeconds;
    private long lastTrySeconds;
    private long lastDurationSeconds = -1;
    private boolean lastFailed;
    private long saves;
    private long lastLoaded;
    private long lastExpired;

    /**
     * Saves the data of {@code engine} on {@code disk}.
     *
     * @param functions the sources of the libraries of functions
     */
    public Saving(Engine engine, ServerConfig config, Disk disk, Supplier<List<byte[]>> functions) {
        this.engine = engine;
        this.config = config;
        this.disk = disk;
        this.functions = functions;
        lastSaveSeconds = seconds();
    }

    /** Begins to look at the save points. */
    public void start() {
        check = engine.timers().after(CHECK_EVERY_MS, this::check);
    }

    /** Stops; a background save in progress is lost, as with its process. */
    public void close() {
        cancel();
        if (check != null) {
            check.cancel();
        }
    }

    /**
     * Loads the file into the empty databases; whether there was one.
     *
     * @return the sources of the libraries of functions in it; null when there is no file
     * @throws io.clusterjar.persistence.CorruptRdb when it is damaged; the node must not start then
     */
    public @Nullable List<byte[]> load() {
        RdbLoader loader = new RdbLoader(
                        engine.databases(),
                        EncodingLimits.of(config),
                        engine.clock().nowMs(),
                        engine.isReplica())
                .byFrequency(config.usesFrequency());
        boolean found = Snapshot.load(disk, file(), loader);
        lastLoaded = loader.loaded();
        lastExpired = loader.expired();
        return found ? loader.functions() : null;
    }

    /** Saves at once; false when that failed. */
    public boolean save() {
        dirtyAtBegin = engine.dirty();
        beganMs = engine.clock().nowMs();
        content = snapshot();
        return finish();
    }

    /** Begins to save in the background. */
    public void begin() {
        scheduled = false;
        dirtyAtBegin = engine.dirty();
        beganMs = engine.clock().nowMs();
        content = snapshot();
        finishing = engine.timers().after(BACKGROUND_MS, this::finish);
    }

    /** Begins to save in the background as soon as nothing is in the way. */
    public void schedule() {
        scheduled = true;
        engine.timers().after(0, this::beginIfScheduled);
    }

    /** Gives up a background save in progress. */
    public void cancel() {
        if (finishing != null) {
            finishing.cancel();
            finishing = null;
        }
        content = null;
    }

    /** Forgets the file and what was counted, for a node that begins anew. */
    public void beginAnew() {
        close();
        check = null;
        scheduled = false;
        disk.delete(file());
        lastSaveSeconds = seconds();
        lastDurationSeconds = -1;
        lastFailed = false;
        saves = 0;
        lastLoaded = 0;
        lastExpired = 0;
    }

    // ---- how it stands

    /** The section {@code Persistence} of {@code INFO}. */
    public void writeInfo(InfoText out) {
        out.add("loading", 0)
                .add("async_loading", 0)
                .add("current_cow_peak", 0)
                .add("current_cow_size", 0)
                .add("current_cow_size_age", 0)
                .add("current_fork_perc", 0.0)
                .add("current_save_keys_processed", 0)
                .add("current_save_keys_total", 0)
                .add("rdb_changes_since_last_save", engine.dirty())
                .add("rdb_bgsave_in_progress", inProgress() ? 1 : 0)
                .add("rdb_last_save_time", lastSaveSeconds)
                .add("rdb_last_bgsave_status", lastFailed ? "err" : "ok")
                .add("rdb_last_bgsave_time_sec", lastDurationSeconds)
                .add(
                        "rdb_current_bgsave_time_sec",
                        inProgress() ? (engine.clock().nowMs() - beganMs) / 1000 : -1)
                .add("rdb_saves", saves)
                .add("rdb_last_cow_size", 0)
                .add("rdb_last_load_keys_expired", lastExpired)
                .add("rdb_last_load_keys_loaded", lastLoaded)
                .add("aof_enabled", config.number(ConfigKey.APPENDONLY))
                .add("aof_rewrite_in_progress", 0)
                .add("aof_rewrite_scheduled", 0)
                .add("aof_last_rewrite_time_sec", -1)
                .add("aof_current_rewrite_time_sec", -1)
                .add("aof_last_bgrewrite_status", "ok")
                .add("aof_rewrites", 0)
                .add("aof_rewrites_consecutive_failures", 0)
                .add("aof_last_write_status", "ok")
                .add("aof_last_cow_size", 0)
                .add("module_fork_in_progress", 0)
                .add("module_fork_last_cow_size", 0);
    }

    /** Whether a background save is in progress. */
    public boolean inProgress() {
        return content != null;
    }

    /** When the data were saved last, or the node began: seconds since the epoch. */
    public long lastSaveSeconds() {
        return lastSaveSeconds;
    }

    /** Whether the last save failed; {@code stop-writes-on-bgsave-error} asks. */
    public boolean lastFailed() {
        return lastFailed;
    }

    /** Seconds that the last background save took, -1 when there was none. */
    public long lastDurationSeconds() {
        return lastDurationSeconds;
    }

    /** How many saves succeeded. */
    public long saves() {
        return saves;
    }

    /** How many keys were loaded at the start. */
    public long lastLoaded() {
        return lastLoaded;
    }

    /** How many keys were passed over at the start, their time having come. */
    public long lastExpired() {
        return lastExpired;
    }

    // ---- within

    private byte[] snapshot() {
        lastTrySeconds = seconds();
        RdbInfo info = RdbInfo.of(RedisVersion.TEXT, engine.clock().nowMs(), 0);
        return Snapshot.toBytes(engine.databases(), functions.get(), info, config);
    }

    private boolean finish() {
        byte[] bytes = content;
        content = null;
        finishing = null;
        if (bytes == null) {
            return false;
        }
        try {
            disk.replace(file(), bytes);
        } catch (UncheckedIOException e) {
            LOG.log(Level.WARNING, "saving failed: " + e.getMessage());
            lastFailed = true;
            return false;
        }
        lastFailed = false;
        saves++;
        lastSaveSeconds = seconds();
        lastDurationSeconds = Math.max(0, engine.clock().nowMs() - beganMs) / 1000;
        engine.dirty(Math.max(0, engine.dirty() - dirtyAtBegin));
        return true;
    }

    private void beginIfScheduled() {
        if (scheduled && !inProgress()) {
            begin();
        }
    }

    private void check() {
        check = engine.timers().after(CHECK_EVERY_MS, this::check);
        if (!inProgress() && (scheduled || isDue())) {
            begin();
        }
    }

    private boolean isDue() {
        long now = seconds();
        if (lastFailed && now - lastTrySeconds <= RETRY_AFTER_SECONDS) {
            return false;
        }
        long[] points = config.savePoints();
        for (int i = 0; i + 1 < points.length; i += 2) {
            if (engine.dirty() >= points[i + 1] && now - lastSaveSeconds > points[i]) {
                return true;
            }
        }
        return false;
    }

    private String file() {
        return config.text(ConfigKey.DBFILENAME);
    }

    private long seconds() {
        return engine.clock().nowMs() / 1000;
    }
}

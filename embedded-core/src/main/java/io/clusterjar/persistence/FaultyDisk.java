package io.clusterjar.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A disk that fails where it is told to, in front of one that does not. Healthy it costs a field read. One thread at a time, or at a
 * safepoint.
 */
public final class FaultyDisk implements Disk {
    private final Disk disk;
    private boolean failsFsync;
    private boolean full;
    private long syncMs;
    private SlowSync onSlowSync = syncMs -> {};

    /** What it means for a node that an fsync takes long. */
    @FunctionalInterface
    public interface SlowSync {
        /** The node waits for its disk for {@code durationMs}. */
        void waits(long durationMs);
    }

    /** A healthy disk in front of {@code disk}. */
    public FaultyDisk(Disk disk) {
        this.disk = disk;
    }

    /** Who is told when an fsync takes long. */
    public void onSlowSync(SlowSync listener) {
        onSlowSync = listener;
    }

    /** Whether every fsync fails, and every replacing of a file that needs one. */
    public void failsFsync(boolean fails) {
        failsFsync = fails;
    }

    /** Whether nothing more can be written. */
    public void full(boolean isFull) {
        full = isFull;
    }

    /** How long an fsync takes; 0 for no time. */
    public void syncMs(long durationMs) {
        syncMs = durationMs;
    }

    /** The disk behind it. */
    public Disk behind() {
        return disk;
    }

    private void checkSpace(String name) {
        if (full) {
            throw failure("write " + name, "No space left on device");
        }
    }

    private void beforeSync(String name) {
        if (failsFsync) {
            throw failure("fsync " + name, "Input/output error");
        }
        if (syncMs > 0) {
            onSlowSync.waits(syncMs);
        }
    }

    private static DiskFailure failure(String doing, String words) {
        return new DiskFailure(doing + ": " + words);
    }

    @Override
    public byte @Nullable [] read(String name) {
        return disk.read(name);
    }

    @Override
    public void replace(String name, byte[] content) {
        replace(name, content, true);
    }

    @Override
    public void replace(String name, byte[] content, boolean sync) {
        checkSpace(name);
        if (sync) {
            beforeSync(name);
        }
        disk.replace(name, content, sync);
    }

    @Override
    public Appender append(String name) {
        return new FaultyAppender(name, disk.append(name));
    }

    @Override
    public void delete(String name) {
        disk.delete(name);
    }

    @Override
    public List<String> list() {
        return disk.list();
    }

    @Override
    public String path() {
        return disk.path();
    }

    /** A failure that a fault of the disk made. */
    public static final class DiskFailure extends UncheckedIOException {
        private static final long serialVersionUID = 1L;

        DiskFailure(String message) {
            super(message, new IOException(message));
        }
    }

    private final class FaultyAppender implements Appender {
        private final String name;
        private final Appender file;

        FaultyAppender(String name, Appender file) {
            this.name = name;
            this.file = file;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            checkSpace(name);
            file.write(bytes, offset, length);
        }

        @Override
        public void sync() {
            beforeSync(name);
            file.sync();
        }

        @Override
        public long lengthBytes() {
            return file.lengthBytes();
        }

        @Override
        public void truncate(long lengthBytes) {
            file.truncate(lengthBytes);
        }

        @Override
        public void close() {
            file.close();
        }
    }
}

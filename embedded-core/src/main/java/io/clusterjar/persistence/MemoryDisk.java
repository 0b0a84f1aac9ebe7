package io.clusterjar.persistence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A node's directory in memory. It outlives the node: a restarted node that is given the same disk finds its files.
 *
 * <p>What was written and not yet synced is lost by {@link #losePower}, and by nothing else: a process that is killed
 * leaves its writes with the operating system. One thread at a time.
 */
public final class MemoryDisk implements Disk {
    private final String path;
    private final Map<String, Content> files = new TreeMap<>();
    /** What lasts of files that were replaced without fsync; null where there was none. */
    private final Map<String, @Nullable Content> before = new TreeMap<>();

    /** An empty directory that calls itself {@code path}. */
    public MemoryDisk(String path) {
        this.path = path;
    }

    @Override
    public byte @Nullable [] read(String name) {
        Content file = files.get(name);
        return file == null ? null : Arrays.copyOf(file.bytes, file.length);
    }

    @Override
    public void replace(String name, byte[] content) {
        replace(name, content, true);
    }

    @Override
    public void replace(String name, byte[] content, boolean sync) {
        Content file = new Content();
        file.write(content, 0, content.length);
        if (sync) {
            file.sync();
            before.remove(name);
        } else if (!before.containsKey(name)) {
            before.put(name, files.get(name));
        }
        files.put(name, file);
    }

    @Override
    public Appender append(String name) {
        return files.computeIfAbsent(name, any -> new Content());
    }

    @Override
    public void delete(String name) {
        before.remove(name);
        files.remove(name);
    }

    @Override
    public List<String> list() {
        return new ArrayList<>(files.keySet());
    }

    @Override
    public String path() {
        return path;
    }

    /** Takes every file back to what was synced, as a loss of power may do. */
    public void losePower() {
        before.forEach((name, content) -> {
            if (content == null) {
                files.remove(name);
            } else {
                files.put(name, content);
            }
        });
        before.clear();
        files.values().forEach(file -> file.truncate(Math.min(file.length, file.synced)));
    }

    private static final class Content implements Appender {
        private static final byte[] NOTHING = {};

        private byte[] bytes = NOTHING;
        private int length;
        private int synced;

        @Override
        public void write(byte[] source, int offset, int count) {
            if (length + count > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
            }
            System.arraycopy(source, offset, bytes, length, count);
            length += count;
        }

        @Override
        public void sync() {
            synced = length;
        }

        @Override
        public long lengthBytes() {
            return length;
        }

        @Override
        public void truncate(long lengthBytes) {
            length = (int) Math.min(length, lengthBytes);
            synced = Math.min(synced, length);
        }

        @Override
        public void close() {
            // nothing is held open
        }
    }
}

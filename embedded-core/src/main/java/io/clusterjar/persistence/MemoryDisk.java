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
        Content file = new Content();
        file.write(content, 0, content.length);
        file.sync();
        files.put(name, file);
    }

    @Override
    public Appender append(String name) {
        return files.computeIfAbsent(name, any -> new Content());
    }

    @Override
    public void delete(String name) {
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

    /** Cuts every file back to what was synced, as a loss of power may do. */
    public void losePower() {
        files.values().forEach(file -> file.truncate(Math.min(file.length, file.synced)));
    }

    private static final class Content implements Appender {
        private byte[] bytes = new byte[64];
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

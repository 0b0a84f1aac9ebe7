package io.clusterjar.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Buffers of one loop that are used again: of 4 KB and doubled sizes up to 64 KB, which holds a packet of gossip of a large cluster. */
final class BufferPool {
    private static final int SMALLEST_BYTES = 4 * 1024;
    private static final int SIZES = 5;
    private static final int KEPT_BYTES = 1024 * 1024;

    private final List<ArrayDeque<byte[]>> bySize = new ArrayList<>();

    BufferPool() {
        for (int i = 0; i < SIZES; i++) {
            bySize.add(new ArrayDeque<>());
        }
    }

    /** A buffer of at least so many bytes, with anything in it. */
    byte[] take(int minimumBytes) {
        int size = sizeFor(minimumBytes);
        if (size >= SIZES) {
            return new byte[minimumBytes];
        }
        byte[] pooled = bySize.get(size).poll();
        return pooled == null ? new byte[SMALLEST_BYTES << size] : pooled;
    }

    /** Takes a buffer back; one that was not made here is left alone. */
    void give(byte[] buffer) {
        int size = sizeFor(buffer.length);
        if (size < SIZES && buffer.length == SMALLEST_BYTES << size) {
            ArrayDeque<byte[]> kept = bySize.get(size);
            if ((long) (kept.size() + 1) * buffer.length <= KEPT_BYTES) {
                kept.push(buffer);
            }
        }
    }

    /** The index of the smallest size that holds so many bytes. */
    private static int sizeFor(int bytes) {
        return bytes <= SMALLEST_BYTES ? 0 : 32 - Integer.numberOfLeadingZeros((bytes - 1) / SMALLEST_BYTES);
    }
}

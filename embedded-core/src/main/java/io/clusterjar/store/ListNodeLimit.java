package io.clusterjar.store;

/** How much a node of a list may hold, as {@code list-max-listpack-size} says it. */
final class ListNodeLimit {
    private static final int[] SIZES_BYTES = {4096, 8192, 16384, 32768, 65536};
    /** A node that is limited by its entries is limited by these bytes too. */
    private static final int SAFE_BYTES = 8192;

    private ListNodeLimit() {}

    /** Whether a node of {@code bytes} and {@code count} entries is too large. */
    static boolean isExceeded(int size, long bytes, long count) {
        if (size < 0) {
            return bytes > maxBytes(size);
        }
        return bytes > SAFE_BYTES || count > Math.max(1, size);
    }

    /** Whether a list of one node of {@code bytes} and {@code count} entries is so small that it becomes a plain listpack. */
    static boolean isBelowHalf(int size, long bytes, long count) {
        return size < 0 ? bytes <= maxBytes(size) / 2 : count <= Math.max(1, size) / 2;
    }

    /** Whether it may be a plain listpack when it is not shrinking but was loaded. */
    static boolean isWithin(int size, long bytes, long count) {
        return size < 0 ? bytes <= maxBytes(size) : count <= Math.max(1, size);
    }

    private static int maxBytes(int size) {
        return SIZES_BYTES[Math.min(-size, SIZES_BYTES.length) - 1];
    }
}

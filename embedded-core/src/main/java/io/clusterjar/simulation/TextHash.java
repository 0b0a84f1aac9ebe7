package io.clusterjar.simulation;

/** FNV-1a over characters: the same on every JVM. */
final class TextHash {
    private static final long OFFSET = 0xCBF29CE484222325L;
    private static final long PRIME = 0x100000001B3L;

    private TextHash() {}

    static long of(String text) {
        long hash = OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return hash;
    }

    static String hex(long hash) {
        return String.format(java.util.Locale.ROOT, "%016x", hash);
    }
}

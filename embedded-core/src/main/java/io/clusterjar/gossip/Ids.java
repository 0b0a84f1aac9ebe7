package io.clusterjar.gossip;

import io.clusterjar.time.RandomSource;

/** Ids of nodes and shards: 40 hexadecimal characters. */
public final class Ids {
    /** Length in characters. */
    public static final int LENGTH = 40;

    private Ids() {}

    /** A new id. */
    public static String random(RandomSource random) {
        StringBuilder id = new StringBuilder(LENGTH);
        while (id.length() < LENGTH) {
            long bits = random.nextLong();
            for (int i = 0; i < 16 && id.length() < LENGTH; i++, bits >>>= 4) {
                id.append("0123456789abcdef".charAt((int) (bits & 15)));
            }
        }
        return id.toString();
    }

    /** Whether {@code text} has the form of an id. */
    public static boolean valid(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }
}

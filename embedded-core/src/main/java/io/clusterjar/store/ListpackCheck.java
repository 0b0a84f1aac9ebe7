package io.clusterjar.store;

import io.clusterjar.base.Bytes;

/** What a listpack's bytes must be like, checked before anybody relies on it. */
final class ListpackCheck {
    private static final int HEADER = 6;

    private ListpackCheck() {}

    /** Checks a whole listpack; returns how many entries it has. */
    static int check(byte[] bytes) {
        if (bytes.length < HEADER + 1) {
            throw new CorruptEncoding("listpack ends too early", bytes.length);
        }
        if (Bytes.intLe(bytes, 0) != bytes.length) {
            throw new CorruptEncoding("listpack's length is not that of its bytes", 0);
        }
        int end = bytes.length - 1;
        if ((bytes[end] & 0xff) != 0xff) {
            throw new CorruptEncoding("listpack has no end mark", end);
        }
        int count = 0;
        int at = HEADER;
        while (at < end) {
            at = checkEntry(bytes, at, end);
            count++;
        }
        int said = Bytes.shortLe(bytes, 4);
        if (said != 65535 && said != count) {
            throw new CorruptEncoding("listpack's count is not that of its entries", 4);
        }
        return count;
    }

    private static int checkEntry(byte[] bytes, int at, int end) {
        int head = headBytes(bytes[at] & 0xff);
        if (head < 0) {
            throw new CorruptEncoding("listpack entry of unknown encoding", at);
        }
        if (at + head > end) {
            throw new CorruptEncoding("listpack entry ends too early", at);
        }
        int length = encodedBytes(bytes, at);
        if (length < 0 || length > end - at) {
            throw new CorruptEncoding("listpack entry longer than the listpack", at);
        }
        int backlen = backlenBytes(length);
        int next = at + length + backlen;
        if (next > end) {
            throw new CorruptEncoding("listpack entry longer than the listpack", at);
        }
        for (int i = 0; i < backlen; i++) {
            int bits = length >>> 7 * (backlen - 1 - i) & 0x7f;
            if (bytes[at + length + i] != (byte) (i == 0 ? bits : bits | 0x80)) {
                throw new CorruptEncoding("listpack entry's two lengths differ", at + length + i);
            }
        }
        return next;
    }

    /** How many bytes must be there to know an entry's length; negative when the encoding is unknown. */
    private static int headBytes(int first) {
        if (first < 0xe0) {
            return 1;
        }
        if (first < 0xf0) {
            return 2;
        }
        return first == 0xf0 ? 5 : first <= 0xf4 ? 1 : -1;
    }

    /** Length of an entry's encoding and data in bytes. */
    static int encodedBytes(byte[] bytes, int at) {
        int first = bytes[at] & 0xff;
        if (first < 0x80) {
            return 1;
        }
        if (first < 0xc0) {
            return 1 + (first & 0x3f);
        }
        if (first < 0xe0) {
            return 2;
        }
        if (first < 0xf0) {
            return 2 + ((first & 0x0f) << 8 | (bytes[at + 1] & 0xff));
        }
        return switch (first) {
            case 0xf0 -> saneLength(Bytes.intLe(bytes, at + 1));
            case 0xf1 -> 3;
            case 0xf2 -> 4;
            case 0xf3 -> 5;
            default -> 9;
        };
    }

    private static int saneLength(int length) {
        return length < 0 || length > Integer.MAX_VALUE - 16 ? -1 : 5 + length;
    }

    /** How many bytes the length at an entry's end takes. */
    static int backlenBytes(int length) {
        if (length <= 127) {
            return 1;
        }
        if (length < 16383) {
            return 2;
        }
        if (length < 2097151) {
            return 3;
        }
        return length < 268435455 ? 4 : 5;
    }
}

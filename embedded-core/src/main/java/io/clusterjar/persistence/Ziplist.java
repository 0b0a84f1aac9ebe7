package io.clusterjar.persistence;

import io.clusterjar.base.Bytes;
import io.clusterjar.store.CorruptEncoding;
import io.clusterjar.store.Listpack;

/**
 * The compact list of Redis before 7.0, read into a {@link Listpack}: total bytes (4, LE), offset of the last entry (4,
 * LE), count (2, LE), entries, 0xFF. An entry has the length of the one before it, an encoding, and data.
 */
final class Ziplist {
    private static final int HEADER = 10;
    private static final int END = 0xff;
    private static final int LONG_PREVIOUS = 0xfe;

    private final byte[] bytes;
    private final Listpack list = new Listpack();
    private int at = HEADER;

    private Ziplist(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The entries of a ziplist; {@link CorruptEncoding} when it is none. */
    static Listpack read(byte[] bytes) {
        return new Ziplist(bytes).read();
    }

    private Listpack read() {
        if (bytes.length < HEADER + 1 || Bytes.intLe(bytes, 0) != bytes.length) {
            throw new CorruptEncoding("ziplist's length is not that of its bytes", 0);
        }
        int last = bytes.length - 1;
        if ((bytes[last] & 0xff) != END) {
            throw new CorruptEncoding("ziplist has no end mark", last);
        }
        while (at < last) {
            readEntry();
        }
        if (at != last) {
            throw new CorruptEncoding("ziplist's last entry is longer than the ziplist", at);
        }
        int count = Bytes.shortLe(bytes, 8);
        if (count != 0xffff && count != list.count()) {
            throw new CorruptEncoding("ziplist's count is not that of its entries", 8);
        }
        return list;
    }

    private void readEntry() {
        at += (bytes[at] & 0xff) == LONG_PREVIOUS ? 5 : 1;
        need(1);
        int encoding = bytes[at++] & 0xff;
        if (encoding < 0xc0) {
            readString(encoding);
        } else {
            list.append(readInteger(encoding));
        }
    }

    private void readString(int encoding) {
        int length;
        switch (encoding >> 6) {
            case 0 -> length = encoding & 0x3f;
            case 1 -> {
                need(1);
                length = (encoding & 0x3f) << 8 | (bytes[at++] & 0xff);
            }
            default -> {
                need(4);
                length = Bytes.intBe(bytes, at);
                at += 4;
            }
        }
        need(length);
        list.append(bytes, at, length);
        at += length;
    }

    private long readInteger(int encoding) {
        int size =
                switch (encoding) {
                    case 0xc0 -> 2;
                    case 0xd0 -> 4;
                    case 0xe0 -> 8;
                    case 0xf0 -> 3;
                    case 0xfe -> 1;
                    default -> 0;
                };
        if (size == 0 && (encoding < 0xf1 || encoding > 0xfd)) {
            throw new CorruptEncoding("ziplist entry of unknown encoding", at - 1);
        }
        need(size);
        at += size;
        return switch (size) {
            case 0 -> encoding - 0xf1;
            case 1 -> bytes[at - 1];
            case 2 -> (short) Bytes.shortLe(bytes, at - 2);
            case 3 -> Bytes.shortLe(bytes, at - 3) | bytes[at - 1] << 16;
            case 4 -> Bytes.intLe(bytes, at - 4);
            default -> Bytes.longLe(bytes, at - 8);
        };
    }

    /** The end mark is no entry's. */
    private void need(int count) {
        if (count < 0 || count > bytes.length - 1 - at) {
            throw new CorruptEncoding("ziplist entry longer than the ziplist", at);
        }
    }
}

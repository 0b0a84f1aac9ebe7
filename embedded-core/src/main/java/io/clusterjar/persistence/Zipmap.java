package io.clusterjar.persistence;

import io.clusterjar.base.Bytes;
import io.clusterjar.store.CorruptEncoding;
import io.clusterjar.store.Listpack;

/**
 * The compact hash of Redis before 2.6, read into a {@link Listpack}: count (1 byte), then length, field, length, unused
 * bytes (1 byte), value, unused bytes, and so on, 0xFF.
 */
final class Zipmap {
    private static final int END = 0xff;
    private static final int LONG_LENGTH = 0xfe;

    private final byte[] bytes;
    private int at = 1;

    private Zipmap(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Fields and values in turn; {@link CorruptEncoding} when it is no zipmap. */
    static Listpack read(byte[] bytes) {
        return new Zipmap(bytes).read();
    }

    private Listpack read() {
        int last = bytes.length - 1;
        if (last < 1 || (bytes[last] & 0xff) != END) {
            throw new CorruptEncoding("zipmap has no end mark", Math.max(last, 0));
        }
        Listpack list = new Listpack();
        while (at < last) {
            int field = readLength();
            list.append(bytes, at, field);
            at += field;
            int value = readLength();
            need(1);
            int unused = bytes[at++] & 0xff;
            need(value + unused);
            list.append(bytes, at, value);
            at += value + unused;
        }
        return list;
    }

    private int readLength() {
        need(1);
        int length = bytes[at++] & 0xff;
        if (length == LONG_LENGTH) {
            need(4);
            length = Bytes.intLe(bytes, at);
            at += 4;
        } else if (length == END) {
            throw new CorruptEncoding("zipmap ends within an entry", at - 1);
        }
        need(length);
        return length;
    }

    private void need(int count) {
        if (count < 0 || count > bytes.length - 1 - at) {
            throw new CorruptEncoding("zipmap entry longer than the zipmap", at);
        }
    }
}

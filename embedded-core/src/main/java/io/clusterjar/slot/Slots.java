package io.clusterjar.slot;

import java.util.ArrayList;
import java.util.List;

/**
 * The 16384 hash slots and the rule from key to slot: CRC16 of the key, or of its hash tag, modulo 16384
 * (<a href="https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/#key-distribution-model">key
 * distribution model</a>).
 */
public final class Slots {
    /** How many slots there are. */
    public static final int COUNT = 16384;

    private static final short[] CRC16 = crc16Table();

    private Slots() {}

    /** The slot of {@code key}. */
    public static int slotOf(byte[] key) {
        return slotOf(key, 0, key.length);
    }

    /**
     * The slot of a key within a buffer. Only what is between the first opening brace and the first closing brace after
     * it counts, when both are there and something is between them.
     */
    public static int slotOf(byte[] buffer, int offset, int length) {
        int end = offset + length;
        for (int open = offset; open < end; open++) {
            if (buffer[open] == '{') {
                for (int close = open + 1; close < end; close++) {
                    if (buffer[close] == '}') {
                        return close == open + 1
                                ? crc16(buffer, offset, length) & (COUNT - 1)
                                : crc16(buffer, open + 1, close - open - 1) & (COUNT - 1);
                    }
                }
                break;
            }
        }
        return crc16(buffer, offset, length) & (COUNT - 1);
    }

    /** CRC16 of the XMODEM kind: polynomial 0x1021, starting from 0. */
    public static int crc16(byte[] buffer, int offset, int length) {
        int crc = 0;
        for (int i = offset, end = offset + length; i < end; i++) {
            crc = (crc << 8) ^ CRC16[((crc >> 8) ^ buffer[i]) & 0xff];
        }
        return crc & 0xffff;
    }

    /**
     * The slots shared out over {@code masters} nodes as {@code redis-cli --cluster create} does it, single precision
     * rounding included.
     *
     * @param masters 1 to {@link #COUNT}
     */
    public static List<SlotRange> shareOut(int masters) {
        if (masters < 1 || masters > COUNT) {
            throw new IllegalArgumentException("masters=" + masters + " is not in 1.." + COUNT);
        }
        float perNode = COUNT / (float) masters;
        float cursor = 0;
        int first = 0;
        List<SlotRange> ranges = new ArrayList<>(masters);
        for (int i = 0; i < masters; i++) {
            int last = Math.round(cursor + perNode - 1);
            if (last >= COUNT || i == masters - 1) {
                last = COUNT - 1;
            }
            last = Math.max(last, first);
            ranges.add(new SlotRange(first, last));
            first = last + 1;
            cursor += perNode;
        }
        return ranges;
    }

    private static short[] crc16Table() {
        short[] table = new short[256];
        for (int i = 0; i < 256; i++) {
            int crc = i << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1;
            }
            table[i] = (short) crc;
        }
        return table;
    }
}

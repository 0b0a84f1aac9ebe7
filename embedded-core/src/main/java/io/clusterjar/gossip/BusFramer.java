package io.clusterjar.gossip;

import java.util.Arrays;

/** Cuts the bytes of one inbound or outbound link into packets. */
public final class BusFramer {
    /** Longest packet that is taken; a longer one means a broken or hostile peer. Published messages are below 512 MB. */
    public static final int LENGTH_LIMIT_BYTES = 1 << 29;

    private static final int PREFIX_BYTES = 8;

    private static final byte[] NOTHING = {};

    private byte[] held = NOTHING;
    private int length;

    /** Takes one whole packet. */
    @FunctionalInterface
    public interface Sink {
        /** The bytes are valid during the call only; returning false stops the cutting, for the link is closed. */
        boolean packet(byte[] bytes, int offset, int length);
    }

    /**
     * Takes what arrived and hands over all packets that are whole.
     *
     * @return false when the bytes are no bus packets: the link must be closed
     */
    public boolean accept(byte[] bytes, int offset, int count, Sink sink) {
        byte[] from = bytes;
        int at = offset;
        int end = offset + count;
        if (length > 0) {
            hold(bytes, offset, count);
            from = held;
            at = 0;
            end = length;
        }
        while (end - at >= PREFIX_BYTES) {
            long total = BusCodec.getInt(from, at + 4);
            if (from[at] != 'R' || from[at + 1] != 'C' || from[at + 2] != 'm' || from[at + 3] != 'b') {
                return false;
            }
            if (total < BusCodec.HEADER_BYTES || total > LENGTH_LIMIT_BYTES) {
                return false;
            }
            if (end - at < total) {
                break;
            }
            if (!sink.packet(from, at, (int) total)) {
                return true;
            }
            at += (int) total;
        }
        keep(from, at, end - at);
        return true;
    }

    private void hold(byte[] bytes, int offset, int count) {
        if (held.length - length < count) {
            held = Arrays.copyOf(held, Math.max(held.length * 2, length + count));
        }
        System.arraycopy(bytes, offset, held, length, count);
        length += count;
    }

    private void keep(byte[] from, int at, int count) {
        if (from == held) {
            System.arraycopy(held, at, held, 0, count);
            length = count;
        } else if (count > 0) {
            length = 0;
            hold(from, at, count);
        }
    }
}

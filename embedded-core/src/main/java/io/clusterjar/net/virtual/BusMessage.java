package io.clusterjar.net.virtual;

/**
 * One whole packet of the cluster bus on its way.
 *
 * @param link where it travels
 * @param bytes the packet, header included; not to be changed
 */
public record BusMessage(LinkId link, byte[] bytes) {
    private static final int LENGTH_OFFSET = 4;
    private static final int TYPE_OFFSET = 12;
    private static final int MINIMUM_BYTES = 16;

    /** The packet's type as its header says it, or -1 when it is too short to have one. */
    public int type() {
        return bytes.length < TYPE_OFFSET + 2 ? -1 : (bytes[TYPE_OFFSET] & 0xff) << 8 | bytes[TYPE_OFFSET + 1] & 0xff;
    }

    /** The length of the packet that begins at {@code offset}, or -1 when none does. */
    static int lengthAt(byte[] bytes, int offset, int end) {
        if (end - offset < MINIMUM_BYTES
                || bytes[offset] != 'R'
                || bytes[offset + 1] != 'C'
                || bytes[offset + 2] != 'm'
                || bytes[offset + 3] != 'b') {
            return -1;
        }
        int at = offset + LENGTH_OFFSET;
        int length = (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | bytes[at + 3] & 0xff;
        return length >= MINIMUM_BYTES && length <= end - offset ? length : -1;
    }
}

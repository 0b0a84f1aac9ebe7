package io.clusterjar.persistence;

import io.clusterjar.base.Bytes;
import io.clusterjar.store.EncodingLimits;
import io.clusterjar.store.Value;
import org.jspecify.annotations.Nullable;

/**
 * What {@code DUMP} gives and {@code RESTORE} takes: type and value as in an RDB, the RDB version (2 bytes, LE), and
 * CRC64 of all before it (8 bytes, LE).
 */
public final class DumpPayload {
    private static final int FOOTER_BYTES = 10;

    private DumpPayload() {}

    /** The payload of {@code value}. */
    public static byte[] encode(Value value) {
        RdbOut out = new RdbOut(null, true);
        out.raw(RdbValueWriter.type(value));
        RdbValueWriter.write(out, value);
        out.shortLe(RdbFormat.VERSION);
        out.longLe(out.crc());
        return out.toBytes();
    }

    /** Whether version and checksum are right, which is asked before anything else. */
    public static boolean verify(byte[] payload) {
        if (payload.length < FOOTER_BYTES) {
            return false;
        }
        int footer = payload.length - FOOTER_BYTES;
        if (Bytes.shortLe(payload, footer) > RdbFormat.VERSION) {
            return false;
        }
        return Bytes.longLe(payload, footer + 2) == Crc64.update(0, payload, 0, footer + 2);
    }

    /**
     * The value of a payload that was verified.
     *
     * @return null when it is an empty collection, which no key can hold
     * @throws CorruptRdb when it is no value that this node knows
     */
    public static @Nullable Value decode(byte[] payload, EncodingLimits limits) {
        RdbIn in = new RdbIn();
        in.reset(payload, 0, payload.length - FOOTER_BYTES, 0);
        try {
            int type = in.raw();
            return RdbValueReader.read(in, type, limits);
        } catch (RdbIn.Underflow underflow) {
            throw new CorruptRdb("value ends too early", payload.length - FOOTER_BYTES);
        }
    }
}

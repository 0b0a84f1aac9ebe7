package io.clusterjar.persistence;

import io.clusterjar.store.EncodingLimits;
import io.clusterjar.store.StringValue;
import io.clusterjar.store.Value;
import org.jspecify.annotations.Nullable;

/** Reads values of every type and encoding that an RDB up to version 11 may hold. */
final class RdbValueReader {
    private RdbValueReader() {}

    /** The value, or null when it is an empty collection. */
    static @Nullable Value read(RdbIn in, int type, EncodingLimits limits) {
        if (type == RdbFormat.TYPE_STRING) {
            return StringValue.of(in.string());
        }
        throw new CorruptRdb("unknown type " + type, in.offset());
    }
}

package io.clusterjar.persistence;

import io.clusterjar.store.StringValue;
import io.clusterjar.store.Value;

/** Writes values as RDB has them: the type's number, and the body that follows the key. */
final class RdbValueWriter {
    private RdbValueWriter() {}

    static int type(Value value) {
        if (value instanceof StringValue) {
            return RdbFormat.TYPE_STRING;
        }
        throw new IllegalArgumentException("type=" + value.type());
    }

    static void write(RdbOut out, Value value) {
        if (value instanceof StringValue text) {
            byte[] bytes = text.toBytes();
            out.string(bytes, 0, bytes.length);
        }
    }
}

package io.clusterjar.persistence;

import io.clusterjar.store.HashValue;
import io.clusterjar.store.Intset;
import io.clusterjar.store.ListValue;
import io.clusterjar.store.Listpack;
import io.clusterjar.store.SetValue;
import io.clusterjar.store.SortedSetValue;
import io.clusterjar.store.StreamValue;
import io.clusterjar.store.StringValue;
import io.clusterjar.store.Value;
import java.util.List;

/** Writes values as RDB has them: the type's number, and the body that follows the key. */
final class RdbValueWriter {
    private RdbValueWriter() {}

    static int type(Value value) {
        if (value instanceof StringValue) {
            return RdbFormat.TYPE_STRING;
        }
        if (value instanceof ListValue) {
            return RdbFormat.TYPE_LIST_QUICKLIST_2;
        }
        if (value instanceof HashValue hash) {
            return hash.listpack() != null ? RdbFormat.TYPE_HASH_LISTPACK : RdbFormat.TYPE_HASH;
        }
        if (value instanceof SortedSetValue sorted) {
            return sorted.listpack() != null ? RdbFormat.TYPE_ZSET_LISTPACK : RdbFormat.TYPE_ZSET_2;
        }
        if (value instanceof StreamValue) {
            return RdbFormat.TYPE_STREAM_LISTPACKS_3;
        }
        SetValue set = (SetValue) value;
        if (set.intset() != null) {
            return RdbFormat.TYPE_SET_INTSET;
        }
        return set.listpack() != null ? RdbFormat.TYPE_SET_LISTPACK : RdbFormat.TYPE_SET;
    }

    static void write(RdbOut out, Value value) {
        if (value instanceof StringValue text) {
            writeString(out, text);
        } else if (value instanceof ListValue list) {
            writeList(out, list);
        } else if (value instanceof HashValue hash) {
            writeHash(out, hash);
        } else if (value instanceof SortedSetValue sorted) {
            writeSortedSet(out, sorted);
        } else if (value instanceof StreamValue stream) {
            RdbStream.write(out, stream);
        } else {
            writeSet(out, (SetValue) value);
        }
    }

    private static void writeString(RdbOut out, StringValue text) {
        if (text.isInteger()) {
            out.string(text.toBytes());
        } else {
            out.string(text.array(), 0, text.lengthBytes());
        }
    }

    private static void writeHash(RdbOut out, HashValue hash) {
        Listpack pack = hash.listpack();
        if (pack != null) {
            writePack(out, pack);
            return;
        }
        out.length(hash.size());
        hash.forEachWhile((field, value) -> {
            out.string(field);
            out.string(value);
            return true;
        });
    }

    private static void writeList(RdbOut out, ListValue list) {
        List<Listpack> nodes = list.nodes();
        out.length(nodes.size());
        for (Listpack node : nodes) {
            out.length(RdbFormat.CONTAINER_PACKED);
            writePack(out, node);
        }
    }

    private static void writeSet(RdbOut out, SetValue set) {
        Intset integers = set.intset();
        Listpack pack = set.listpack();
        if (integers != null) {
            out.string(integers.bytes());
        } else if (pack != null) {
            writePack(out, pack);
        } else {
            out.length(set.size());
            set.forEachWhile(member -> {
                out.string(member);
                return true;
            });
        }
    }

    /** The highest score first: whoever reads it adds each member at the head of its list. */
    private static void writeSortedSet(RdbOut out, SortedSetValue sorted) {
        Listpack pack = sorted.listpack();
        if (pack != null) {
            writePack(out, pack);
            return;
        }
        int size = sorted.size();
        out.length(size);
        sorted.forRange(size - 1, size, true, (member, score) -> {
            out.string(member);
            out.doubleLe(score);
            return true;
        });
    }

    private static void writePack(RdbOut out, Listpack pack) {
        out.string(pack.array(), 0, pack.lengthBytes());
    }
}

package io.clusterjar.store;

import io.clusterjar.time.RandomSource;
import java.util.Arrays;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A hash: fields, each with a value. Small ones are a {@link Listpack} of fields and values in the order of their arrival,
 * larger ones a table. A table never becomes a listpack again, as in Redis.
 *
 * <p>Which of the two it is, the commands decide, for they know the limits: {@link #toTable()}.
 */
public final class HashValue extends Value {
    /** Listpacks larger than this are refused whatever the limits say. */
    private static final int LISTPACK_MAX_BYTES = 1 << 30;

    private @Nullable Listpack pack;
    private @Nullable Dict<FieldEntry> table;

    /** An empty hash in a listpack. */
    public HashValue() {
        this(new Listpack());
    }

    /** The hash that {@code pack} is, fields and values in turn; kept, not copied. */
    public HashValue(Listpack pack) {
        this.pack = pack;
    }

    @Override
    public ValueType type() {
        return ValueType.HASH;
    }

    @Override
    public String encoding() {
        return pack != null ? "listpack" : "hashtable";
    }

    /** The listpack, null when it is a table; for reading. */
    public @Nullable Listpack listpack() {
        return pack;
    }

    /** The table, null when it is a listpack; for reading. */
    public @Nullable Dict<FieldEntry> table() {
        return table;
    }

    /** How many fields. */
    public int size() {
        return pack != null ? pack.count() / 2 : tableOrFail().size();
    }

    /** Whether bytes of this length, added to the listpack, would make it too large for any limit. */
    public boolean wouldBurst(int moreBytes) {
        return pack != null && (long) pack.lengthBytes() + moreBytes > LISTPACK_MAX_BYTES;
    }

    // ---- one field

    /** Whether there is such a field. */
    public boolean contains(byte[] buffer, int offset, int length) {
        return pack != null
                ? fieldAt(pack, buffer, offset, length) != Listpack.NONE
                : tableOrFail().find(buffer, offset, length) != null;
    }

    /** Where the value of a field is in {@link #listpack()}, or {@link Listpack#NONE}; only when it is one. */
    public int valueAt(byte[] buffer, int offset, int length) {
        Listpack list = pack;
        if (list == null) {
            throw new IllegalStateException("not a listpack");
        }
        int field = fieldAt(list, buffer, offset, length);
        return field == Listpack.NONE ? Listpack.NONE : list.next(field);
    }

    /** The value of a field, or null; not to be changed. */
    public byte @Nullable [] get(byte[] buffer, int offset, int length) {
        if (pack != null) {
            int at = valueAt(buffer, offset, length);
            return at == Listpack.NONE ? null : pack.get(at);
        }
        FieldEntry entry = tableOrFail().find(buffer, offset, length);
        return entry == null ? null : entry.value();
    }

    /** The value of a field, or null; not to be changed. */
    public byte @Nullable [] get(byte[] field) {
        return get(field, 0, field.length);
    }

    /** Sets the value of a field; whether the field is new. All bytes are copied. */
    public boolean set(byte[] fields, int offset, int length, byte[] values, int valueOffset, int valueLength) {
        Listpack list = pack;
        if (list == null) {
            byte[] value = Arrays.copyOfRange(values, valueOffset, valueOffset + valueLength);
            return put(tableOrFail(), fields, offset, length, value);
        }
        int field = fieldAt(list, fields, offset, length);
        if (field == Listpack.NONE) {
            list.append(fields, offset, length);
            list.append(values, valueOffset, valueLength);
            return true;
        }
        list.replace(list.next(field), values, valueOffset, valueLength);
        return false;
    }

    /** Sets the value of a field; whether the field is new. */
    public boolean set(byte[] field, byte[] value) {
        return set(field, 0, field.length, value, 0, value.length);
    }

    private static boolean put(Dict<FieldEntry> table, byte[] fields, int offset, int length, byte[] value) {
        FieldEntry entry = table.find(fields, offset, length);
        if (entry != null) {
            entry.value(value);
            return false;
        }
        table.add(new FieldEntry(Arrays.copyOfRange(fields, offset, offset + length), value));
        return true;
    }

    /** Removes a field; whether it was there. */
    public boolean remove(byte[] buffer, int offset, int length) {
        Listpack list = pack;
        if (list == null) {
            return tableOrFail().remove(buffer, offset, length) != null;
        }
        int field = fieldAt(list, buffer, offset, length);
        if (field == Listpack.NONE) {
            return false;
        }
        list.delete(field, 2);
        return true;
    }

    private static int fieldAt(Listpack list, byte[] buffer, int offset, int length) {
        return list.find(list.first(), buffer, offset, length, 1);
    }

    // ---- all fields

    /** Every field with its value until the visit says false; whether it never did. Not to be changed meanwhile. */
    public boolean forEachWhile(BiPredicate<byte[], byte[]> visitor) {
        Listpack list = pack;
        if (list == null) {
            return tableOrFail().forEachWhile(entry -> visitor.test(entry.key(), entry.value()));
        }
        int field = list.first();
        while (field != Listpack.NONE) {
            int value = list.next(field);
            if (!visitor.test(list.get(field), list.get(value))) {
                return false;
            }
            field = list.next(value);
        }
        return true;
    }

    /** Any field with its value, all about equally likely. There must be one. */
    public FieldEntry random(RandomSource random) {
        Listpack list = pack;
        if (list != null) {
            int field = list.seek(2L * random.nextInt(size()));
            return new FieldEntry(list.get(field), list.get(list.next(field)));
        }
        FieldEntry entry = tableOrFail().random(random);
        if (entry == null) {
            throw new IllegalStateException("an empty hash has no field");
        }
        return entry;
    }

    // ---- encodings

    /** Becomes a table for good, if it is none. */
    public void toTable() {
        if (pack == null) {
            return;
        }
        Dict<FieldEntry> target = new Dict<>(0);
        target.expand(size());
        forEachWhile((field, value) -> {
            target.add(new FieldEntry(field, value));
            return true;
        });
        table = target;
        pack = null;
    }

    @Override
    public HashValue copy() {
        if (pack != null) {
            return new HashValue(pack.copy());
        }
        HashValue copy = new HashValue();
        copy.toTable();
        Dict<FieldEntry> target = copy.tableOrFail();
        target.expand(size());
        tableOrFail().forEach(entry -> target.add(new FieldEntry(entry.key(), entry.value())));
        return copy;
    }

    private Dict<FieldEntry> tableOrFail() {
        if (table == null) {
            throw new IllegalStateException("not a table");
        }
        return table;
    }
}

package io.clusterjar.store;

import io.clusterjar.base.Bytes;
import io.clusterjar.base.Numbers;
import io.clusterjar.time.RandomSource;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A set: an {@link Intset} while all members are integers, a {@link Listpack} while they are few and short, else a table.
 * It only ever changes in this direction, as in Redis 7.2. The limits are given with each change, for they can be
 * configured while the set lives.
 *
 * <p>The node's own thread only.
 */
public final class SetValue extends Value {
    private @Nullable Intset integers;
    private @Nullable Listpack pack;
    private @Nullable Dict<DictEntry> table;

    /** An empty set of integers. */
    public SetValue() {
        this(new Intset());
    }

    /** The set that {@code integers} is; kept, not copied. */
    public SetValue(Intset integers) {
        this.integers = integers;
    }

    /** The set that {@code pack} is, no member twice; kept, not copied. */
    public SetValue(Listpack pack) {
        this.pack = pack;
    }

    /** The set that {@code table} is; kept, not copied. */
    public SetValue(Dict<DictEntry> table) {
        this.table = table;
    }

    /** An empty set that suits a first member, the part of {@code source}, and about {@code sizeHint} members in all. */
    public static SetValue suiting(byte[] source, int offset, int length, int sizeHint, EncodingLimits limits) {
        if (Numbers.isLong(source, offset, length) && sizeHint <= limits.setMaxIntsetEntries()) {
            return new SetValue();
        }
        return sizeHint <= limits.setMaxListpackEntries() ? new SetValue(new Listpack()) : new SetValue(new Dict<>(0));
    }

    @Override
    public ValueType type() {
        return ValueType.SET;
    }

    @Override
    public String encoding() {
        return integers != null ? "intset" : pack != null ? "listpack" : "hashtable";
    }

    @Override
    public SetValue copy() {
        if (integers != null) {
            return new SetValue(integers.copy());
        }
        if (pack != null) {
            return new SetValue(pack.copy());
        }
        Dict<DictEntry> copied = new Dict<>(0);
        copied.expand(size());
        forEachWhile(member -> {
            copied.add(new DictEntry(member));
            return true;
        });
        return new SetValue(copied);
    }

    /** The integers, or null in another encoding. */
    public @Nullable Intset intset() {
        return integers;
    }

    /** The listpack of members, or null in another encoding. */
    public @Nullable Listpack listpack() {
        return pack;
    }

    /** The table, or null in another encoding. */
    public @Nullable Dict<DictEntry> table() {
        return table;
    }

    /** How many members. */
    public int size() {
        return integers != null
                ? integers.size()
                : pack != null ? pack.count() : members().size();
    }

    /** Whether a part of {@code source} is a member. */
    public boolean contains(byte[] source, int offset, int length) {
        if (integers != null) {
            return Numbers.isLong(source, offset, length)
                    && integers.contains(Numbers.parseLong(source, offset, length));
        }
        if (pack != null) {
            return pack.find(pack.first(), source, offset, length, 0) != Listpack.NONE;
        }
        return members().find(source, offset, length) != null;
    }

    /** Every member once until the visit says false; whether it never did. The visit must not change the set. */
    public boolean forEachWhile(Predicate<byte[]> visitor) {
        if (integers != null) {
            for (int i = 0; i < integers.size(); i++) {
                if (!visitor.test(Bytes.decimal(integers.get(i)))) {
                    return false;
                }
            }
            return true;
        }
        if (pack != null) {
            for (int at = pack.first(); at != Listpack.NONE; at = pack.next(at)) {
                if (!visitor.test(pack.get(at))) {
                    return false;
                }
            }
            return true;
        }
        return members().forEachWhile(entry -> visitor.test(entry.key()));
    }

    /** Any member, all about equally likely; the set must not be empty. */
    public byte[] random(RandomSource random) {
        if (integers != null) {
            return Bytes.decimal(integers.get(random.nextInt(integers.size())));
        }
        if (pack != null) {
            return pack.get(pack.seek(random.nextInt(pack.count())));
        }
        DictEntry entry = members().random(random);
        if (entry == null) {
            throw new IllegalStateException("set is empty");
        }
        return entry.key();
    }

    // ---- changing

    /** Prepares for about {@code sizeHint} further members, that a set which gets too large is converted once only. */
    public void willGrow(int sizeHint, EncodingLimits limits) {
        if (integers != null && sizeHint > limits.setMaxIntsetEntries()
                || pack != null && sizeHint > limits.setMaxListpackEntries()) {
            toTable();
        }
    }

    /** Adds a part of {@code source}; whether it was not there before. */
    public boolean add(byte[] source, int offset, int length, EncodingLimits limits) {
        if (integers != null) {
            return addToIntset(integers, source, offset, length, limits);
        }
        if (pack != null) {
            return addToPack(pack, source, offset, length, limits);
        }
        return addToTable(source, offset, length);
    }

    /** Removes a part of {@code source}; whether it was there. */
    public boolean remove(byte[] source, int offset, int length) {
        if (integers != null) {
            return Numbers.isLong(source, offset, length) && integers.remove(Numbers.parseLong(source, offset, length));
        }
        if (pack != null) {
            int at = pack.find(pack.first(), source, offset, length, 0);
            if (at != Listpack.NONE) {
                pack.delete(at);
            }
            return at != Listpack.NONE;
        }
        return members().remove(source, offset, length) != null;
    }

    /** Turns into a table, which it then stays. */
    public void toTable() {
        if (table != null) {
            return;
        }
        Dict<DictEntry> target = new Dict<>(0);
        target.expand(size());
        forEachWhile(member -> {
            target.add(new DictEntry(member));
            return true;
        });
        table = target;
        integers = null;
        pack = null;
    }

    private boolean addToIntset(Intset set, byte[] source, int offset, int length, EncodingLimits limits) {
        if (Numbers.isLong(source, offset, length)) {
            boolean added = set.add(Numbers.parseLong(source, offset, length));
            if (added && set.size() > limits.setMaxIntsetEntries()) {
                toTable();
            }
            return added;
        }
        if (set.size() < limits.setMaxListpackEntries()
                && length <= limits.setMaxListpackValue()
                && longest(set) <= limits.setMaxListpackValue()) {
            toPack(set).append(source, offset, length);
            return true;
        }
        toTable();
        return addToTable(source, offset, length);
    }

    private static int longest(Intset set) {
        return set.size() == 0
                ? 0
                : Math.max(Bytes.decimal(set.get(0)).length, Bytes.decimal(set.get(set.size() - 1)).length);
    }

    private Listpack toPack(Intset set) {
        Listpack target = new Listpack();
        for (int i = 0; i < set.size(); i++) {
            target.append(set.get(i));
        }
        pack = target;
        integers = null;
        return target;
    }

    private boolean addToPack(Listpack to, byte[] source, int offset, int length, EncodingLimits limits) {
        if (to.find(to.first(), source, offset, length, 0) != Listpack.NONE) {
            return false;
        }
        if (to.count() < limits.setMaxListpackEntries() && length <= limits.setMaxListpackValue()) {
            to.append(source, offset, length);
            return true;
        }
        toTable();
        return addToTable(source, offset, length);
    }

    private boolean addToTable(byte[] source, int offset, int length) {
        Dict<DictEntry> to = members();
        if (to.find(source, offset, length) != null) {
            return false;
        }
        to.add(new DictEntry(Arrays.copyOfRange(source, offset, offset + length)));
        return true;
    }

    private Dict<DictEntry> members() {
        Dict<DictEntry> all = table;
        if (all == null) {
            throw new IllegalStateException("set is no table but " + encoding());
        }
        return all;
    }
}

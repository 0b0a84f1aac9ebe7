package io.clusterjar.persistence;

import io.clusterjar.base.Bytes;
import io.clusterjar.base.NotANumber;
import io.clusterjar.base.Numbers;
import io.clusterjar.store.CorruptEncoding;
import io.clusterjar.store.Dict;
import io.clusterjar.store.DictEntry;
import io.clusterjar.store.EncodingLimits;
import io.clusterjar.store.HashValue;
import io.clusterjar.store.Intset;
import io.clusterjar.store.ListValue;
import io.clusterjar.store.Listpack;
import io.clusterjar.store.SetValue;
import io.clusterjar.store.SortedSetValue;
import io.clusterjar.store.StringValue;
import io.clusterjar.store.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads values of every type and encoding that an RDB up to version 11 may hold, modules apart. */
final class RdbValueReader {
    private final RdbIn in;
    private final EncodingLimits limits;

    private RdbValueReader(RdbIn in, EncodingLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    /** The value, or null when it is an empty collection. */
    static @Nullable Value read(RdbIn in, int type, EncodingLimits limits) {
        return new RdbValueReader(in, limits).read(type);
    }

    private @Nullable Value read(int type) {
        return switch (type) {
            case RdbFormat.TYPE_STRING -> string(in.string());
            case RdbFormat.TYPE_LIST -> list();
            case RdbFormat.TYPE_LIST_ZIPLIST -> list(List.of(pack(type)));
            case RdbFormat.TYPE_LIST_QUICKLIST, RdbFormat.TYPE_LIST_QUICKLIST_2 -> list(nodes(type));
            case RdbFormat.TYPE_SET -> set();
            case RdbFormat.TYPE_SET_INTSET -> intset();
            case RdbFormat.TYPE_SET_LISTPACK -> set(pack(type));
            case RdbFormat.TYPE_ZSET, RdbFormat.TYPE_ZSET_2 -> sortedSet(type);
            case RdbFormat.TYPE_ZSET_LISTPACK, RdbFormat.TYPE_ZSET_ZIPLIST -> sortedSet(pack(type));
            case RdbFormat.TYPE_HASH -> hash();
            case RdbFormat.TYPE_HASH_LISTPACK, RdbFormat.TYPE_HASH_ZIPLIST, RdbFormat.TYPE_HASH_ZIPMAP ->
                hash(pack(type));
            case RdbFormat.TYPE_STREAM_LISTPACKS,
                    RdbFormat.TYPE_STREAM_LISTPACKS_2,
                    RdbFormat.TYPE_STREAM_LISTPACKS_3 -> RdbStream.read(in, type);
            case RdbFormat.TYPE_MODULE_PRE_GA, RdbFormat.TYPE_MODULE_2 ->
                throw in.corrupt("modules are not known to this node: value of type " + type);
            default -> throw in.corrupt("value of unknown type " + type);
        };
    }

    private static Value string(byte[] own) {
        return Numbers.isLong(own, 0, own.length)
                ? StringValue.of(Numbers.parseLong(own, 0, own.length))
                : StringValue.text(own);
    }

    // ---- lists

    private @Nullable Value list() {
        int count = in.count();
        ListValue list = new ListValue(limits.listMaxListpackSize());
        for (int i = 0; i < count; i++) {
            byte[] element = in.string();
            list.willGrow(element.length, 1, limits.listMaxListpackSize());
            list.push(false, element, 0, element.length);
        }
        return count == 0 ? null : list;
    }

    private List<Listpack> nodes(int type) {
        int count = in.count();
        List<Listpack> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int container = type == RdbFormat.TYPE_LIST_QUICKLIST_2 ? in.count() : RdbFormat.CONTAINER_PACKED;
            if (container == RdbFormat.CONTAINER_PLAIN) {
                Listpack plain = new Listpack();
                plain.append(in.string());
                nodes.add(plain);
            } else if (container == RdbFormat.CONTAINER_PACKED) {
                nodes.add(pack(type));
            } else {
                throw in.corrupt("list node of unknown container " + container);
            }
        }
        return nodes;
    }

    private @Nullable Value list(List<Listpack> packs) {
        List<Listpack> nodes = packs.stream().filter(pack -> !pack.isEmpty()).toList();
        return nodes.isEmpty() ? null : ListValue.of(nodes, limits.listMaxListpackSize());
    }

    // ---- sets

    private @Nullable Value set() {
        int count = in.count();
        SetValue set = new SetValue();
        set.willGrow(count, limits);
        for (int i = 0; i < count; i++) {
            byte[] member = in.string();
            if (!set.add(member, 0, member.length, limits)) {
                throw in.corrupt("set has a member twice");
            }
        }
        return count == 0 ? null : set;
    }

    private @Nullable Value set(Listpack pack) {
        checkNoneTwice(pack, 0);
        SetValue set = new SetValue(pack);
        set.willGrow(pack.count(), limits);
        return pack.isEmpty() ? null : set;
    }

    private @Nullable Value intset() {
        long before = in.offset();
        try {
            Intset integers = Intset.wrap(in.string());
            SetValue set = new SetValue(integers);
            set.willGrow(integers.size(), limits);
            return integers.size() == 0 ? null : set;
        } catch (CorruptEncoding corrupt) {
            throw damaged(corrupt, before);
        }
    }

    // ---- sorted sets

    private @Nullable Value sortedSet(int type) {
        int count = in.count();
        SortedSetValue sorted = new SortedSetValue();
        if (count > limits.zsetMaxListpackEntries()) {
            sorted.expand();
        }
        for (int i = 0; i < count; i++) {
            byte[] member = in.string();
            double score = type == RdbFormat.TYPE_ZSET_2 ? in.doubleLe() : in.doubleText();
            if (Double.isNaN(score)) {
                throw in.corrupt("score that is not a number");
            }
            if (!sorted.put(member, 0, member.length, score, limits)) {
                throw in.corrupt("sorted set has a member twice");
            }
        }
        return count == 0 ? null : sorted;
    }

    private @Nullable Value sortedSet(Listpack pack) {
        checkNoneTwice(pack, 1);
        byte[] before = null;
        double lower = Double.NEGATIVE_INFINITY;
        for (int at = pack.first(); at != Listpack.NONE; ) {
            byte[] member = pack.get(at);
            int scoreAt = pack.next(at);
            byte[] text = pack.get(scoreAt);
            double score;
            try {
                score = Numbers.parseDouble(text, 0, text.length);
            } catch (NotANumber none) {
                throw in.corrupt("score that is not a number");
            }
            if (score < lower || score == lower && before != null && Bytes.compare(before, member) > 0) {
                throw in.corrupt("sorted set out of order");
            }
            before = member;
            lower = score;
            at = pack.next(scoreAt);
        }
        SortedSetValue sorted = new SortedSetValue(pack);
        if (sorted.size() > limits.zsetMaxListpackEntries()) {
            sorted.expand();
        }
        return pack.isEmpty() ? null : sorted;
    }

    // ---- hashes

    private @Nullable Value hash() {
        int count = in.count();
        HashValue hash = new HashValue();
        if (count > limits.hashMaxListpackEntries()) {
            hash.toTable();
        }
        for (int i = 0; i < count; i++) {
            byte[] field = in.string();
            byte[] value = in.string();
            if (Math.max(field.length, value.length) > limits.hashMaxListpackValue()
                    || hash.wouldBurst(field.length + value.length)) {
                hash.toTable();
            }
            if (!hash.set(field, value)) {
                throw in.corrupt("hash has a field twice");
            }
        }
        return count == 0 ? null : hash;
    }

    private @Nullable Value hash(Listpack pack) {
        checkNoneTwice(pack, 1);
        HashValue hash = new HashValue(pack);
        if (hash.size() > limits.hashMaxListpackEntries()) {
            hash.toTable();
        }
        return pack.isEmpty() ? null : hash;
    }

    // ---- packed collections

    /** The listpack that the next string is, or is turned into. */
    private Listpack pack(int type) {
        long before = in.offset();
        byte[] blob = in.string();
        try {
            return switch (type) {
                case RdbFormat.TYPE_HASH_ZIPMAP -> Zipmap.read(blob);
                case RdbFormat.TYPE_HASH_ZIPLIST,
                        RdbFormat.TYPE_ZSET_ZIPLIST,
                        RdbFormat.TYPE_LIST_ZIPLIST,
                        RdbFormat.TYPE_LIST_QUICKLIST -> Ziplist.read(blob);
                default -> Listpack.wrap(blob);
            };
        } catch (CorruptEncoding corrupt) {
            throw damaged(corrupt, before);
        }
    }

    private static CorruptRdb damaged(CorruptEncoding corrupt, long offset) {
        return new CorruptRdb("encoded value is damaged (" + corrupt.getMessage() + " of it)", offset);
    }

    /** Checks that every other entry, {@code skip} being 1, or every entry is there once only, and no pair half. */
    private void checkNoneTwice(Listpack pack, int skip) {
        if (pack.count() % (skip + 1) != 0) {
            throw in.corrupt("listpack of pairs with half a pair");
        }
        Dict<DictEntry> seen = new Dict<>(0);
        int at = pack.first();
        while (at != Listpack.NONE) {
            byte[] entry = pack.get(at);
            if (seen.find(entry) != null) {
                throw in.corrupt("listpack has an entry twice");
            }
            seen.add(new DictEntry(entry));
            for (int i = 0; i <= skip; i++) {
                at = pack.next(at);
            }
        }
    }
}

package io.clusterjar.store;

import io.clusterjar.protocol.Args;

/**
 * A run of a stream's entries in one listpack, in Redis' own layout. Ids are kept as differences to the node's id, which is
 * that of its first entry; field names are left out where they are those of the first entry, the master.
 *
 * <pre>
 *   master: live entries | deleted entries | number of fields | field ... | 0
 *   entry:  flags | ms difference | seq difference | [number of fields] | [field,] value ... | number of these parts
 * </pre>
 *
 * <p>A deleted entry stays where it is, with a flag, until no entry of the node lives.
 */
final class StreamNode {
    static final int DELETED = 1;
    static final int SAME_FIELDS = 2;
    /** Flags and the two parts of the id. */
    static final int FIXED_PARTS = 3;

    private final StreamId id;
    private final Listpack pack;

    StreamNode(StreamId id, Listpack pack) {
        this.id = id;
        this.pack = pack;
    }

    /** A node without entries whose master has the fields of {@code words}: every other one from {@code from} on. */
    static StreamNode create(StreamId id, Args words, int from) {
        Listpack pack = new Listpack();
        pack.append(0);
        pack.append(0);
        pack.append((words.count() - from) / 2);
        for (int word = from; word < words.count(); word += 2) {
            pack.append(words.buffer(), words.offset(word), words.length(word));
        }
        pack.append(0);
        return new StreamNode(id, pack);
    }

    StreamId id() {
        return id;
    }

    Listpack pack() {
        return pack;
    }

    StreamNode copy() {
        return new StreamNode(id, pack.copy());
    }

    /** How many entries live. */
    long live() {
        return pack.integer(pack.first());
    }

    /** How many entries are marked as deleted. */
    long deleted() {
        return pack.integer(pack.next(pack.first()));
    }

    /** How many fields the master has. */
    int fieldCount() {
        return (int) pack.integer(fieldCountAt());
    }

    /** Where the master's first field is, or its end mark when it has none. */
    int firstField() {
        return pack.next(fieldCountAt());
    }

    private int fieldCountAt() {
        return pack.next(pack.next(pack.first()));
    }

    /** Where the first entry's flags are; {@link Listpack#NONE} when there is no entry. */
    int firstEntry() {
        int at = firstField();
        for (int i = fieldCount(); i > 0; i--) {
            at = pack.next(at);
        }
        return pack.next(at);
    }

    /** Where the entry that has its flags at {@code at} ends: the flags of the one after it, or {@link Listpack#NONE}. */
    int after(int at) {
        boolean same = (pack.integer(at) & SAME_FIELDS) != 0;
        int part = pack.next(pack.next(pack.next(at)));
        int parts;
        if (same) {
            parts = fieldCount();
        } else {
            parts = 2 * (int) pack.integer(part);
            part = pack.next(part);
        }
        for (int i = 0; i < parts; i++) {
            part = pack.next(part);
        }
        return pack.next(part);
    }

    /** The id of the entry that has its flags at {@code at}. */
    StreamId idAt(int at) {
        int msAt = pack.next(at);
        return new StreamId(id.ms() + pack.integer(msAt), id.seq() + pack.integer(pack.next(msAt)));
    }

    boolean isDeleted(int at) {
        return (pack.integer(at) & DELETED) != 0;
    }

    /** The id of the last entry, deleted or not. */
    StreamId lastId() {
        int at = pack.last();
        for (long parts = pack.integer(at); parts > 0; parts--) {
            at = pack.previous(at);
        }
        return idAt(at);
    }

    /** Adds an entry with the fields and values of {@code words} from {@code from} on. */
    void append(StreamId entry, Args words, int from) {
        pack.replace(pack.first(), live() + 1);
        int fields = (words.count() - from) / 2;
        boolean same = hasFieldsOf(words, from);
        pack.append(same ? SAME_FIELDS : 0);
        pack.append(entry.ms() - id.ms());
        pack.append(entry.seq() - id.seq());
        if (!same) {
            pack.append(fields);
        }
        for (int word = from; word < words.count(); word += 2) {
            if (!same) {
                pack.append(words.buffer(), words.offset(word), words.length(word));
            }
            pack.append(words.buffer(), words.offset(word + 1), words.length(word + 1));
        }
        pack.append(FIXED_PARTS + (same ? fields : 2L * fields + 1));
    }

    private boolean hasFieldsOf(Args words, int from) {
        if (fieldCount() != (words.count() - from) / 2) {
            return false;
        }
        int at = firstField();
        for (int word = from; word < words.count(); word += 2) {
            if (!pack.matches(at, words.buffer(), words.offset(word), words.length(word))) {
                return false;
            }
            at = pack.next(at);
        }
        return true;
    }

    /** Marks the entry that has its flags at {@code at} as deleted, which it is not yet. Does not count it. */
    void mark(int at) {
        pack.replace(at, pack.integer(at) | DELETED);
    }

    /** Counts {@code deletions} entries that were marked. */
    void countDeleted(long deletions) {
        long liveBefore = live();
        long deletedBefore = deleted();
        pack.replace(pack.first(), liveBefore - deletions);
        pack.replace(pack.next(pack.first()), deletedBefore + deletions);
    }
}

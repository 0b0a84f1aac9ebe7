package io.clusterjar.store;

import io.clusterjar.time.RandomSource;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A hash table of byte strings that grows and shrinks a little at a time, as Redis' does.
 *
 * <p>Entries hang in chains from a table whose size is a power of two. When it is full a second table of twice the size
 * appears beside it, and each further operation moves one chain, so that no single operation pays for all. Scans follow a
 * cursor whose bits count from the highest down; they see every entry that is there from their first call to their last
 * at least once, whatever the table does meanwhile.
 *
 * <p>One thread at a time. The order of entries follows from the seed and the history of operations alone.
 *
 * @param <E> the entries, which carry their key and whatever belongs to it
 */
public final class Dict<E extends DictEntry> {
    private static final int FIRST_SIZE = 4;
    private static final int MAX_SIZE = 1 << 30;
    /** The table shrinks when fewer than one in so many places would be used. */
    private static final int MIN_FILL = 10;
    /** Empty chains that one step of moving may pass. */
    private static final int EMPTY_VISITS = 10;
    /** Chains longer than this are rare; entries are drawn as if every chain had this length. */
    private static final int FAIR_CHAIN = 8;

    private static final int MAX_DRAWS = 2000;
    private static final DictEntry[] NO_TABLE = new DictEntry[0];

    private final long seed;
    private @Nullable DictEntry[] table = NO_TABLE;
    private @Nullable DictEntry[] target = NO_TABLE; // while moving: the table that all entries move to
    private int moved = -1; // chains of table that are moved; -1 when not moving
    private int used;
    private int paused;

    /** An empty dictionary whose order and hashes follow from {@code seed}. */
    public Dict(long seed) {
        this.seed = seed;
    }

    /** How many entries. */
    public int size() {
        return used;
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return used == 0;
    }

    /** The places of both tables. */
    public int buckets() {
        return table.length + target.length;
    }

    /** Whether entries are being moved to a table of another size. */
    public boolean isRehashing() {
        return moved >= 0;
    }

    /** The entry of {@code key}, or null. */
    public @Nullable E find(byte[] key) {
        return find(key, 0, key.length);
    }

    /** The entry of the key that is a part of {@code buffer}, or null. */
    @SuppressWarnings("unchecked")
    public @Nullable E find(byte[] buffer, int offset, int length) {
        if (used == 0) {
            return null;
        }
        step();
        int hash = ByteHash.hash(buffer, offset, length, seed);
        DictEntry entry = table[hash & (table.length - 1)];
        while (entry != null) {
            if (entry.hash == hash && same(entry.key, buffer, offset, length)) {
                return (E) entry;
            }
            entry = entry.next;
        }
        if (moved < 0) {
            return null;
        }
        entry = target[hash & (target.length - 1)];
        while (entry != null) {
            if (entry.hash == hash && same(entry.key, buffer, offset, length)) {
                return (E) entry;
            }
            entry = entry.next;
        }
        return null;
    }

    /** Adds an entry whose key must not be there yet. */
    public void add(E entry) {
        step();
        growIfFull();
        entry.hash = ByteHash.hash(entry.key, 0, entry.key.length, seed);
        @Nullable DictEntry[] to = moved >= 0 ? target : table;
        int bucket = entry.hash & (to.length - 1);
        entry.next = to[bucket];
        to[bucket] = entry;
        used++;
    }

    /** Removes the entry of {@code key}: it, or null when there was none. */
    public @Nullable E remove(byte[] key) {
        return remove(key, 0, key.length);
    }

    /** Removes the entry of the key that is a part of {@code buffer}: it, or null when there was none. */
    public @Nullable E remove(byte[] buffer, int offset, int length) {
        E entry = find(buffer, offset, length);
        if (entry != null) {
            remove(entry);
        }
        return entry;
    }

    /** Removes an entry that is in this dictionary. */
    public void remove(E entry) {
        if (!unlink(table, entry) && !(moved >= 0 && unlink(target, entry))) {
            throw new IllegalArgumentException("entry is not in this dictionary");
        }
        used--;
        shrinkIfEmpty();
    }

    /** Forgets all entries at once; their number does not matter. */
    public void clear() {
        table = NO_TABLE;
        target = NO_TABLE;
        moved = -1;
        used = 0;
    }

    /** Makes room for {@code count} entries at once, so that adding them moves nothing. */
    public void expand(int count) {
        if (moved < 0 && count > table.length && paused == 0) {
            resize(powerOfTwo(count));
        }
    }

    /** Any entry, all about equally likely; null when there is none. */
    @SuppressWarnings("unchecked")
    public @Nullable E random(RandomSource random) {
        if (used == 0) {
            return null;
        }
        step();
        int places = table.length + target.length;
        for (int draw = 0; draw < MAX_DRAWS; draw++) {
            DictEntry head = head(random.nextInt(places));
            if (head == null) {
                continue;
            }
            int length = 0;
            for (DictEntry entry = head; entry != null; entry = entry.next) {
                length++;
            }
            int index = random.nextInt(Math.max(FAIR_CHAIN, length));
            if (index < length) {
                return (E) nth(head, index);
            }
        }
        int place = random.nextInt(places); // a table that is nearly empty: the next entry will do
        while (head(place) == null) {
            place = (place + 1) % places;
        }
        return (E) head(place);
    }

    /**
     * One step of a scan: visits the entries of one place, or of all places of the larger table that belong to it, and
     * returns the cursor of the next step, 0 when the scan is over. Begin with 0. An entry may be visited more than once.
     * Within the visit entries may be removed, but none added.
     */
    public long scan(long cursor, Consumer<? super E> visitor) {
        if (used == 0) {
            return 0;
        }
        pause();
        try {
            return moved < 0 ? scanOne(cursor, visitor) : scanBoth(cursor, visitor);
        } finally {
            resume();
        }
    }

    /** Every entry once. The visit may remove the entry that it is given, and nothing else. */
    public void forEach(Consumer<? super E> visitor) {
        forEachWhile(entry -> {
            visitor.accept(entry);
            return true;
        });
    }

    /** Every entry once until the visit says false; whether it never did. The visit may remove the entry that it is given. */
    public boolean forEachWhile(Predicate<? super E> visitor) {
        pause();
        try {
            return visitAll(table, visitor) && visitAll(target, visitor);
        } finally {
            resume();
        }
    }

    /**
     * Moves up to {@code chains} chains when moving is under way, for whoever has time to spare.
     *
     * @return whether there is more to move
     */
    public boolean rehash(int chains) {
        int emptyVisits = chains * EMPTY_VISITS;
        for (int left = chains; left > 0 && moved >= 0 && paused == 0; left--) {
            while (moved < table.length && table[moved] == null) {
                moved++;
                if (--emptyVisits == 0) {
                    return !finishIfMoved();
                }
            }
            if (moved < table.length) {
                moveChain();
            }
            finishIfMoved();
        }
        return moved >= 0;
    }

    // ---- moving

    private void step() {
        if (moved >= 0 && paused == 0) {
            rehash(1);
        }
    }

    private void moveChain() {
        DictEntry entry = table[moved];
        table[moved++] = null;
        while (entry != null) {
            DictEntry next = entry.next;
            int bucket = entry.hash & (target.length - 1);
            entry.next = target[bucket];
            target[bucket] = entry;
            entry = next;
        }
    }

    private boolean finishIfMoved() {
        if (moved >= 0 && moved == table.length) {
            table = target;
            target = NO_TABLE;
            moved = -1;
        }
        return moved < 0;
    }

    private void growIfFull() {
        if (table.length == 0) {
            table = new DictEntry[FIRST_SIZE];
        } else if (moved < 0 && used >= table.length && paused == 0 && table.length < MAX_SIZE) {
            resize(powerOfTwo(used + 1));
        }
    }

    private void shrinkIfEmpty() {
        if (moved < 0 && table.length > FIRST_SIZE && (long) used * MIN_FILL < table.length && paused == 0) {
            resize(powerOfTwo(Math.max(used, FIRST_SIZE)));
        }
    }

    private void resize(int size) {
        if (size == table.length) {
            return;
        }
        if (used == 0) {
            table = new DictEntry[size];
        } else {
            target = new DictEntry[size];
            moved = 0;
        }
    }

    private static int powerOfTwo(int atLeast) {
        return atLeast <= FIRST_SIZE ? FIRST_SIZE : Math.min(MAX_SIZE, Integer.highestOneBit(atLeast - 1) << 1);
    }

    private void pause() {
        paused++;
    }

    private void resume() {
        paused--;
    }

    // ---- scanning

    private long scanOne(long cursor, Consumer<? super E> visitor) {
        int mask = table.length - 1;
        visit(table[(int) cursor & mask], visitor);
        return nextCursor(cursor, mask);
    }

    private long scanBoth(long cursor, Consumer<? super E> visitor) {
        @Nullable DictEntry[] small = table.length <= target.length ? table : target;
        @Nullable DictEntry[] large = small == table ? target : table;
        int smallMask = small.length - 1;
        int largeMask = large.length - 1;
        long at = cursor;
        visit(small[(int) at & smallMask], visitor);
        do { // the places of the larger table that the smaller one's place spreads to
            visit(large[(int) at & largeMask], visitor);
            at = nextCursor(at, largeMask);
        } while ((at & (smallMask ^ largeMask)) != 0);
        return at;
    }

    /** Adds one to the cursor's masked bits, counted from the highest down. */
    private static long nextCursor(long cursor, int mask) {
        long unmasked = cursor | ~(long) mask;
        return Long.reverse(Long.reverse(unmasked) + 1);
    }

    @SuppressWarnings("unchecked")
    private void visit(@Nullable DictEntry head, Consumer<? super E> visitor) {
        DictEntry entry = head;
        while (entry != null) {
            DictEntry next = entry.next;
            visitor.accept((E) entry);
            entry = next;
        }
    }

    @SuppressWarnings("unchecked")
    private boolean visitAll(@Nullable DictEntry[] places, Predicate<? super E> visitor) {
        for (DictEntry head : places) {
            DictEntry entry = head;
            while (entry != null) {
                DictEntry next = entry.next;
                if (!visitor.test((E) entry)) {
                    return false;
                }
                entry = next;
            }
        }
        return true;
    }

    // ---- chains

    private @Nullable DictEntry head(int place) {
        return place < table.length ? table[place] : target[place - table.length];
    }

    private static DictEntry nth(DictEntry head, int index) {
        DictEntry entry = head;
        for (int i = index; i > 0 && entry.next != null; i--) {
            entry = entry.next;
        }
        return entry;
    }

    private static boolean unlink(@Nullable DictEntry[] places, DictEntry entry) {
        if (places.length == 0) {
            return false;
        }
        int bucket = entry.hash & (places.length - 1);
        DictEntry previous = null;
        for (DictEntry at = places[bucket]; at != null; at = at.next) {
            if (at == entry) {
                if (previous == null) {
                    places[bucket] = at.next;
                } else {
                    previous.next = at.next;
                }
                entry.next = null;
                return true;
            }
            previous = at;
        }
        return false;
    }

    private static boolean same(byte[] key, byte[] buffer, int offset, int length) {
        return key.length == length && java.util.Arrays.equals(key, 0, length, buffer, offset, offset + length);
    }
}

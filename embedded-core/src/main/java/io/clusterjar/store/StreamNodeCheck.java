package io.clusterjar.store;

/** What the parts of a stream's node must be like, checked before anybody relies on it. */
final class StreamNodeCheck {
    private final Listpack pack;
    private int at;

    private StreamNodeCheck(Listpack pack) {
        this.pack = pack;
        at = pack.first();
    }

    /** Checks a whole node, whose listpack was checked as such. */
    static void check(Listpack pack) {
        new StreamNodeCheck(pack).node();
    }

    private void node() {
        long live = number();
        long deleted = number();
        long fields = count();
        skip(fields);
        if (number() != 0) {
            throw corrupt("stream node's master entry has no end mark");
        }
        long liveFound = 0;
        long found = 0;
        while (at != Listpack.NONE) {
            liveFound += entry(fields) ? 1 : 0;
            found++;
        }
        if (liveFound != live || found - liveFound != deleted) {
            throw corrupt("stream node's counts are not those of its entries");
        }
    }

    /** Passes one entry; whether it lives. */
    private boolean entry(long masterFields) {
        long flags = number();
        number();
        number();
        boolean same = (flags & StreamNode.SAME_FIELDS) != 0;
        long fields = same ? masterFields : count();
        skip(same ? fields : 2 * fields);
        if (number() != StreamNode.FIXED_PARTS + (same ? fields : 2 * fields + 1)) {
            throw corrupt("stream entry's length is not that of its parts");
        }
        return (flags & StreamNode.DELETED) == 0;
    }

    private long count() {
        long count = number();
        if (count < 0 || count > pack.count()) {
            throw corrupt("stream entry with an impossible number of fields");
        }
        return count;
    }

    private long number() {
        if (at == Listpack.NONE || !pack.isInteger(at)) {
            throw corrupt("stream node lacks a number");
        }
        long value = pack.integer(at);
        at = pack.next(at);
        return value;
    }

    private void skip(long parts) {
        for (long i = 0; i < parts; i++) {
            if (at == Listpack.NONE) {
                throw corrupt("stream node ends too early");
            }
            at = pack.next(at);
        }
    }

    private CorruptEncoding corrupt(String what) {
        return new CorruptEncoding(what, Math.max(at, 0));
    }
}

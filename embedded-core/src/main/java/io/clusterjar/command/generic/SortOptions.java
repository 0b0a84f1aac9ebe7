package io.clusterjar.command.generic;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.Words;
import io.clusterjar.protocol.Args;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code SORT} is asked for beside its key. A later option overrides an earlier one, only GETs add up. */
final class SortOptions {
    private static final int FIRST_WORD = 2;

    /** Greatest first. */
    boolean descending;
    /** Elements are compared as text, not as numbers. */
    boolean alpha;
    /** The order that the elements have is kept: BY was given a constant. */
    boolean unsorted;
    /** Elements to pass over; may be negative. */
    long offset;
    /** Elements to return; negative means all. */
    long count = -1;
    /** Where the weight of an element is found; null when it is its own weight. */
    @Nullable
    SortPattern by;
    /** What is returned for each element; empty when it is the element itself. */
    final List<SortPattern> gets = new ArrayList<>(0);
    /** The word of the key that takes the result; 0 when it is replied. */
    int storeWord;

    private SortOptions() {}

    /** Reads the options of a request; {@code readOnly} ones know no STORE. */
    static SortOptions read(Call call, boolean readOnly) {
        SortOptions options = new SortOptions();
        Args args = call.args();
        int word = FIRST_WORD;
        while (word < args.count()) {
            word = options.readOne(call, word, args.count() - word - 1, readOnly);
        }
        return options;
    }

    /** Reads the option at {@code word}, after which {@code left} words come; the word of the next one. */
    private int readOne(Call call, int word, int left, boolean readOnly) {
        Args args = call.args();
        if (args.is(word, "asc")) {
            descending = false;
            return word + 1;
        }
        if (args.is(word, "desc")) {
            descending = true;
            return word + 1;
        }
        if (args.is(word, "alpha")) {
            alpha = true;
            return word + 1;
        }
        if (args.is(word, "limit") && left >= 2) {
            offset = Words.integer(args, word + 1);
            count = Words.integer(args, word + 2);
            return word + 3;
        }
        if (args.is(word, "store") && left >= 1 && !readOnly) {
            storeWord = word + 1;
            return word + 2;
        }
        if (args.is(word, "by") && left >= 1) {
            by(call, new SortPattern(args.copy(word + 1)));
            return word + 2;
        }
        if (args.is(word, "get") && left >= 1) {
            if (call.clusterEnabled()) {
                throw new CommandError("ERR GET option of SORT denied in Cluster mode.");
            }
            gets.add(new SortPattern(args.copy(word + 1)));
            return word + 2;
        }
        throw CommandError.syntax();
    }

    private void by(Call call, SortPattern pattern) {
        by = pattern;
        if (pattern.isConstant()) {
            unsorted = true; // stays so even when another BY follows, as in Redis
        } else if (call.clusterEnabled()) {
            throw new CommandError("ERR BY option of SORT denied in Cluster mode.");
        }
    }
}

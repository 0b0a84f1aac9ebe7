package io.clusterjar.engine.server;

import io.clusterjar.command.KeyFlag;
import io.clusterjar.command.KeySpec;
import java.util.List;

/**
 * The positions of keys as old clients know them: one range. Where a command's keys do not fit into one, it has movable
 * keys too.
 *
 * @param first word of the first key; 0 when the command has none at a fixed place
 * @param last word of the last key, from the end when negative
 * @param step distance of two keys
 * @param movable whether there are keys outside the range
 */
record LegacyKeys(int first, int last, int step, boolean movable) {
    static LegacyKeys of(List<KeySpec> specs) {
        if (specs.isEmpty()) {
            return new LegacyKeys(0, 0, 0, false);
        }
        if (specs.size() == 1 && specs.get(0) instanceof KeySpec.Range only) {
            return new LegacyKeys(only.index(), end(only), only.step(), incomplete(only));
        }
        int first = 0;
        int last = 0;
        boolean movable = false;
        for (KeySpec spec : specs) {
            if (!(spec instanceof KeySpec.Range range)
                    || range.step() != 1
                    || (last != 0 && last != range.index() - 1)) {
                movable = true;
                continue;
            }
            movable |= incomplete(range);
            first = first == 0 ? range.index() : Math.min(first, range.index());
            last = Integer.compareUnsigned(last, end(range)) > 0 ? last : end(range);
        }
        return first == 0 ? new LegacyKeys(0, 0, 0, true) : new LegacyKeys(first, last, 1, movable);
    }

    private static int end(KeySpec.Range range) {
        return range.last() < 0 ? range.last() : range.index() + range.last();
    }

    private static boolean incomplete(KeySpec spec) {
        return (spec.flags() & KeyFlag.INCOMPLETE) != 0;
    }
}

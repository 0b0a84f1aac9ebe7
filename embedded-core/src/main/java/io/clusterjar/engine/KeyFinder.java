package io.clusterjar.engine;

import io.clusterjar.base.NotANumber;
import io.clusterjar.base.Numbers;
import io.clusterjar.command.KeyFlag;
import io.clusterjar.command.KeySpec;
import io.clusterjar.protocol.Args;
import java.util.Arrays;

/**
 * Finds the keys of a request by the key specifications of its command: redirects, {@code COMMAND GETKEYS}, access rules
 * and waiting all ask it. Reused from request to request; costs next to nothing for a command with one key.
 */
public final class KeyFinder {
    private int[] words = new int[8];
    private int[] flags = new int[8];
    private int count;
    private boolean invalid;

    /** An empty finder. */
    public KeyFinder() {}

    /**
     * Looks for the keys of {@code args}.
     *
     * @return how many there are; 0 also when the words make no sense, see {@link #invalid()}
     */
    public int find(Command command, Args args) {
        count = 0;
        invalid = false;
        if (command.soleKey > 0) {
            if (command.soleKey < args.count()) {
                add(command.soleKey, command.spec().keys().get(0).flags());
            } else {
                invalid = true;
            }
            return count;
        }
        if (command.name().equals("migrate")) {
            migrate(args, command.spec().keys().get(0).flags());
            return count;
        }
        for (KeySpec spec : command.spec().keys()) {
            if (spec instanceof KeySpec.Range range) {
                range(args, range.index(), range.last(), range.step(), range.limit(), range.flags());
            } else if (spec instanceof KeySpec.Counted counted) {
                counted(args, counted.index(), counted.flags());
            } else if (spec instanceof KeySpec.Keyword keyword) {
                keyword(args, keyword);
            } else {
                if (command.name().equals("sort") && (spec.flags() & KeyFlag.OW) != 0) {
                    sortStore(args, spec.flags());
                }
            }
        }
        if (invalid) {
            count = 0;
        }
        return count;
    }

    /**
     * As {@link #find}, but without the keys that a request names in vain: of several words STORE and STOREDIST of a
     * {@code GEORADIUS} only the last counts. Redirects and tracking go by these, {@code COMMAND GETKEYS} by the others.
     */
    public int findUsed(Command command, Args args) {
        if (find(command, args) > 1 && command.name().startsWith("georadius")) {
            int storeFlags = flags[1];
            count = 1;
            int store = 0;
            for (int word = 5; word < args.count() - 1; word++) {
                if (args.is(word, "store") || args.is(word, "storedist")) {
                    store = ++word;
                }
            }
            if (store > 0) {
                add(store, storeFlags);
            }
        }
        return count;
    }

    /** How many keys the last search found. */
    public int count() {
        return count;
    }

    /** The word of key {@code i}. */
    public int word(int i) {
        return words[i];
    }

    /** What is done with key {@code i} at most: bits of {@link io.clusterjar.command.KeyFlag}. */
    public int flags(int i) {
        return flags[i];
    }

    /** What is done with key {@code i} given the options of {@code args}, in which the keys of {@code command} were found. */
    public int flags(int i, Command command, Args args) {
        if ((flags[i] & KeyFlag.VARIABLE_FLAGS) == 0) {
            return flags[i];
        }
        return switch (command.name()) {
            case "set" -> returnsOld(args) ? KeyFlag.RW | KeyFlag.ACCESS | KeyFlag.UPDATE : KeyFlag.OW | KeyFlag.UPDATE;
            case "bitfield" ->
                onlyGets(args) ? KeyFlag.RO | KeyFlag.ACCESS : KeyFlag.RW | KeyFlag.ACCESS | KeyFlag.UPDATE;
            default -> flags[i];
        };
    }

    private static boolean returnsOld(Args args) {
        for (int word = 3; word < args.count(); word++) {
            if (args.is(word, "get")) {
                return true;
            }
        }
        return false;
    }

    /** Whether a {@code BITFIELD} changes nothing; one that makes no sense may. */
    private static boolean onlyGets(Args args) {
        for (int word = 2; word < args.count(); word++) {
            int left = args.count() - word - 1;
            if (args.is(word, "get") && left >= 2) {
                word += 2;
            } else if (args.is(word, "overflow") && left >= 1) {
                word++;
            } else {
                return false;
            }
        }
        return true;
    }

    /** Whether the last search failed because the words do not fit the specification. */
    public boolean invalid() {
        return invalid;
    }

    private void range(Args args, int first, int last, int step, int limit, int keyFlags) {
        int end;
        if (last >= 0) {
            end = first + last;
        } else if (limit <= 1) {
            end = args.count() + last;
        } else {
            end = first + (args.count() - first) / limit + last;
        }
        if (end >= args.count() || end < first) {
            invalid = true;
            return;
        }
        for (int word = first; word <= end; word += step) {
            add(word, keyFlags);
        }
    }

    private void counted(Args args, int index, int keyFlags) {
        if (index >= args.count()) {
            invalid = true;
            return;
        }
        long keys;
        try {
            keys = Numbers.parseLong(args.buffer(), args.offset(index), args.length(index));
        } catch (NotANumber e) {
            invalid = true;
            return;
        }
        if (keys <= 0 || keys > args.count() - index - 1) {
            invalid = true;
            return;
        }
        for (int i = 1; i <= keys; i++) {
            add(index + i, keyFlags);
        }
    }

    private void keyword(Args args, KeySpec.Keyword keyword) {
        String wanted = keyword.keyword().toLowerCase(java.util.Locale.ROOT);
        boolean forward = keyword.from() > 0;
        int from = forward ? keyword.from() : args.count() + keyword.from();
        int step = forward ? 1 : -1;
        for (int word = from; word > 0 && word < args.count() - 1; word += step) {
            if (args.is(word, wanted)) {
                range(args, word + 1, keyword.last(), keyword.step(), keyword.limit(), keyword.flags());
                return;
            }
        }
    }

    /** {@code SORT}: no rule can say where the word after STORE stands. The patterns it reads by are no keys of it. */
    private void sortStore(Args args, int keyFlags) {
        int store = 0;
        for (int word = 2; word < args.count(); word++) {
            if (args.is(word, "limit")) {
                word += 2;
            } else if (args.is(word, "get") || args.is(word, "by")) {
                word++;
            } else if (args.is(word, "store") && word + 1 < args.count()) {
                store = word + 1;
                word++;
            }
        }
        if (store > 0) {
            add(store, keyFlags);
        }
    }

    /** {@code MIGRATE}: the word after the port, or those after KEYS; both at once is an error that the command tells. */
    private void migrate(Args args, int keyFlags) {
        for (int word = 6; word < args.count(); word++) {
            if (args.is(word, "auth")) {
                word++;
            } else if (args.is(word, "auth2")) {
                word += 2;
            } else if (args.is(word, "keys")) {
                for (int key = word + 1; key < args.count() && args.length(3) == 0; key++) {
                    add(key, keyFlags);
                }
                return;
            }
        }
        add(3, keyFlags);
    }

    private void add(int word, int keyFlags) {
        if (count == words.length) {
            words = Arrays.copyOf(words, count * 2);
            flags = Arrays.copyOf(flags, count * 2);
        }
        words[count] = word;
        flags[count++] = keyFlags;
    }
}

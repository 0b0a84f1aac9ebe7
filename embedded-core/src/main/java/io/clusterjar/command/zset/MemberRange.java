package io.clusterjar.command.zset;

import io.clusterjar.base.Bytes;
import io.clusterjar.base.NotANumber;
import io.clusterjar.base.Numbers;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.Words;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.SortedSetValue;

/** A range as two words of a request give it; in a sorted set it is a range of ranks. */
interface MemberRange {
    /** How many members are below the range. */
    int first(SortedSetValue set);

    /** How many members are below the end of the range; may be less than {@link #first}. */
    int end(SortedSetValue set);

    /** Reads the range whose lower end is at word {@code min} and whose upper end at word {@code max}. */
    static MemberRange read(Args args, int min, int max, RangeKind kind) {
        return switch (kind) {
            case RANK -> new Ranks(Words.integer(args, min), Words.integer(args, max), false);
            case SCORE -> Scores.read(args, min, max);
            case LEX -> Names.read(args, min, max);
        };
    }

    /** Places in the order, negative ones counted from the end; {@code reverse}: in the order seen from its end. */
    record Ranks(long start, long stop, boolean reverse) implements MemberRange {
        @Override
        public int first(SortedSetValue set) {
            return reverse ? set.size() - to(set) : from(set);
        }

        @Override
        public int end(SortedSetValue set) {
            return reverse ? set.size() - from(set) : to(set);
        }

        private int from(SortedSetValue set) {
            long from = start < 0 ? Math.max(0, start + set.size()) : start;
            return (int) Math.min(from, set.size());
        }

        private int to(SortedSetValue set) {
            long to = stop < 0 ? stop + set.size() : stop;
            return (int) Math.max(0, Math.min(to, set.size() - 1L) + 1);
        }
    }

    /** Scores between two ends, each of which is open or not. */
    record Scores(double min, boolean minOpen, double max, boolean maxOpen) implements MemberRange {
        static Scores read(Args args, int minWord, int maxWord) {
            boolean minOpen = isOpen(args, minWord);
            boolean maxOpen = isOpen(args, maxWord);
            return new Scores(score(args, minWord, minOpen), minOpen, score(args, maxWord, maxOpen), maxOpen);
        }

        private static boolean isOpen(Args args, int word) {
            return args.length(word) > 0 && args.buffer()[args.offset(word)] == '(';
        }

        /** As C's {@code strtod} reads it: nothing at all is zero, and what is too large is infinite. */
        private static double score(Args args, int word, boolean open) {
            int skip = open ? 1 : 0;
            int length = args.length(word) - skip;
            if (length == 0) {
                return 0;
            }
            try {
                return Numbers.parseDouble(args.buffer(), args.offset(word) + skip, length);
            } catch (NotANumber e) {
                String text = Bytes.text(args.buffer(), args.offset(word) + skip, length);
                if (text.stripLeading().matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")) {
                    return Double.parseDouble(text);
                }
                throw new CommandError("ERR min or max is not a float");
            }
        }

        @Override
        public int first(SortedSetValue set) {
            return set.countBelow(min, minOpen);
        }

        @Override
        public int end(SortedSetValue set) {
            return set.countBelow(max, !maxOpen);
        }
    }

    /** Members between two ends, each of which is open or not, or without end. */
    record Names(Bound min, Bound max) implements MemberRange {
        static Names read(Args args, int minWord, int maxWord) {
            return new Names(Bound.read(args, minWord), Bound.read(args, maxWord));
        }

        @Override
        public int first(SortedSetValue set) {
            return min.count(set, min.open);
        }

        @Override
        public int end(SortedSetValue set) {
            return max.count(set, !max.open);
        }
    }

    /** An end of a range of members: {@code -}, {@code +}, {@code [member} or {@code (member}. */
    record Bound(int infinity, byte[] member, boolean open) {
        static Bound read(Args args, int word) {
            int length = args.length(word);
            int mark = length == 0 ? 0 : args.buffer()[args.offset(word)];
            if (length == 1 && (mark == '-' || mark == '+')) {
                return new Bound(mark == '-' ? -1 : 1, Bytes.EMPTY, true);
            }
            if (mark != '(' && mark != '[') {
                throw new CommandError("ERR min or max not valid string range item");
            }
            int from = args.offset(word) + 1;
            return new Bound(0, java.util.Arrays.copyOfRange(args.buffer(), from, from + length - 1), mark == '(');
        }

        int count(SortedSetValue set, boolean orEqual) {
            return infinity < 0 ? 0 : infinity > 0 ? set.size() : set.countBelow(member, orEqual);
        }
    }
}

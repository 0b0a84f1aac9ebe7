package io.clusterjar.command.zset;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.Words;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.KeyEntry;
import io.clusterjar.store.SetValue;
import io.clusterjar.store.SortedSetValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * {@code numkeys key [key ...] [WEIGHTS weight ...] [AGGREGATE SUM | MIN | MAX] [WITHSCORES]}, or {@code LIMIT limit} where
 * only the size is asked for. Sets of any kind take part, a plain member counting 1.
 */
final class AlgebraOptions {
    /** How the scores of a member that several sets have become one. */
    enum Aggregate {
        SUM,
        MIN,
        MAX
    }

    final List<Source> sources = new ArrayList<>();
    Aggregate aggregate = Aggregate.SUM;
    boolean withScores;
    long limit;

    private final Args args;
    private final int numkeysWord;
    private final SetOperation operation;
    private final boolean stores;
    private final boolean onlySize;

    private AlgebraOptions(Args args, int numkeysWord, SetOperation operation, boolean stores, boolean onlySize) {
        this.args = args;
        this.numkeysWord = numkeysWord;
        this.operation = operation;
        this.stores = stores;
        this.onlySize = onlySize;
    }

    /** Reads keys and options; {@code name} is the command's, for its errors. */
    static AlgebraOptions read(
            Call call, String name, int numkeysWord, SetOperation operation, boolean stores, boolean onlySize) {
        AlgebraOptions options = new AlgebraOptions(call.args(), numkeysWord, operation, stores, onlySize);
        int word = options.readKeys(call, name);
        while (word < call.args().count()) {
            word = options.readOption(word);
        }
        if (operation != SetOperation.DIFFERENCE) {
            options.sources.sort(Comparator.comparingInt(Source::size));
        }
        return options;
    }

    private int readKeys(Call call, String name) {
        long keys = Words.integer(args, numkeysWord);
        if (keys < 1) {
            throw new CommandError("ERR at least 1 input key is needed for '" + name + "' command");
        }
        if (keys > args.count() - numkeysWord - 1) {
            throw CommandError.syntax();
        }
        int end = numkeysWord + 1 + (int) keys;
        for (int word = numkeysWord + 1; word < end; word++) {
            sources.add(Source.of(call.readEntry(word)));
        }
        return end;
    }

    private int readOption(int word) {
        int left = args.count() - word;
        boolean combines = operation != SetOperation.DIFFERENCE && !onlySize;
        if (combines && left >= sources.size() + 1 && args.is(word, "weights")) {
            for (int i = 0; i < sources.size(); i++) {
                sources.get(i).weight = Words.number(args, word + 1 + i, "ERR weight value is not a float");
            }
            return word + 1 + sources.size();
        }
        if (combines && left >= 2 && args.is(word, "aggregate")) {
            aggregate = aggregate(word + 1);
            return word + 2;
        }
        if (!stores && !onlySize && args.is(word, "withscores")) {
            withScores = true;
            return word + 1;
        }
        if (onlySize && left >= 2 && args.is(word, "limit")) {
            limit = Words.integer(args, word + 1, 0, Long.MAX_VALUE, "ERR LIMIT can't be negative");
            return word + 2;
        }
        throw CommandError.syntax();
    }

    private Aggregate aggregate(int word) {
        if (args.is(word, "sum")) {
            return Aggregate.SUM;
        }
        if (args.is(word, "min")) {
            return Aggregate.MIN;
        }
        if (args.is(word, "max")) {
            return Aggregate.MAX;
        }
        throw CommandError.syntax();
    }

    /** Two scores of one member as one; infinities that cancel each other are 0. */
    double aggregate(double a, double b) {
        return switch (aggregate) {
            case SUM -> notNaN(a + b);
            case MIN -> b < a ? b : a; // as in C: NaN, which infinity times 0 is, leaves what was
            case MAX -> b > a ? b : a;
        };
    }

    private static double notNaN(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    /** One of the sets. */
    static final class Source {
        private final SortedSetValue sorted;
        private final SetValue plain;
        private double weight = 1;

        private Source(SortedSetValue sorted, SetValue plain) {
            this.sorted = sorted;
            this.plain = plain;
        }

        static Source of(@org.jspecify.annotations.Nullable KeyEntry entry) {
            SortedSetValue sorted = new SortedSetValue();
            SetValue plain = new SetValue();
            if (entry != null) {
                if (entry.value() instanceof SortedSetValue value) {
                    sorted = value;
                } else if (entry.value() instanceof SetValue value) {
                    plain = value;
                } else {
                    throw CommandError.wrongType();
                }
            }
            return new Source(sorted, plain);
        }

        int size() {
            return sorted.size() + plain.size();
        }

        double weight() {
            return weight;
        }

        /** The score of a member without its weight; NaN when it is none. */
        double score(byte[] member) {
            double score = sorted.score(member, 0, member.length);
            return Double.isNaN(score) && plain.contains(member, 0, member.length) ? 1 : score;
        }

        /** Every member with its weighted score, until the visit says false. */
        void forEach(SortedSetValue.Visitor visitor) {
            sorted.forRange(0, sorted.size(), false, (member, score) -> visitor.visit(member, notNaN(weight * score)));
            plain.forEachWhile(member -> visitor.visit(member, weight));
        }
    }
}

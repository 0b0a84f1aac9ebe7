package io.clusterjar.command.zset;

import io.clusterjar.command.Call;
import io.clusterjar.command.Encodings;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.zset.AlgebraOptions.Source;
import io.clusterjar.store.EncodingLimits;
import io.clusterjar.store.SortedSetValue;
import java.util.List;
import java.util.Locale;

/** Union, intersection and difference of sorted sets, replied or stored. */
final class SortedSetAlgebra {
    private SortedSetAlgebra() {}

    static Outcome reply(Call call, SetOperation operation) {
        AlgebraOptions options = AlgebraOptions.read(call, name(call), 1, operation, false, false);
        SortedSetValue result = combine(options, operation, Encodings.limits(call.config()));
        ScoredReply reply = new ScoredReply(call.reply(), options.withScores);
        reply.head(result.size());
        result.forRange(0, result.size(), false, reply);
        return call.reply().done();
    }

    static Outcome store(Call call, SetOperation operation, String event) {
        AlgebraOptions options = AlgebraOptions.read(call, name(call), 2, operation, true, false);
        EncodingLimits limits = Encodings.limits(call.config());
        SortedSetValue result = combine(options, operation, limits);
        result.compact(limits);
        return SortedSetRange.storeAt(call, result, event);
    }

    static Outcome zintercard(Call call) {
        AlgebraOptions options = AlgebraOptions.read(call, name(call), 1, SetOperation.INTERSECTION, false, true);
        long most = options.limit == 0 ? Long.MAX_VALUE : options.limit;
        long[] count = {0};
        intersect(options, (member, score) -> ++count[0] < most);
        return call.reply().integer(count[0]);
    }

    private static String name(Call call) {
        return call.args().text(0).toLowerCase(Locale.ROOT);
    }

    private static SortedSetValue combine(AlgebraOptions options, SetOperation operation, EncodingLimits limits) {
        SortedSetValue result = new SortedSetValue();
        result.expand(); // a listpack would lose the sign of -0, which replies show
        SortedSetValue.Visitor collect = (member, score) -> {
            result.put(member, 0, member.length, score, limits);
            return true;
        };
        switch (operation) {
            case UNION -> unite(options, result, collect);
            case INTERSECTION -> intersect(options, collect);
            case DIFFERENCE -> subtract(options, collect);
        }
        return result;
    }

    private static void unite(AlgebraOptions options, SortedSetValue result, SortedSetValue.Visitor collect) {
        for (Source source : options.sources) {
            source.forEach((member, score) -> {
                double before = result.score(member, 0, member.length);
                return collect.visit(member, Double.isNaN(before) ? score : options.aggregate(before, score));
            });
        }
    }

    private static void intersect(AlgebraOptions options, SortedSetValue.Visitor visitor) {
        List<Source> sources = options.sources;
        sources.get(0).forEach((member, first) -> {
            double score = first;
            for (int i = 1; i < sources.size(); i++) {
                Source source = sources.get(i);
                double other = source.score(member);
                if (Double.isNaN(other)) {
                    return true;
                }
                score = options.aggregate(score, source.weight() * other);
            }
            return visitor.visit(member, score);
        });
    }

    private static void subtract(AlgebraOptions options, SortedSetValue.Visitor visitor) {
        List<Source> sources = options.sources;
        sources.get(0).forEach((member, score) -> {
            for (int i = 1; i < sources.size(); i++) {
                if (!Double.isNaN(sources.get(i).score(member))) {
                    return true;
                }
            }
            return visitor.visit(member, score);
        });
    }
}

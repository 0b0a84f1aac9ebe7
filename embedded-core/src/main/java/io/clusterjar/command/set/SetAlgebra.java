package io.clusterjar.command.set;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.Encodings;
import io.clusterjar.command.KeyEvent;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Words;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.EncodingLimits;
import io.clusterjar.store.SetValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Union, intersection and difference of sets, replied or stored. A key that is missing counts as an empty set. */
final class SetAlgebra {

    private SetAlgebra() {}

    static Outcome sunion(Call call) {
        return SetReads.members(call.reply(), union(call, sets(call, 1)));
    }

    static Outcome sunionstore(Call call) {
        return store(call, union(call, sets(call, 2)), "sunionstore");
    }

    static Outcome sdiff(Call call) {
        return SetReads.members(call.reply(), difference(call, sets(call, 1)));
    }

    static Outcome sdiffstore(Call call) {
        return store(call, difference(call, sets(call, 2)), "sdiffstore");
    }

    static Outcome sinter(Call call) {
        List<byte[]> common = new ArrayList<>();
        intersect(sets(call, 1), common::add);
        call.reply().set(common.size());
        common.forEach(call.reply()::bulk);
        return call.reply().done();
    }

    static Outcome sinterstore(Call call) {
        SetValue result = new SetValue();
        EncodingLimits limits = Encodings.limits(call.config());
        intersect(sets(call, 2), member -> {
            result.add(member, 0, member.length, limits);
            return true;
        });
        return store(call, result, "sinterstore");
    }

    static Outcome sintercard(Call call) {
        Args args = call.args();
        long keys = Words.integer(args, 1, 1, Long.MAX_VALUE, "ERR numkeys should be greater than 0");
        if (keys > args.count() - 2) {
            throw new CommandError("ERR Number of keys can't be greater than number of args");
        }
        long limit = 0;
        for (int word = 2 + (int) keys; word < args.count(); word += 2) {
            if (!args.is(word, "limit") || word + 1 == args.count()) {
                throw CommandError.syntax();
            }
            limit = Words.integer(args, word + 1, 0, Long.MAX_VALUE, "ERR LIMIT can't be negative");
        }
        long most = limit == 0 ? Long.MAX_VALUE : limit;
        long[] count = {0};
        intersect(sets(call, 2, 2 + (int) keys), member -> ++count[0] < most);
        return call.reply().integer(count[0]);
    }

    private static List<@Nullable SetValue> sets(Call call, int firstWord) {
        return sets(call, firstWord, call.args().count());
    }

    private static List<@Nullable SetValue> sets(Call call, int firstWord, int endWord) {
        List<@Nullable SetValue> sets = new ArrayList<>(endWord - firstWord);
        for (int word = firstWord; word < endWord; word++) {
            sets.add(call.read(word, SetValue.class));
        }
        return sets;
    }

    private static SetValue union(Call call, List<@Nullable SetValue> sets) {
        EncodingLimits limits = Encodings.limits(call.config());
        SetValue result = new SetValue();
        for (SetValue set : sets) {
            if (set != null) {
                set.forEachWhile(member -> {
                    result.add(member, 0, member.length, limits);
                    return true;
                });
            }
        }
        return result;
    }

    private static SetValue difference(Call call, List<@Nullable SetValue> sets) {
        EncodingLimits limits = Encodings.limits(call.config());
        SetValue result = new SetValue();
        SetValue first = sets.get(0);
        if (first == null) {
            return result;
        }
        first.forEachWhile(member -> {
            for (int i = 1; i < sets.size(); i++) {
                SetValue other = sets.get(i);
                if (other != null && other.contains(member, 0, member.length)) {
                    return true;
                }
            }
            result.add(member, 0, member.length, limits);
            return true;
        });
        return result;
    }

    /** Every member that all sets have, until the visit says false. */
    private static void intersect(List<@Nullable SetValue> sets, Predicate<byte[]> visitor) {
        List<SetValue> bySize = new ArrayList<>(sets.size());
        for (SetValue set : sets) {
            if (set == null) {
                return;
            }
            bySize.add(set);
        }
        bySize.sort(Comparator.comparingInt(SetValue::size));
        bySize.get(0).forEachWhile(member -> {
            for (int i = 1; i < bySize.size(); i++) {
                if (!bySize.get(i).contains(member, 0, member.length)) {
                    return true;
                }
            }
            return visitor.test(member);
        });
    }

    private static Outcome store(Call call, SetValue result, String event) {
        if (result.size() > 0) {
            call.put(1, result, false);
            call.changed(1, KeyEvent.SET, event);
        } else if (call.remove(1)) {
            call.changed(1, KeyEvent.GENERIC, "del");
        }
        return call.reply().integer(result.size());
    }
}

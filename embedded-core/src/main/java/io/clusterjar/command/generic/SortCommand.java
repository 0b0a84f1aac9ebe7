package io.clusterjar.command.generic;

import io.clusterjar.base.Bytes;
import io.clusterjar.base.NotANumber;
import io.clusterjar.base.Numbers;
import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.Encodings;
import io.clusterjar.command.KeyEvent;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.store.KeyEntry;
import io.clusterjar.store.ListValue;
import io.clusterjar.store.SetValue;
import io.clusterjar.store.SortedSetValue;
import io.clusterjar.store.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code SORT} and {@code SORT_RO}: the elements of a list, set or sorted set in the order of a weight, which is the element
 * itself or found by a pattern; replied or stored as a list.
 *
 * <p>Text is compared byte by byte, as Redis does where no locale is set; what is stored must not depend on one anyway.
 */
final class SortCommand {
    /** An element and its weight: a number, or text when sorted as text. */
    private record Weighed(byte[] element, double score, byte @Nullable [] text) {}

    private SortCommand() {}

    static Outcome sort(Call call, boolean readOnly) {
        SortOptions options = SortOptions.read(call, readOnly);
        KeyEntry entry = call.readEntry(1);
        List<byte[]> chosen = entry == null ? List.of() : chosen(call, options, entry.value());
        return options.storeWord > 0 ? store(call, options, chosen) : reply(call, options, chosen);
    }

    private static List<byte[]> chosen(Call call, SortOptions options, Value value) {
        long size = size(value);
        int from = (int) Math.min(Math.max(options.offset, 0), size);
        int to = options.count < 0 ? (int) size : (int) Math.min(from + Math.min(options.count, size), size);
        if (!options.unsorted) {
            return sorted(call, options, elements(value, 0, (int) size, false)).subList(from, to);
        } else if (value instanceof SetValue) {
            if (options.storeWord == 0) {
                return elements(value, from, to, false);
            }
            List<byte[]> elements = elements(value, 0, (int) size, false);
            elements.sort(Bytes::compare); // a set has no order, but replicas must store the same
            if (options.descending) {
                Collections.reverse(elements);
            }
            return elements.subList(from, to);
        }
        return elements(value, from, to, options.descending);
    }

    private static long size(Value value) {
        if (value instanceof ListValue list) {
            return list.size();
        } else if (value instanceof SetValue set) {
            return set.size();
        } else if (value instanceof SortedSetValue zset) {
            zset.expand(); // Redis does so too, and it stays
            return zset.size();
        }
        throw CommandError.wrongType();
    }

    /** The elements from {@code from} to before {@code to}, counted from the end when {@code reverse}. */
    private static List<byte[]> elements(Value value, int from, int to, boolean reverse) {
        List<byte[]> elements = new ArrayList<>(to - from);
        if (from == to) {
            return elements;
        }
        if (value instanceof ListValue list) {
            list.forRange(reverse ? list.size() - 1 - from : from, to - from, reverse, elements::add);
        } else if (value instanceof SortedSetValue zset) {
            zset.forRange(
                    reverse ? zset.size() - 1 - from : from,
                    to - from,
                    reverse,
                    (member, score) -> elements.add(member));
        } else if (value instanceof SetValue set) {
            int[] index = {0};
            set.forEachWhile(member -> {
                if (index[0] >= from) {
                    elements.add(member);
                }
                return ++index[0] < to;
            });
        }
        return elements;
    }

    // ---- order

    private static List<byte[]> sorted(Call call, SortOptions options, List<byte[]> elements) {
        List<Weighed> weighed = new ArrayList<>(elements.size());
        boolean numeric = true;
        for (byte[] element : elements) {
            SortPattern by = options.by;
            byte[] weight = by == null ? element : by.find(call, element);
            if (options.alpha) {
                weighed.add(new Weighed(element, 0, options.storeWord > 0 ? weight : collated(weight)));
                continue;
            }
            try {
                weighed.add(new Weighed(element, weight == null ? 0 : score(weight), null));
            } catch (NotANumber e) {
                numeric = false; // goes on, for look-ups count as uses
            }
        }
        if (!numeric) {
            throw new CommandError("ERR One or more scores can't be converted into double");
        }
        Comparator<Weighed> order = options.alpha ? SortCommand::byText : SortCommand::byScore;
        weighed.sort(options.descending ? order.reversed() : order);
        List<byte[]> sorted = new ArrayList<>(weighed.size());
        weighed.forEach(item -> sorted.add(item.element));
        return sorted;
    }

    private static int byScore(Weighed a, Weighed b) {
        if (a.score != b.score) {
            return a.score < b.score ? -1 : 1;
        }
        return Bytes.compare(a.element, b.element);
    }

    private static int byText(Weighed a, Weighed b) {
        if (a.text == null || b.text == null) {
            return (a.text == null ? 0 : 1) - (b.text == null ? 0 : 1);
        }
        return Bytes.compare(a.text, b.text);
    }

    /** What {@code strcoll} sees of a text: nothing after a zero byte. */
    private static byte @Nullable [] collated(byte @Nullable [] text) {
        for (int i = 0; text != null && i < text.length; i++) {
            if (text[i] == 0) {
                return java.util.Arrays.copyOf(text, i);
            }
        }
        return text;
    }

    /** A number as {@code strtod} reads it: blanks before it and a zero byte after it are fine, and so is nothing at all. */
    private static double score(byte[] text) {
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        if (end == 0) {
            return 0;
        }
        int begin = 0;
        while (begin < end && (text[begin] == ' ' || (text[begin] >= '\t' && text[begin] <= '\r'))) {
            begin++;
        }
        return Numbers.parseDouble(text, begin, end - begin);
    }

    // ---- result

    private static Outcome reply(Call call, SortOptions options, List<byte[]> elements) {
        Reply reply = call.reply();
        if (options.gets.isEmpty()) {
            reply.array(elements.size());
            elements.forEach(reply::bulk);
            return reply.done();
        }
        reply.array((long) elements.size() * options.gets.size());
        for (byte[] element : elements) {
            for (SortPattern get : options.gets) {
                byte[] found = get.find(call, element);
                if (found == null) {
                    reply.nullBulk();
                } else {
                    reply.bulk(found);
                }
            }
        }
        return reply.done();
    }

    private static Outcome store(Call call, SortOptions options, List<byte[]> elements) {
        List<byte[]> results = elements;
        if (!options.gets.isEmpty()) {
            results = new ArrayList<>(elements.size() * options.gets.size());
            for (byte[] element : elements) {
                for (SortPattern get : options.gets) {
                    byte[] found = get.find(call, element);
                    results.add(found == null ? Bytes.EMPTY : found);
                }
            }
        }
        if (!results.isEmpty()) {
            call.put(options.storeWord, list(call, results), false);
            call.changed(options.storeWord, KeyEvent.LIST, "sortstore");
            call.dirty(results.size() - 1L);
        } else if (call.remove(options.storeWord)) {
            call.changed(options.storeWord, KeyEvent.GENERIC, "del");
        }
        return call.reply().integer(results.size());
    }

    private static ListValue list(Call call, List<byte[]> elements) {
        int nodeLimit = Encodings.listNodeLimit(call.config());
        ListValue list = new ListValue(nodeLimit);
        long bytes = 0;
        for (byte[] element : elements) {
            bytes += element.length;
        }
        list.willGrow(bytes, elements.size(), nodeLimit);
        elements.forEach(element -> list.push(false, element, 0, element.length));
        return list;
    }
}

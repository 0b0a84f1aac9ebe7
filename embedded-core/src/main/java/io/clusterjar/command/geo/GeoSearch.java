package io.clusterjar.command.geo;

import io.clusterjar.command.Call;
import io.clusterjar.command.Encodings;
import io.clusterjar.command.KeyEvent;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.store.EncodingLimits;
import io.clusterjar.store.SortedSetValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code GEOSEARCH}, {@code GEOSEARCHSTORE}, {@code GEORADIUS} and {@code GEORADIUSBYMEMBER}, replied or stored. */
final class GeoSearch {
    private static final Comparator<Found> NEAREST_FIRST = Comparator.comparingDouble(Found::meters);
    private static final Comparator<Found> FARTHEST_FIRST = NEAREST_FIRST.reversed();

    /** A member that lies within the shape. */
    private record Found(byte[] member, double score, double longitude, double latitude, double meters) {}

    private final Call call;
    private final SearchForm form;
    private final SearchOptions options;
    private final List<Found> found = new ArrayList<>();

    private GeoSearch(Call call, SearchForm form, SearchOptions options) {
        this.call = call;
        this.form = form;
        this.options = options;
    }

    static Outcome run(Call call, SearchForm form) {
        SortedSetValue source = call.read(form.sourceWord, SortedSetValue.class);
        SearchOptions options = SearchOptions.read(call.args(), form, source);
        GeoSearch search = new GeoSearch(call, form, options);
        Place center = options.center;
        SearchShape shape = options.shape;
        if (source == null || center == null || shape == null) {
            return options.storeWord != 0 ? search.store(0, 1) : call.reply().array(0);
        }
        search.collect(source, center, shape);
        int count = search.arrange();
        double unit = shape.unit().meters();
        return options.storeWord != 0 ? search.store(count, unit) : search.reply(count, unit);
    }

    private void collect(SortedSetValue source, Place center, SearchShape shape) {
        Reach reach = new Reach(center, shape);
        long enough = options.any ? options.count : Long.MAX_VALUE;
        for (GeoCell cell : SearchArea.cells(center, shape)) {
            if (found.size() >= enough) {
                return;
            }
            int first = source.countBelow((double) cell.firstScore(), false);
            int end = source.countBelow((double) cell.endScore(), false);
            if (first >= end) {
                continue;
            }
            source.forRange(first, end - first, false, (member, score) -> {
                long bits = GeoCell.bitsOf(score);
                double longitude = GeoCell.longitude(bits);
                double latitude = GeoCell.latitude(bits);
                double meters = reach.meters(longitude, latitude);
                if (!Double.isNaN(meters)) {
                    found.add(new Found(member, score, longitude, latitude, meters));
                }
                return found.size() < enough;
            });
        }
    }

    /** Sorts what was found, as far as it is wanted; how many are wanted. */
    private int arrange() {
        int all = found.size();
        int count = options.count == 0 ? all : (int) Math.min(all, options.count);
        if (options.order != 0) {
            Comparator<Found> order = options.order > 0 ? NEAREST_FIRST : FARTHEST_FIRST;
            if (count == all) {
                found.sort(order);
            } else {
                PartialSort.sort(found, order, count);
            }
        }
        return count;
    }

    private Outcome reply(int count, double unit) {
        Reply reply = call.reply();
        reply.array(count);
        int parts = (options.withDistance ? 1 : 0) + (options.withHash ? 1 : 0) + (options.withPlace ? 1 : 0);
        for (int i = 0; i < count; i++) {
            Found one = found.get(i);
            if (parts > 0) {
                reply.array(1L + parts);
            }
            reply.bulk(one.member());
            if (options.withDistance) {
                GeoUnit.reply(reply, one.meters() / unit);
            }
            if (options.withHash) {
                reply.integer((long) one.score());
            }
            if (options.withPlace) {
                Place.reply(reply, one.longitude(), one.latitude());
            }
        }
        return reply.done();
    }

    private Outcome store(int count, double unit) {
        int word = options.storeWord;
        if (count > 0) {
            EncodingLimits limits = Encodings.limits(call.config());
            SortedSetValue result = new SortedSetValue();
            result.expand();
            for (Found one : found.subList(0, count)) {
                double score = options.storeDistance ? one.meters() / unit : one.score();
                result.put(one.member(), 0, one.member().length, score, limits);
            }
            result.compact(limits);
            call.put(word, result, false);
            call.changed(word, KeyEvent.ZSET, form.isSearch() ? "geosearchstore" : "georadiusstore");
            call.dirty(count - 1L);
        } else if (call.remove(word)) {
            call.changed(word, KeyEvent.GENERIC, "del");
        }
        return call.reply().integer(count);
    }
}

package io.clusterjar.command.geo;

import io.clusterjar.command.CommandError;
import io.clusterjar.command.Words;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.SortedSetValue;
import org.jspecify.annotations.Nullable;

/**
 * The words of a search, read in Redis' order, in which errors show. A member that is named as the middle is looked up while
 * reading; when there is no key, what depends on it is passed over.
 */
final class SearchOptions {
    private final Args args;
    private final SearchForm form;
    private final @Nullable SortedSetValue source;
    private boolean fromMember;
    private boolean fromPlace;

    /** The middle; null when it is a member of a key that is missing. */
    @Nullable
    Place center;
    /** What is searched; null where no key made it needless to be read. */
    @Nullable
    SearchShape shape;

    boolean withDistance;
    boolean withHash;
    boolean withPlace;
    /** Whether the first that are found will do, instead of the nearest. */
    boolean any;
    /** 1 for the nearest first, -1 for the farthest first, 0 as they are found. */
    int order;
    /** The most results, 0 for all. */
    long count;
    /** The word of the key that the result goes to, 0 for none. */
    int storeWord;
    /** Whether distances are stored as scores, and not hashes. */
    boolean storeDistance;

    private SearchOptions(Args args, SearchForm form, @Nullable SortedSetValue source) {
        this.args = args;
        this.form = form;
        this.source = source;
    }

    static SearchOptions read(Args args, SearchForm form, @Nullable SortedSetValue source) {
        SearchOptions options = new SearchOptions(args, form, source);
        options.readBase();
        int word = form.firstOption;
        while (word < args.count()) {
            word = options.readOption(word);
        }
        options.check();
        return options;
    }

    private void readBase() {
        if (form == SearchForm.SEARCH_STORE) {
            storeWord = 1;
        }
        if (form.isSearch() || (form.isByMember() && source == null)) {
            return;
        }
        center = form.isByMember() ? place(2) : Place.read(args, 2);
        shape = SearchShape.readCircle(args, form.firstOption - 2);
    }

    /** The place of the member at {@code word}; null when there is no key. */
    private @Nullable Place place(int word) {
        if (source == null) {
            return null;
        }
        double score = source.score(args.buffer(), args.offset(word), args.length(word));
        if (Double.isNaN(score)) {
            throw new CommandError("ERR could not decode requested zset member");
        }
        return GeoCell.placeOf(score);
    }

    /** Reads the option at {@code word}; the word behind it. */
    private int readOption(int word) {
        int left = args.count() - word - 1;
        if (args.is(word, "withdist")) {
            withDistance = true;
        } else if (args.is(word, "withhash")) {
            withHash = true;
        } else if (args.is(word, "withcoord")) {
            withPlace = true;
        } else if (args.is(word, "any")) {
            any = true;
        } else if (args.is(word, "asc")) {
            order = 1;
        } else if (args.is(word, "desc")) {
            order = -1;
        } else if (args.is(word, "count") && left >= 1) {
            count = Words.integer(args, word + 1);
            if (count <= 0) {
                throw new CommandError("ERR COUNT must be > 0");
            }
            return word + 2;
        } else if (form.mayStore && left >= 1 && (args.is(word, "store") || args.is(word, "storedist"))) {
            storeWord = word + 1;
            storeDistance = args.is(word, "storedist");
            return word + 2;
        } else if (form == SearchForm.SEARCH_STORE && args.is(word, "storedist")) {
            storeDistance = true;
        } else if (form.isSearch()) {
            return readShape(word, left);
        } else {
            throw CommandError.syntax();
        }
        return word + 1;
    }

    private int readShape(int word, int left) {
        if (args.is(word, "frommember") && left >= 1 && !fromPlace) {
            center = place(word + 1);
            fromMember = true;
            return word + 2;
        } else if (args.is(word, "fromlonlat") && left >= 2 && !fromMember) {
            center = Place.read(args, word + 1);
            fromPlace = true;
            return word + 3;
        } else if (args.is(word, "byradius") && left >= 2 && (shape == null || shape.circle())) {
            shape = SearchShape.readCircle(args, word + 1);
            return word + 3;
        } else if (args.is(word, "bybox") && left >= 3 && (shape == null || !shape.circle())) {
            shape = SearchShape.readBox(args, word + 1);
            return word + 4;
        }
        throw CommandError.syntax();
    }

    private void check() {
        if (storeWord != 0 && (withDistance || withHash || withPlace)) {
            throw new CommandError("ERR " + (form.isSearch() ? "GEOSEARCHSTORE" : "STORE option in GEORADIUS")
                    + " is not compatible with WITHDIST, WITHHASH and WITHCOORD options");
        }
        if (form.isSearch() && !fromMember && !fromPlace) {
            throw new CommandError("ERR exactly one of FROMMEMBER or FROMLONLAT can be specified for " + args.text(0));
        }
        if (form.isSearch() && shape == null) {
            throw new CommandError("ERR exactly one of BYRADIUS and BYBOX can be specified for " + args.text(0));
        }
        if (any && count == 0) {
            throw new CommandError("ERR the ANY argument requires COUNT argument");
        }
        if (count != 0 && order == 0 && !any) {
            order = 1;
        }
    }
}

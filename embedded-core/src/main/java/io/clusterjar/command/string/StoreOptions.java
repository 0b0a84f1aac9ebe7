package io.clusterjar.command.string;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.Words;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.KeyEntry;

/**
 * The words after the value of {@code SET} and after the key of {@code GETEX}. The time itself is read when it is asked
 * for, since the two commands find fault with it at different moments.
 */
final class StoreOptions {
    private enum Form {
        SET("set"),
        GETEX("getex");

        private final String command;

        Form(String command) {
            this.command = command;
        }
    }

    /** The ways to say how long. */
    private enum Time {
        NONE,
        EX,
        PX,
        EXAT,
        PXAT
    }

    private static final StoreOptions PLAIN_SET = new StoreOptions(Form.SET);

    private final Form form;
    private boolean nx;
    private boolean xx;
    private boolean get;
    private boolean keepTtl;
    private boolean persist;
    private Time time = Time.NONE;
    private int timeWord;
    private long expireAtMs = KeyEntry.NEVER;

    private StoreOptions(Form form) {
        this.form = form;
    }

    /** Reads the options of {@code SET}, its time included. */
    static StoreOptions ofSet(Call call) {
        if (call.args().count() == 3) {
            return PLAIN_SET;
        }
        StoreOptions options = new StoreOptions(Form.SET);
        options.read(call.args(), 3);
        options.expireAtMs = options.readTime(call);
        return options;
    }

    /** Reads the options of {@code GETEX}; its time is read by {@link #readTime} when the key was found. */
    static StoreOptions ofGetEx(Call call) {
        StoreOptions options = new StoreOptions(Form.GETEX);
        options.read(call.args(), 2);
        return options;
    }

    private void read(Args args, int first) {
        int last = args.count() - 1;
        for (int word = first; word <= last; word++) {
            if (form == Form.SET && !xx && args.is(word, "nx")) {
                nx = true;
            } else if (form == Form.SET && !nx && args.is(word, "xx")) {
                xx = true;
            } else if (form == Form.SET && args.is(word, "get")) {
                get = true;
            } else if (form == Form.SET && time == Time.NONE && args.is(word, "keepttl")) {
                keepTtl = true;
            } else if (form == Form.GETEX && time == Time.NONE && args.is(word, "persist")) {
                persist = true;
            } else {
                readTimeOption(args, word, last);
                word++;
            }
        }
    }

    private void readTimeOption(Args args, int word, int last) {
        Time asked = args.is(word, "ex")
                ? Time.EX
                : args.is(word, "px")
                        ? Time.PX
                        : args.is(word, "exat") ? Time.EXAT : args.is(word, "pxat") ? Time.PXAT : Time.NONE;
        boolean other = time != Time.NONE && time != asked;
        if (asked == Time.NONE || other || keepTtl || persist || word == last) {
            throw CommandError.syntax();
        }
        time = asked;
        timeWord = word + 1;
    }

    /** When the key shall expire, {@link KeyEntry#NEVER} when nothing is said; the client's mistake if that is no time. */
    long readTime(Call call) {
        if (time == Time.NONE) {
            return KeyEntry.NEVER;
        }
        long unitMs = time == Time.EX || time == Time.EXAT ? 1000 : 1;
        long baseMs = time == Time.EX || time == Time.PX ? call.nowMs() : 0;
        return expireAtMs(call, timeWord, unitMs, baseMs, form.command);
    }

    /** The time at {@code word}: a number of units after {@code baseMs}, greater than 0. */
    static long expireAtMs(Call call, int word, long unitMs, long baseMs, String command) {
        long value = Words.integer(call.args(), word);
        if (value <= 0 || value > (Long.MAX_VALUE - baseMs) / unitMs) {
            throw new CommandError("ERR invalid expire time in '" + command + "' command");
        }
        return value * unitMs + baseMs;
    }

    boolean nx() {
        return nx;
    }

    boolean xx() {
        return xx;
    }

    boolean get() {
        return get;
    }

    boolean keepTtl() {
        return keepTtl;
    }

    boolean persist() {
        return persist;
    }

    boolean expires() {
        return time != Time.NONE;
    }

    /** Whether the time was said as a date and not as a while. */
    boolean absolute() {
        return time == Time.EXAT || time == Time.PXAT;
    }

    /** When the key shall expire, as {@link #ofSet} read it. */
    long expireAtMs() {
        return expireAtMs;
    }
}

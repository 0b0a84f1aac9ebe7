package io.clusterjar.command;

import io.clusterjar.base.Glob;
import io.clusterjar.protocol.Args;
import org.jspecify.annotations.Nullable;

/** The words of {@code SCAN}, {@code HSCAN}, {@code SSCAN} and {@code ZSCAN}: a cursor, and what follows it. */
public final class ScanOptions {
    private static final String INVALID_CURSOR = "ERR invalid cursor";
    private static final long DEFAULT_COUNT = 10;

    private final long count;
    private final byte @Nullable [] pattern;
    private final @Nullable String type;

    private ScanOptions(long count, byte @Nullable [] pattern, @Nullable String type) {
        this.count = count;
        this.pattern = pattern;
        this.type = type;
    }

    /** The cursor at {@code word}: unsigned 64 bits, read as C's {@code strtoul} does. */
    public static long cursor(Args args, int word) {
        String text = args.text(word);
        text = text.indexOf(0) < 0 ? text : text.substring(0, text.indexOf(0));
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String digits = signed ? text.substring(1) : text;
        if (text.isEmpty()) {
            return 0;
        }
        if (digits.isEmpty() || digits.charAt(0) < '0' || digits.charAt(0) > '9') {
            throw new CommandError(INVALID_CURSOR);
        }
        try {
            long cursor = Long.parseUnsignedLong(digits);
            return text.charAt(0) == '-' ? -cursor : cursor;
        } catch (NumberFormatException e) {
            throw new CommandError(INVALID_CURSOR);
        }
    }

    /** The options from {@code firstWord} on; {@code TYPE} is one of them if {@code withType}. */
    public static ScanOptions of(Args args, int firstWord, boolean withType) {
        long count = DEFAULT_COUNT;
        byte[] pattern = null;
        String type = null;
        for (int word = firstWord; word < args.count(); word += 2) {
            if (word + 1 == args.count()) {
                throw CommandError.syntax();
            }
            if (args.is(word, "count")) {
                count = Words.integer(args, word + 1);
                if (count < 1) {
                    throw CommandError.syntax();
                }
            } else if (args.is(word, "match")) {
                byte[] asked = args.copy(word + 1);
                pattern = asked.length == 1 && asked[0] == '*' ? null : asked;
            } else if (withType && args.is(word, "type")) {
                type = args.text(word + 1).toLowerCase(java.util.Locale.ROOT);
            } else {
                throw CommandError.syntax();
            }
        }
        return new ScanOptions(count, pattern, type);
    }

    /** About how many elements a call shall visit, 1 or more. */
    public long count() {
        return count;
    }

    /** Of which type keys must be, in lower case; null for all. */
    public @Nullable String type() {
        return type;
    }

    /** Whether {@code element} is to be shown. */
    public boolean matches(byte[] element) {
        return pattern == null || Glob.matches(pattern, element);
    }

    /** How many steps a call may make at most: most of them may meet empty places. */
    public long maxSteps() {
        return count > Long.MAX_VALUE / 10 ? Long.MAX_VALUE : count * 10;
    }
}

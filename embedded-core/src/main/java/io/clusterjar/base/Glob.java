package io.clusterjar.base;

/**
 * Patterns as {@code KEYS}, {@code SCAN MATCH} and {@code PSUBSCRIBE} know them: {@code *}, {@code ?}, {@code [a-c]},
 * {@code [^a]}, and {@code \} before a byte that means itself.
 *
 * <p>As in Redis, a pattern of many stars cannot make it run for ever: when what follows a star cannot be found in the
 * rest of the text, no earlier star is tried again. And nothing but an empty pattern matches an empty text.
 */
public final class Glob {
    private final byte[] pattern;
    private final int patternEnd;
    private final byte[] text;
    private final int textEnd;
    private final boolean ignoreCase;
    private boolean hopeless;

    private Glob(byte[] pattern, int patternEnd, byte[] text, int textEnd, boolean ignoreCase) {
        this.pattern = pattern;
        this.patternEnd = patternEnd;
        this.text = text;
        this.textEnd = textEnd;
        this.ignoreCase = ignoreCase;
    }

    /** Whether all of {@code text} matches {@code pattern}. */
    public static boolean matches(byte[] pattern, byte[] text) {
        return matches(pattern, 0, pattern.length, text, 0, text.length, false);
    }

    /** Whether all of {@code text} matches {@code pattern}; ASCII letters of either case are the same if asked for. */
    public static boolean matches(byte[] pattern, byte[] text, boolean ignoreCase) {
        return matches(pattern, 0, pattern.length, text, 0, text.length, ignoreCase);
    }

    /** Whether a part of {@code text} matches the pattern that is a part of {@code pattern}. */
    public static boolean matches(
            byte[] pattern,
            int patternOffset,
            int patternLength,
            byte[] text,
            int textOffset,
            int textLength,
            boolean ignoreCase) {
        if (patternLength == 1 && pattern[patternOffset] == '*') {
            return textLength > 0; // a star matches anything but nothing at all
        }
        return new Glob(pattern, patternOffset + patternLength, text, textOffset + textLength, ignoreCase)
                .match(patternOffset, textOffset);
    }

    /** Whether the pattern holds no special byte, so that it matches just itself. */
    public static boolean isLiteral(byte[] pattern) {
        for (byte b : pattern) {
            if (b == '*' || b == '?' || b == '[' || b == '\\') {
                return false;
            }
        }
        return true;
    }

    private boolean match(int patternAt, int textAt) {
        int p = patternAt;
        int t = textAt;
        while (p < patternEnd && t < textEnd) {
            switch (pattern[p]) {
                case '*' -> {
                    return matchStar(p, t);
                }
                case '?' -> t++;
                case '[' -> {
                    p = matchClass(p + 1, text[t]);
                    if (p < 0) {
                        return false;
                    }
                    t++;
                }
                default -> {
                    if (pattern[p] == '\\' && patternEnd - p >= 2) {
                        p++;
                    }
                    if (fold(pattern[p]) != fold(text[t])) {
                        return false;
                    }
                    t++;
                }
            }
            p++;
            if (t == textEnd) {
                while (p < patternEnd && pattern[p] == '*') {
                    p++;
                }
                break;
            }
        }
        return p == patternEnd && t == textEnd;
    }

    private boolean matchStar(int starAt, int textAt) {
        int p = starAt;
        while (p + 1 < patternEnd && pattern[p + 1] == '*') {
            p++;
        }
        if (p + 1 == patternEnd) {
            return true;
        }
        for (int t = textAt; t < textEnd; t++) {
            if (match(p + 1, t)) {
                return true;
            }
            if (hopeless) {
                return false;
            }
        }
        hopeless = true;
        return false;
    }

    /** The index of the class' last byte when {@code b} is in it; negative when it is not. */
    private int matchClass(int classAt, byte b) {
        int p = classAt;
        boolean not = p < patternEnd && pattern[p] == '^';
        if (not) {
            p++;
        }
        boolean found = false;
        int value = fold(b);
        while (true) {
            if (patternEnd - p >= 2 && pattern[p] == '\\') {
                p++;
                found |= pattern[p] == b;
            } else if (p >= patternEnd) {
                p = patternEnd - 1;
                break;
            } else if (pattern[p] == ']') {
                break;
            } else if (patternEnd - p >= 3 && pattern[p + 1] == '-') {
                int start = fold(pattern[p]);
                int end = fold(pattern[p + 2]);
                p += 2;
                found |= value >= Math.min(start, end) && value <= Math.max(start, end);
            } else {
                found |= fold(pattern[p]) == value;
            }
            p++;
        }
        return found != not ? p : -1;
    }

    private int fold(byte b) {
        return ignoreCase ? Bytes.lower(b) : b & 0xff;
    }
}

package io.clusterjar.protocol;

/** Splits an inline request into words as a shell would: blanks, single and double quotes, {@code \xHH}. */
final class InlineWords {
    private InlineWords() {}

    /** Puts the words between {@code from} and {@code to} into {@code args}, in a buffer of their own. */
    static void split(byte[] line, int from, int to, Args args) {
        byte[] out = new byte[to - from];
        args.reset(out);
        int written = 0;
        int at = from;
        while (true) {
            while (at < to && blank(line[at])) {
                at++;
            }
            if (at >= to) {
                return;
            }
            int wordStart = written;
            int quote = 0;
            boolean done = false;
            while (!done) {
                int b = at < to ? line[at] : -1;
                boolean ended = at >= to;
                if (quote != 0) {
                    if (ended) {
                        throw unbalanced();
                    }
                    if (quote == '"'
                            && b == '\\'
                            && at + 3 < to
                            && line[at + 1] == 'x'
                            && hex(line[at + 2]) >= 0
                            && hex(line[at + 3]) >= 0) {
                        out[written++] = (byte) (hex(line[at + 2]) * 16 + hex(line[at + 3]));
                        at += 3;
                    } else if (quote == '"' && b == '\\' && at + 1 < to) {
                        out[written++] = escaped(line[++at]);
                    } else if (quote == '\'' && b == '\\' && at + 1 < to && line[at + 1] == '\'') {
                        out[written++] = line[++at];
                    } else if (b == quote) {
                        if (at + 1 < to && !blank(line[at + 1])) {
                            throw unbalanced(); // a closing quote ends the word
                        }
                        done = true;
                    } else {
                        out[written++] = (byte) b;
                    }
                } else if (ended || blank(b) || b == 0) {
                    done = true;
                } else if (b == '"' || b == '\'') {
                    quote = b;
                } else {
                    out[written++] = (byte) b;
                }
                if (at < to) {
                    at++;
                }
            }
            args.add(wordStart, written - wordStart);
        }
    }

    private static ProtocolError unbalanced() {
        return new ProtocolError("unbalanced quotes in request");
    }

    private static boolean blank(int b) {
        return b == ' ' || (b >= '\t' && b <= '\r');
    }

    private static byte escaped(byte b) {
        return switch (b) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'a' -> 7;
            default -> b;
        };
    }

    private static int hex(int b) {
        if (b >= '0' && b <= '9') {
            return b - '0';
        }
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }
}

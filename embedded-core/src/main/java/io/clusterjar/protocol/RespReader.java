package io.clusterjar.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads replies in RESP2 and RESP3 from chunks of bytes, for whoever is a client: the in-JVM client, a replica's handshake,
 * tests. A reply in many chunks is read once, not again with each chunk.
 */
public final class RespReader {
    /** Deepest nesting of replies. */
    public static final int DEPTH_LIMIT = 128;

    private static final int KEPT_BUFFER_LIMIT = 64 * 1024;

    /** A collection of which elements are missing. */
    private static final class Frame {
        final byte type;
        final long wanted;
        final List<RespValue> elements;

        Frame(byte type, long wanted) {
            this.type = type;
            this.wanted = wanted;
            elements = new ArrayList<>((int) Math.min(wanted, 1024));
        }
    }

    private final Deque<Frame> frames = new ArrayDeque<>();
    private byte[] buffer = new byte[256];
    private int position;
    private int end;
    private int searched;

    /** A reader at the beginning of a stream. */
    public RespReader() {}

    /** Gives more bytes; they are copied. */
    public void feed(byte[] bytes, int offset, int length) {
        if (buffer.length - end < length) {
            int rest = end - position;
            byte[] target = buffer.length - rest >= length && position > 0 && rest < buffer.length / 2
                    ? buffer
                    : new byte[Math.max(Math.addExact(rest, length), rest == 0 ? 256 : buffer.length * 2)];
            System.arraycopy(buffer, position, target, 0, rest);
            searched = Math.max(0, searched - position);
            buffer = target;
            position = 0;
            end = rest;
        }
        System.arraycopy(bytes, offset, buffer, end, length);
        end += length;
    }

    /** Bytes not read yet. */
    public int buffered() {
        return end - position;
    }

    /** Takes all bytes not read yet: what follows the replies is of another kind. */
    public byte[] takeRest() {
        byte[] rest = Arrays.copyOfRange(buffer, position, end);
        position = 0;
        end = 0;
        searched = 0;
        return rest;
    }

    /**
     * The next whole reply, or null when more bytes are needed.
     *
     * @throws ProtocolError when the bytes are no reply
     */
    public @Nullable RespValue next() {
        while (true) {
            RespValue value = scalar();
            if (value == null) {
                return null;
            }
            value = complete(value);
            if (value != null) {
                if (position == end) {
                    position = 0;
                    end = 0;
                    searched = 0;
                    if (buffer.length > KEPT_BUFFER_LIMIT) {
                        buffer = new byte[256];
                    }
                }
                return value;
            }
        }
    }

    /** A marker for a collection that was begun. */
    private static final RespValue BEGUN = new RespValue.Status("BEGUN");

    /** Puts a value into the collections that wait for it; the outermost value when it is complete. */
    private @Nullable RespValue complete(RespValue first) {
        RespValue value = first;
        if (value == BEGUN) {
            Frame frame = frames.getLast();
            if (frame.wanted > 0) {
                return null;
            }
            frames.removeLast();
            value = collection(frame);
        }
        while (!frames.isEmpty()) {
            Frame frame = frames.getLast();
            frame.elements.add(value);
            if (frame.elements.size() < frame.wanted) {
                return null;
            }
            frames.removeLast();
            value = collection(frame);
        }
        return value;
    }

    private static RespValue collection(Frame frame) {
        List<RespValue> elements = frame.elements;
        return switch (frame.type) {
            case '*' -> new RespValue.Array(elements);
            case '~' -> new RespValue.SetReply(elements);
            case '>' -> new RespValue.Push(elements);
            case '%' -> new RespValue.MapReply(elements);
            default ->
                new RespValue.Attributed(elements.subList(0, elements.size() - 1), elements.get(elements.size() - 1));
        };
    }

    private @Nullable RespValue scalar() {
        int lineEnd = lineEnd();
        if (lineEnd < 0) {
            return null;
        }
        int start = position;
        byte type = buffer[start];
        switch (type) {
            case '$', '=', '!' -> {
                return string(type, start, lineEnd);
            }
            case '*', '~', '>', '%', '|' -> {
                return begin(type, number(start + 1, lineEnd), lineEnd);
            }
            default -> {}
        }
        String text = new String(buffer, start + 1, lineEnd - start - 1, StandardCharsets.ISO_8859_1);
        RespValue value =
                switch (type) {
                    case '+' -> new RespValue.Status(text);
                    case '-' -> new RespValue.ErrorReply(text);
                    case ':' -> new RespValue.Int(number(start + 1, lineEnd));
                    case '_' -> new RespValue.Null(RespValue.Null.Kind.RESP3);
                    case '#' -> new RespValue.Bool(text.equals("t"));
                    case '(' -> new RespValue.BigNumber(text);
                    case ',' -> new RespValue.Dbl(number(text));
                    default -> throw new ProtocolError("unknown reply type '" + (char) (type & 0xff) + "'");
                };
        consume(lineEnd + 2);
        return value;
    }

    private @Nullable RespValue string(byte type, int start, int lineEnd) {
        long length = number(start + 1, lineEnd);
        if (length < 0) {
            consume(lineEnd + 2);
            return new RespValue.Null(RespValue.Null.Kind.BULK);
        }
        if (length > Integer.MAX_VALUE - 64) {
            throw new ProtocolError("invalid bulk length");
        }
        int from = lineEnd + 2;
        if (end - from < length + 2) {
            reserve((int) length + 2 + from - position);
            return null;
        }
        byte[] bytes = Arrays.copyOfRange(buffer, from, from + (int) length);
        consume(from + (int) length + 2);
        return switch (type) {
            case '$' -> new RespValue.Bulk(bytes);
            case '!' -> new RespValue.ErrorReply(new String(bytes, StandardCharsets.ISO_8859_1));
            default -> verbatim(bytes);
        };
    }

    private static RespValue verbatim(byte[] bytes) {
        if (bytes.length < 4) {
            throw new ProtocolError("invalid verbatim string");
        }
        return new RespValue.Verbatim(
                new String(bytes, 0, 3, StandardCharsets.ISO_8859_1), Arrays.copyOfRange(bytes, 4, bytes.length));
    }

    private RespValue begin(byte type, long count, int lineEnd) {
        consume(lineEnd + 2);
        if (count < 0) {
            return new RespValue.Null(RespValue.Null.Kind.ARRAY);
        }
        if (frames.size() == DEPTH_LIMIT) {
            throw new ProtocolError("reply nested deeper than " + DEPTH_LIMIT);
        }
        long wanted =
                switch (type) {
                    case '%' -> count * 2;
                    case '|' -> count * 2 + 1;
                    default -> count;
                };
        frames.addLast(new Frame(type, wanted));
        return BEGUN;
    }

    /** Room for a long string at once, so that it is not moved with each chunk. */
    private void reserve(int wanted) {
        if (buffer.length - position < wanted) {
            int rest = end - position;
            byte[] target = new byte[Math.max(wanted, Math.min(buffer.length * 2, 1 << 20))];
            System.arraycopy(buffer, position, target, 0, rest);
            searched = Math.max(0, searched - position);
            buffer = target;
            position = 0;
            end = rest;
        }
    }

    private void consume(int to) {
        position = to;
        searched = to;
    }

    private int lineEnd() {
        for (int at = Math.max(position, searched); at + 1 < end; at++) {
            if (buffer[at] == '\r' && buffer[at + 1] == '\n') {
                searched = at;
                return at;
            }
        }
        searched = Math.max(position, end - 1);
        return -1;
    }

    private long number(int from, int to) {
        int at = from;
        boolean negative = at < to && buffer[at] == '-';
        if (negative || (at < to && buffer[at] == '+')) {
            at++;
        }
        if (at == to || to - at > 19) {
            throw new ProtocolError("invalid number");
        }
        long value = 0; // negative, for the range is larger there
        for (; at < to; at++) {
            int digit = buffer[at] - '0';
            if (digit < 0 || digit > 9) {
                throw new ProtocolError("invalid number");
            }
            value = value * 10 - digit;
        }
        return negative ? value : -value;
    }

    private static double number(String text) {
        return switch (text) {
            case "inf", "+inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan", "-nan" -> Double.NaN;
            default -> {
                try {
                    yield Double.parseDouble(text);
                } catch (NumberFormatException e) {
                    throw new ProtocolError("invalid double '" + text + "'");
                }
            }
        };
    }
}

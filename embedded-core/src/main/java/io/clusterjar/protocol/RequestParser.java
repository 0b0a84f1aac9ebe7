package io.clusterjar.protocol;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a client's bytes into requests: RESP arrays of bulk strings, and inline lines as one types them by hand.
 *
 * <p>A request that arrived whole is a view on the bytes it arrived in. Only the rest of a chunk is copied, into a buffer
 * of the parser's own, and what was parsed of it is not parsed again, so that a value of many megabytes costs one copy.
 *
 * <pre>
 * parser.feed(bytes, offset, length);
 * for (Args args = parser.next(); args != null; args = parser.next()) { ... }
 * parser.keepRest();
 * </pre>
 */
public final class RequestParser {
    /** Longest inline request, and longest head of an array or bulk string, in bytes. */
    public static final int LINE_LIMIT = 64 * 1024;
    /** Most words of a request of a client that has not authenticated. */
    public static final int UNAUTHENTICATED_WORDS_LIMIT = 10;
    /** Longest word of a client that has not authenticated, in bytes. */
    public static final int UNAUTHENTICATED_BULK_LIMIT = 16384;
    /** Longest word by default, in bytes: {@code proto-max-bulk-len}. */
    public static final long DEFAULT_BULK_LIMIT = 512L * 1024 * 1024;

    private static final int KEPT_BUFFER_LIMIT = 64 * 1024;
    private static final int ARRAY_LIMIT = Integer.MAX_VALUE - 16;
    private static final byte[] NOTHING = new byte[0];

    private final Args args = new Args();
    private byte[] own = NOTHING;
    private byte[] buffer = NOTHING;
    /** Where the request being parsed begins; all before it is done with. */
    private int start; // consumed counts the bytes before it
    /** Next byte to look at. */
    private int position;

    private int end;
    private int wordsLeft;
    private int bulkLength = -1;
    private boolean inArray;
    private boolean unauthenticated;
    private long bulkLimit = DEFAULT_BULK_LIMIT;
    private long consumed;

    /** A parser at the beginning of a stream. */
    public RequestParser() {}

    /** Whether the client still has to authenticate: it may send only small requests. */
    public void unauthenticated(boolean unauthenticated) {
        this.unauthenticated = unauthenticated;
    }

    /** Longest word in bytes. */
    public void bulkLimit(long bytes) {
        bulkLimit = bytes;
    }

    /** Gives more bytes. They are looked at until {@link #keepRest()}, and must not change before it. */
    public void feed(byte[] bytes, int offset, int length) {
        if (start == end) {
            buffer = bytes;
            start = offset;
            position = offset;
            end = offset + length;
            return;
        }
        append(bytes, offset, length);
    }

    /**
     * The next whole request, or null when more bytes are needed. The words are valid until the next call of
     * {@link #next()} or {@link #keepRest()}.
     *
     * @throws ProtocolError when the bytes are no request; the stream is of no use after it
     */
    public @Nullable Args next() {
        if (!inArray) {
            done();
        }
        while (position < end) {
            if (inArray) {
                if (!words()) {
                    return null;
                }
                inArray = false;
                return args;
            }
            if (buffer[position] == '*') {
                if (!arrayHead()) {
                    return null;
                }
            } else {
                if (!line()) {
                    return null;
                }
                if (args.count() > 0) {
                    return args;
                }
            }
            if (!inArray) { // an empty request
                done();
            }
        }
        return null;
    }

    private void done() {
        consumed += position - start;
        start = position;
    }

    /** Copies what {@link #next()} could not use yet; the bytes that were fed are not needed any more. */
    public void keepRest() {
        if (!inArray) {
            done(); // with the last request that next() gave
        }
        int rest = end - start;
        if (rest == 0) {
            if (own.length > KEPT_BUFFER_LIMIT) {
                own = NOTHING;
            }
            buffer = own;
            start = 0;
            position = 0;
            end = 0;
            return;
        }
        if (buffer == own && start == 0) {
            return;
        }
        byte[] target = buffer != own && own.length >= rest ? own : new byte[Math.max(rest, 64)];
        if (buffer == own) {
            target = own; // only moved down
        }
        System.arraycopy(buffer, start, target, 0, rest);
        rebase(target);
    }

    /** Bytes kept for later. */
    public int restBytes() {
        return end - start;
    }

    /** Size of the parser's own buffer in bytes. */
    public int bufferBytes() {
        return own.length;
    }

    /** All bytes of whole requests so far, those of the last one given included. */
    public long consumedBytes() {
        return inArray ? consumed : consumed + (position - start);
    }

    /** The bytes after the last whole request: what follows when the stream stops being one of requests. */
    public byte[] takeRest() {
        int from = inArray ? start : position;
        byte[] rest = Arrays.copyOfRange(buffer, from, end);
        own = NOTHING;
        buffer = own;
        start = 0;
        position = 0;
        end = 0;
        inArray = false;
        bulkLength = -1;
        return rest;
    }

    // ---- arrays

    private boolean arrayHead() {
        int lineEnd = headEnd("too big mbulk count string");
        if (lineEnd < 0) {
            return false;
        }
        long count = number(position + 1, lineEnd);
        if (count == NO_NUMBER || count > Integer.MAX_VALUE) {
            throw new ProtocolError("invalid multibulk length");
        }
        if (unauthenticated && count > UNAUTHENTICATED_WORDS_LIMIT) {
            throw new ProtocolError("unauthenticated multibulk length");
        }
        position = lineEnd + 2;
        if (count > 0) {
            args.reset(buffer);
            wordsLeft = (int) count;
            bulkLength = -1;
            inArray = true;
        }
        return true;
    }

    private boolean words() {
        while (wordsLeft > 0) {
            if (bulkLength < 0 && !bulkHead()) {
                return false;
            }
            if (end - position < bulkLength + 2L) {
                return false;
            }
            args.add(position, bulkLength);
            position += bulkLength + 2;
            bulkLength = -1;
            wordsLeft--;
        }
        return true;
    }

    private boolean bulkHead() {
        int at = position;
        if (end - at >= 4 && buffer[at] == '$' && buffer[at + 2] == '\r') { // the length of most words has one digit
            int digit = buffer[at + 1] - '0';
            if (digit >= 0 && digit <= 9) {
                bulkLength = digit;
                position = at + 4;
                return true;
            }
        }
        int lineEnd = headEnd("too big bulk count string");
        if (lineEnd < 0) {
            return false;
        }
        if (buffer[position] != '$') {
            throw new ProtocolError("expected '$', got '" + (char) (buffer[position] & 0xff) + "'");
        }
        long length = number(position + 1, lineEnd);
        if (length == NO_NUMBER || length < 0 || length > bulkLimit || length > ARRAY_LIMIT) {
            throw new ProtocolError("invalid bulk length");
        }
        if (unauthenticated && length > UNAUTHENTICATED_BULK_LIMIT) {
            throw new ProtocolError("unauthenticated bulk length");
        }
        position = lineEnd + 2;
        bulkLength = (int) length;
        return true;
    }

    /** Where the line that begins at {@link #position} ends, or -1 when its end has not come yet. */
    private int headEnd(String tooBig) {
        for (int at = position; at < end; at++) {
            if (buffer[at] == '\r') {
                return at + 1 < end ? at : -1;
            }
        }
        if (end - position > LINE_LIMIT) {
            throw new ProtocolError(tooBig);
        }
        return -1;
    }

    private static final long NO_NUMBER = Long.MIN_VALUE;

    private long number(int from, int to) {
        int at = from;
        boolean negative = at < to && buffer[at] == '-';
        if (negative) {
            at++;
        }
        int digits = to - at;
        if (digits <= 0 || digits > 18 || (buffer[at] == '0' && (digits > 1 || negative))) {
            return NO_NUMBER;
        }
        long value = 0;
        for (; at < to; at++) {
            int digit = buffer[at] - '0';
            if (digit < 0 || digit > 9) {
                return NO_NUMBER;
            }
            value = value * 10 + digit;
        }
        return negative ? -value : value;
    }

    // ---- inline

    private boolean line() {
        int newline = position;
        while (newline < end && buffer[newline] != '\n') {
            newline++;
        }
        if (newline == end) {
            if (end - position > LINE_LIMIT) {
                throw new ProtocolError("too big inline request");
            }
            return false;
        }
        int lineEnd = newline > position && buffer[newline - 1] == '\r' ? newline - 1 : newline;
        InlineWords.split(buffer, position, lineEnd, args);
        position = newline + 1;
        return true;
    }

    // ---- the buffer of its own

    private void append(byte[] bytes, int offset, int length) {
        long wanted = (long) (end - start) + length;
        if (wanted > ARRAY_LIMIT) {
            throw new ProtocolError("too big request");
        }
        int rest = end - start;
        if (buffer != own || own.length - end < length) {
            byte[] target = own;
            if (own.length < wanted || buffer != own) {
                target = new byte[roomFor(wanted)];
            }
            System.arraycopy(buffer, start, target, 0, rest);
            rebase(target);
        }
        System.arraycopy(bytes, offset, own, end, length);
        end += length;
    }

    /** Grows in doubling steps; at the last step just as far as the word that is being read needs. */
    private int roomFor(long wanted) {
        long doubled = Math.max(wanted, Math.min(2L * own.length, ARRAY_LIMIT));
        if (inArray && bulkLength > KEPT_BUFFER_LIMIT) {
            long whole = (long) (position - start) + bulkLength + 2 + 64;
            if (whole >= wanted && whole < doubled) {
                return (int) Math.min(whole, ARRAY_LIMIT);
            }
        }
        return (int) Math.max(doubled, 1024);
    }

    private void rebase(byte[] target) {
        if (inArray) {
            args.rebase(target, -start);
        }
        end -= start;
        position -= start;
        start = 0;
        own = target;
        buffer = target;
    }
}

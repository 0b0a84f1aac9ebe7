package io.clusterjar.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes replies in RESP2 or RESP3 into a buffer that grows. Where the two differ, the RESP2 form is chosen as Redis
 * chooses it: a map becomes a flat array, a double a bulk string.
 */
public final class RespWriter {
    private static final byte[] CRLF = {'\r', '\n'};

    private byte[] buffer = new byte[512];
    private int length;
    private int version = 2;

    /** 2 or 3. */
    public int version() {
        return version;
    }

    /** Switches the protocol from the next reply on. */
    public void version(int version) {
        this.version = version;
    }

    /** What was written. Valid up to {@link #length()}. */
    public byte[] buffer() {
        return buffer;
    }

    /** Bytes written and not yet taken. */
    public int length() {
        return length;
    }

    /** Forgets everything after the first {@code length} bytes. */
    public void truncate(int length) {
        this.length = length;
        if (length == 0 && buffer.length > 64 * 1024) {
            buffer = new byte[512];
        }
    }

    /** {@code +text}. */
    public void status(String text) {
        ensure(text.length() + 3);
        buffer[length++] = '+';
        ascii(text);
        crlf();
    }

    /** {@code -text}; line ends within become blanks. */
    public void error(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        ensure(bytes.length + 3);
        buffer[length++] = '-';
        for (byte b : bytes) {
            buffer[length++] = b == '\r' || b == '\n' ? (byte) ' ' : b;
        }
        crlf();
    }

    /** {@code :value}. */
    public void integer(long value) {
        ensure(24);
        header(':', value);
    }

    /** {@code $length bytes}. */
    public void bulk(byte[] bytes) {
        bulk(bytes, 0, bytes.length);
    }

    /** {@code $length bytes}. */
    public void bulk(byte[] bytes, int offset, int count) {
        ensure(count + 26);
        header('$', count);
        System.arraycopy(bytes, offset, buffer, length, count);
        length += count;
        crlf();
    }

    /** A bulk string of one byte a char. */
    public void bulk(String text) {
        bulk(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A bulk string that shows an integer. */
    public void bulkInteger(long value) {
        bulk(Long.toString(value));
    }

    /** {@code $-1}, {@code _} in RESP3. */
    public void nullBulk() {
        raw(version == 2 ? "$-1\r\n" : "_\r\n");
    }

    /** {@code *-1}, {@code _} in RESP3. */
    public void nullArray() {
        raw(version == 2 ? "*-1\r\n" : "_\r\n");
    }

    /** The head of an array of {@code count} elements. */
    public void array(long count) {
        ensure(24);
        header('*', count);
    }

    /** The head of a map of {@code pairs} pairs; an array of twice as many in RESP2. */
    public void map(long pairs) {
        ensure(24);
        if (version == 2) {
            header('*', pairs * 2);
        } else {
            header('%', pairs);
        }
    }

    /** Puts the head of an array of {@code count} elements before what was written from byte {@code at} on. */
    public void arrayBefore(int at, long count) {
        int from = length;
        array(count);
        moveBefore(at, from);
    }

    /** Puts the head of a map of {@code pairs} pairs before what was written from byte {@code at} on. */
    public void mapBefore(int at, long pairs) {
        int from = length;
        map(pairs);
        moveBefore(at, from);
    }

    /** Moves what was written from byte {@code from} on before what was written from byte {@code at} on. */
    public void moveBefore(int at, int from) {
        int size = length - from;
        ensure(size);
        System.arraycopy(buffer, at, buffer, at + size, length - at);
        System.arraycopy(buffer, length, buffer, at, size);
    }

    /** The head of a set; an array in RESP2. */
    public void set(long count) {
        ensure(24);
        header(version == 2 ? '*' : '~', count);
    }

    /** The head of a push; an array in RESP2. */
    public void push(long count) {
        ensure(24);
        header(version == 2 ? '*' : '>', count);
    }

    /** The head of an attribute; exists in RESP3 only. */
    public void attribute(long pairs) {
        ensure(24);
        header('|', pairs);
    }

    /** {@code ,text}; a bulk string in RESP2. {@code text} is a number as Redis prints it. */
    public void dbl(String text) {
        if (version == 2) {
            bulk(text);
        } else {
            raw("," + text + "\r\n");
        }
    }

    /** {@code #t} or {@code #f}; 1 or 0 in RESP2. */
    public void bool(boolean value) {
        if (version == 2) {
            integer(value ? 1 : 0);
        } else {
            raw(value ? "#t\r\n" : "#f\r\n");
        }
    }

    /** {@code (digits}; a bulk string in RESP2. */
    public void bigNumber(String digits) {
        if (version == 2) {
            bulk(digits);
        } else {
            raw("(" + digits + "\r\n");
        }
    }

    /** {@code =length format:text}; a bulk string in RESP2. */
    public void verbatim(String format, byte[] text) {
        if (version == 2) {
            bulk(text);
            return;
        }
        ensure(text.length + 32);
        header('=', text.length + 4L);
        ascii(format);
        buffer[length++] = ':';
        System.arraycopy(text, 0, buffer, length, text.length);
        length += text.length;
        crlf();
    }

    /** Bytes that are RESP already. */
    public void raw(byte[] bytes, int offset, int count) {
        ensure(count);
        System.arraycopy(bytes, offset, buffer, length, count);
        length += count;
    }

    /** Text that is RESP already. */
    public void raw(String text) {
        ensure(text.length());
        ascii(text);
    }

    private void header(char type, long value) {
        buffer[length++] = (byte) type;
        if (value >= 0 && value < 10) {
            buffer[length++] = (byte) ('0' + value);
        } else {
            digits(value);
        }
        crlf();
    }

    private void digits(long value) {
        if (value == Long.MIN_VALUE) {
            ascii("-9223372036854775808");
            return;
        }
        long rest = value;
        if (rest < 0) {
            buffer[length++] = '-';
            rest = -rest;
        }
        int count = 1;
        for (long limit = 10; count < 19 && rest >= limit; limit *= 10) {
            count++;
        }
        for (int at = length + count - 1; at >= length; at--) {
            buffer[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
    }

    @SuppressWarnings("deprecation") // the one copy of ASCII chars to bytes that makes no array
    private void ascii(String text) {
        text.getBytes(0, text.length(), buffer, length);
        length += text.length();
    }

    private void crlf() {
        buffer[length++] = CRLF[0];
        buffer[length++] = CRLF[1];
    }

    private void ensure(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }
}

package io.clusterjar.command;

import io.clusterjar.base.Numbers;
import io.clusterjar.protocol.RespWriter;

/**
 * Writes the reply of a call. Each method returns the {@link Outcome} that a handler returns; a reply of several parts
 * returns that of its last part.
 */
public final class Reply {
    private RespWriter out;

    /** Replies are written to {@code out}. */
    public Reply(RespWriter out) {
        this.out = out;
    }

    /** Turns to the writer of another connection. */
    public void to(RespWriter out) {
        this.out = out;
    }

    /** The writer under it. */
    public RespWriter out() {
        return out;
    }

    /** {@code +OK}. */
    public Outcome ok() {
        return status("OK");
    }

    /** A status. */
    public Outcome status(String text) {
        out.status(text);
        return Outcome.REPLIED;
    }

    /** An error; {@code text} begins with its code. */
    public Outcome error(String text) {
        out.error(text);
        return Outcome.REPLIED;
    }

    /** An integer. */
    public Outcome integer(long value) {
        out.integer(value);
        return Outcome.REPLIED;
    }

    /** 1 or 0, in both protocols. */
    public Outcome integer(boolean value) {
        return integer(value ? 1 : 0);
    }

    /** A bulk string. */
    public Outcome bulk(byte[] bytes) {
        out.bulk(bytes);
        return Outcome.REPLIED;
    }

    /** A bulk string. */
    public Outcome bulk(byte[] bytes, int offset, int length) {
        out.bulk(bytes, offset, length);
        return Outcome.REPLIED;
    }

    /** A bulk string of one byte a char. */
    public Outcome bulk(String text) {
        out.bulk(text);
        return Outcome.REPLIED;
    }

    /** A bulk string that shows an integer. */
    public Outcome bulkInteger(long value) {
        out.bulkInteger(value);
        return Outcome.REPLIED;
    }

    /** Null where a string was asked for. */
    public Outcome nullBulk() {
        out.nullBulk();
        return Outcome.REPLIED;
    }

    /** Null where an array was asked for. */
    public Outcome nullArray() {
        out.nullArray();
        return Outcome.REPLIED;
    }

    /** The head of an array: {@code count} elements follow. */
    public Outcome array(long count) {
        out.array(count);
        return Outcome.REPLIED;
    }

    /** The head of a map: {@code pairs} pairs follow. */
    public Outcome map(long pairs) {
        out.map(pairs);
        return Outcome.REPLIED;
    }

    /** The head of a set: {@code count} elements follow. */
    public Outcome set(long count) {
        out.set(count);
        return Outcome.REPLIED;
    }

    /** A double, shortest form that reads back as the same number. */
    public Outcome dbl(double value) {
        out.dbl(Numbers.formatDouble(value));
        return Outcome.REPLIED;
    }

    /** Text that RESP3 shows as verbatim. */
    public Outcome verbatim(String text) {
        out.verbatim("txt", text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return Outcome.REPLIED;
    }

    /** Says that all parts of the reply are written. */
    public Outcome done() {
        return Outcome.REPLIED;
    }
}

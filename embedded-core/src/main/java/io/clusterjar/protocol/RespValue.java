package io.clusterjar.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A reply as a tree. */
public sealed interface RespValue {
    /** {@code +text}. */
    record Status(String text) implements RespValue {}

    /** {@code -text}; its first word is the code. */
    record ErrorReply(String text) implements RespValue {
        /** The first word. */
        public String code() {
            int blank = text.indexOf(' ');
            return blank < 0 ? text : text.substring(0, blank);
        }
    }

    /** {@code :value}. */
    record Int(long value) implements RespValue {}

    /** {@code $length bytes}; the bytes are the reader's no more. */
    record Bulk(byte[] bytes) implements RespValue {
        /** One char a byte. */
        public String text() {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /** {@code _}, {@code $-1}, {@code *-1}. */
    record Null(Kind kind) implements RespValue {
        /** How it was written. */
        public enum Kind {
            /** {@code $-1}. */
            BULK,
            /** {@code *-1}. */
            ARRAY,
            /** {@code _}. */
            RESP3
        }
    }

    /** {@code ,number}. */
    record Dbl(double value) implements RespValue {}

    /** {@code #t}, {@code #f}. */
    record Bool(boolean value) implements RespValue {}

    /** {@code (digits}. */
    record BigNumber(String digits) implements RespValue {}

    /** {@code =length format:text}. */
    record Verbatim(String format, byte[] text) implements RespValue {}

    /** {@code *count}. */
    record Array(List<RespValue> elements) implements RespValue {}

    /** {@code ~count}. */
    record SetReply(List<RespValue> elements) implements RespValue {}

    /** {@code >count}: not a reply to any command. */
    record Push(List<RespValue> elements) implements RespValue {}

    /** {@code %pairs}; keys and values in turn, in the order they came. */
    record MapReply(List<RespValue> keysAndValues) implements RespValue {}

    /** {@code |pairs} and the value that they are said of. */
    record Attributed(List<RespValue> attributes, RespValue value) implements RespValue {}

    /** Text of a status, bulk string, verbatim string, error or number; one char a byte. */
    default String asText() {
        if (this instanceof Status status) {
            return status.text();
        }
        if (this instanceof ErrorReply error) {
            return error.text();
        }
        if (this instanceof Bulk bulk) {
            return bulk.text();
        }
        if (this instanceof Verbatim verbatim) {
            return new String(verbatim.text(), StandardCharsets.ISO_8859_1);
        }
        if (this instanceof Int number) {
            return Long.toString(number.value());
        }
        throw new IllegalStateException("value=" + this + " is no text");
    }
}

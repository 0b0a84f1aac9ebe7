package io.clusterjar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns replies in RESP2 into what Java knows: strings, longs, lists and null. */
final class Replies {
    private final byte[] bytes;
    private int at;

    private Replies(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The reply; throws {@link RedisErrorException} when it is an error. */
    static @Nullable Object decode(byte[] reply) {
        Object value = new Replies(reply).next();
        if (value instanceof RedisErrorException error) {
            throw error;
        }
        return value;
    }

    private @Nullable Object next() {
        char type = (char) bytes[at++];
        String line = line();
        return switch (type) {
            case '+' -> line;
            case '-' -> new RedisErrorException(line);
            case ':' -> Long.parseLong(line);
            case '$' -> bulk(Integer.parseInt(line));
            case '*' -> array(Integer.parseInt(line));
            default -> throw new IllegalStateException("type=" + type + " is no reply in RESP2");
        };
    }

    private String line() {
        int start = at;
        while (bytes[at] != '\r') {
            at++;
        }
        String line = new String(bytes, start, at - start, StandardCharsets.UTF_8);
        at += 2;
        return line;
    }

    private @Nullable String bulk(int length) {
        if (length < 0) {
            return null;
        }
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length + 2;
        return text;
    }

    private @Nullable List<@Nullable Object> array(int count) {
        if (count < 0) {
            return null;
        }
        List<@Nullable Object> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(next());
        }
        return list;
    }
}

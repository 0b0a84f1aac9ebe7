package io.clusterjar;

import io.clusterjar.base.Bytes;
import io.clusterjar.protocol.RespReader;
import io.clusterjar.protocol.RespValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns replies into what Java knows: strings, numbers, lists, maps, sets and null. */
final class Replies {
    private Replies() {}

    /** The reply in these bytes; throws {@link RedisErrorException} when it is an error. */
    static @Nullable Object decode(byte[] reply) {
        RespReader reader = new RespReader();
        reader.feed(reply, 0, reply.length);
        RespValue value = reader.next();
        if (value == null) {
            throw new IllegalStateException("the reply is not whole: " + Bytes.text(reply));
        }
        return toJava(value);
    }

    /** Strings as text in UTF-8; throws {@link RedisErrorException} when the reply is an error. */
    static @Nullable Object toJava(RespValue reply) {
        return top(reply, true);
    }

    /** Strings as {@code byte[]}; throws {@link RedisErrorException} when the reply is an error. */
    static @Nullable Object toJavaBytes(RespValue reply) {
        return top(reply, false);
    }

    private static @Nullable Object top(RespValue reply, boolean text) {
        if (reply instanceof RespValue.ErrorReply error) {
            throw new RedisErrorException(error.text());
        }
        return convert(reply, text);
    }

    /** An error within an array, as in the reply of EXEC, is an element like any other. */
    private static @Nullable Object convert(RespValue value, boolean text) {
        if (value instanceof RespValue.Bulk bulk) {
            return string(bulk.bytes(), text);
        } else if (value instanceof RespValue.Int number) {
            return number.value();
        } else if (value instanceof RespValue.Status status) {
            return status.text();
        } else if (value instanceof RespValue.Null) {
            return null;
        } else if (value instanceof RespValue.Array array) {
            return list(array.elements(), text);
        } else if (value instanceof RespValue.Push push) {
            return list(push.elements(), text);
        } else if (value instanceof RespValue.SetReply set) {
            return set(set.elements(), text);
        } else if (value instanceof RespValue.MapReply map) {
            return map(map.keysAndValues(), text);
        } else if (value instanceof RespValue.Dbl number) {
            return number.value();
        } else if (value instanceof RespValue.Bool bool) {
            return bool.value();
        } else if (value instanceof RespValue.BigNumber number) {
            return number.digits();
        } else if (value instanceof RespValue.Verbatim verbatim) {
            return string(verbatim.text(), text);
        } else if (value instanceof RespValue.Attributed attributed) {
            return convert(attributed.value(), text);
        } else if (value instanceof RespValue.ErrorReply error) {
            return new RedisErrorException(error.text());
        }
        throw new IllegalStateException("value=" + value + " is of no known kind");
    }

    private static Object string(byte[] bytes, boolean text) {
        return text ? new String(bytes, StandardCharsets.UTF_8) : bytes;
    }

    private static List<@Nullable Object> list(List<RespValue> elements, boolean text) {
        List<@Nullable Object> list = new ArrayList<>(elements.size());
        for (RespValue element : elements) {
            list.add(convert(element, text));
        }
        return list;
    }

    private static Set<@Nullable Object> set(List<RespValue> elements, boolean text) {
        return new LinkedHashSet<>(list(elements, text));
    }

    private static Map<@Nullable Object, @Nullable Object> map(List<RespValue> keysAndValues, boolean text) {
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i + 1 < keysAndValues.size(); i += 2) {
            map.put(convert(keysAndValues.get(i), text), convert(keysAndValues.get(i + 1), text));
        }
        return map;
    }
}

package io.clusterjar.clients.typed;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows what a client returns as text, down to the fields of its own types, so that two results can be compared. */
final class Shown {
    private static final int MAX_DEPTH = 8;

    private Shown() {}

    /** {@code result} as text; with {@code sorted} the parts of lists are put in one order as those of sets and maps always are. */
    static String of(Object result, boolean sorted) {
        return show(result, sorted, 0);
    }

    private static String show(Object value, boolean sorted, int depth) {
        if (value == null || depth > MAX_DEPTH) {
            return "null";
        }
        if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        if (value instanceof Map.Entry<?, ?> entry) {
            return show(entry.getKey(), sorted, depth + 1) + "=" + show(entry.getValue(), sorted, depth + 1);
        }
        if (value instanceof Map<?, ?> map) {
            List<String> parts = new ArrayList<>();
            map.entrySet().forEach(entry -> parts.add(show(entry, sorted, depth)));
            Collections.sort(parts);
            return parts.toString();
        }
        if (value instanceof Collection<?> || value.getClass().isArray()) {
            Object[] all = value instanceof Collection<?> parts ? parts.toArray() : boxed(value);
            List<String> shown = new ArrayList<>();
            for (Object part : all) {
                shown.add(show(part, sorted, depth + 1));
            }
            if (sorted || value instanceof java.util.Set<?>) {
                Collections.sort(shown);
            }
            return shown.toString();
        }
        String name = value.getClass().getName();
        boolean own = name.startsWith("redis.clients.") || name.startsWith("io.lettuce.");
        if (value instanceof Optional<?> || !own || value instanceof Enum<?>) {
            return value.toString();
        }
        return fields(value, sorted, depth);
    }

    private static Object[] boxed(Object array) {
        Object[] parts = new Object[Array.getLength(array)];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = Array.get(array, i);
        }
        return parts;
    }

    private static String fields(Object value, boolean sorted, int depth) {
        List<String> parts = new ArrayList<>();
        for (Class<?> type = value.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    try {
                        parts.add(field.getName() + "=" + show(field.get(value), sorted, depth + 1));
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                }
            }
        }
        return value.getClass().getSimpleName() + parts;
    }
}

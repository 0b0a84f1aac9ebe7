package io.clusterjar.command.generic;

import io.clusterjar.command.Call;
import io.clusterjar.store.HashValue;
import io.clusterjar.store.KeyEntry;
import io.clusterjar.store.StringValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where {@code SORT} finds something about an element: the key that the pattern becomes when its first {@code *} is replaced
 * by the element, or the field after {@code ->} of the hash at that key. {@code #} is the element itself.
 */
final class SortPattern {
    private final byte[] pattern;
    /** Index of the star, or -1; bytes after a zero byte are not looked at, as in C. */
    private final int star;
    /** Where the arrow before a field is, or the end. */
    private final int arrow;

    SortPattern(byte[] pattern) {
        this.pattern = pattern;
        int end = indexOf(pattern, 0, pattern.length, (byte) 0);
        int visible = end < 0 ? pattern.length : end;
        star = indexOf(pattern, 0, visible, (byte) '*');
        arrow = star < 0 ? pattern.length : arrow(pattern, star + 1, visible);
    }

    /** The first arrow that something comes after, or the length. */
    private static int arrow(byte[] pattern, int from, int end) {
        for (int i = from; i + 1 < end; i++) {
            if (pattern[i] == '-' && pattern[i + 1] == '>') {
                return i + 2 < end ? i : pattern.length;
            }
        }
        return pattern.length;
    }

    private static int indexOf(byte[] bytes, int from, int to, byte wanted) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** Whether it says the same for every element. */
    boolean isConstant() {
        return star < 0;
    }

    /** What it finds for {@code element}; null when there is nothing, or of another type. */
    byte @Nullable [] find(Call call, byte[] element) {
        if (pattern.length == 1 && pattern[0] == '#') {
            return element;
        }
        if (star < 0) {
            return null;
        }
        KeyEntry entry = call.readEntry(call.db(), key(element));
        if (entry == null) {
            return null;
        }
        if (arrow < pattern.length) {
            return entry.value() instanceof HashValue hash
                    ? hash.get(pattern, arrow + 2, pattern.length - arrow - 2)
                    : null;
        }
        return entry.value() instanceof StringValue string ? string.toBytes() : null;
    }

    private byte[] key(byte[] element) {
        byte[] key = Arrays.copyOf(pattern, arrow - 1 + element.length);
        System.arraycopy(element, 0, key, star, element.length);
        System.arraycopy(pattern, star + 1, key, star + element.length, arrow - star - 1);
        return key;
    }
}

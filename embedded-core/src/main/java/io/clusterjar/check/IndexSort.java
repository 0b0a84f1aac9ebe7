package io.clusterjar.check;

/** Sorts indices by numbers that belong to them, stable, without boxes. What is in order already costs one pass. */
final class IndexSort {
    private IndexSort() {}

    /** Sorts the first {@code count} of {@code indices} by {@code keys[index]}, ascending. */
    static void sort(int[] indices, int count, long[] keys) {
        if (!isSorted(indices, count, keys)) {
            int[] from = indices;
            int[] to = new int[count];
            for (int width = 1; width < count; width *= 2) {
                for (int low = 0; low < count; low += 2 * width) {
                    merge(from, to, low, Math.min(low + width, count), Math.min(low + 2 * width, count), keys);
                }
                int[] swap = from;
                from = to;
                to = swap;
            }
            if (from != indices) {
                System.arraycopy(from, 0, indices, 0, count);
            }
        }
    }

    private static boolean isSorted(int[] indices, int count, long[] keys) {
        for (int i = 1; i < count; i++) {
            if (keys[indices[i - 1]] > keys[indices[i]]) {
                return false;
            }
        }
        return true;
    }

    private static void merge(int[] from, int[] to, int low, int middle, int high, long[] keys) {
        int left = low;
        int right = middle;
        if (middle >= high || keys[from[middle - 1]] <= keys[from[middle]]) {
            System.arraycopy(from, low, to, low, high - low);
            return;
        }
        for (int i = low; i < high; i++) {
            boolean takeLeft = right >= high || (left < middle && keys[from[left]] <= keys[from[right]]);
            to[i] = takeLeft ? from[left++] : from[right++];
        }
    }
}

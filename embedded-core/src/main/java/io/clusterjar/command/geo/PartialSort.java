package io.clusterjar.command.geo;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Sorts no more of a list than its first elements: Bentley and McIlroy's quicksort, which goes on only with the parts that are
 * wanted. It is not stable; Redis sorts so when it wants a few of many, and which of several equally distant places it
 * shows, and in which order, follows from each of these steps.
 */
final class PartialSort {
    private static final int INSERTION_BELOW = 7;
    private static final int NINTHER_ABOVE = 40;

    private PartialSort() {}

    /** Sorts {@code list} so far that its first {@code count} elements, at least one, are right. */
    static <T> void sort(List<T> list, Comparator<T> order, int count) {
        sort(list, 0, list.size(), order, count);
    }

    private static <T> void sort(List<T> list, int from, int end, Comparator<T> order, int count) {
        int first = from;
        int behind = end;
        while (behind - first >= INSERTION_BELOW) {
            Collections.swap(list, first, pivot(list, first, behind - first, order));
            T pivot = list.get(first);
            int equalLow = first + 1; // elements equal to the pivot gather at both ends
            int low = equalLow;
            int high = behind - 1;
            int equalHigh = high;
            while (true) {
                for (; low <= high; low++) {
                    int compared = order.compare(list.get(low), pivot);
                    if (compared > 0) {
                        break;
                    }
                    if (compared == 0) {
                        Collections.swap(list, equalLow++, low);
                    }
                }
                for (; low <= high; high--) {
                    int compared = order.compare(list.get(high), pivot);
                    if (compared < 0) {
                        break;
                    }
                    if (compared == 0) {
                        Collections.swap(list, high, equalHigh--);
                    }
                }
                if (low > high) {
                    break;
                }
                Collections.swap(list, low++, high--);
            }
            int less = low - equalLow;
            int greater = equalHigh - high;
            swapRanges(list, first, low, Math.min(equalLow - first, less));
            swapRanges(list, low, behind, Math.min(greater, behind - equalHigh - 1));
            if (less > 1 && first < count) {
                sort(list, first, first + less, order, count);
            }
            if (greater <= 1 || behind - greater >= count) {
                return;
            }
            first = behind - greater;
        }
        for (int i = first + 1; i < behind; i++) {
            for (int j = i; j > first && order.compare(list.get(j - 1), list.get(j)) > 0; j--) {
                Collections.swap(list, j, j - 1);
            }
        }
    }

    /** Exchanges {@code count} elements from {@code first} on with the last before {@code end}. */
    private static <T> void swapRanges(List<T> list, int first, int end, int count) {
        for (int i = 0; i < count; i++) {
            Collections.swap(list, first + i, end - count + i);
        }
    }

    private static <T> int pivot(List<T> list, int first, int count, Comparator<T> order) {
        int middle = first + count / 2;
        if (count == INSERTION_BELOW) {
            return middle;
        }
        int low = first;
        int high = first + count - 1;
        if (count > NINTHER_ABOVE) {
            int step = count / 8;
            low = median(list, low, low + step, low + 2 * step, order);
            middle = median(list, middle - step, middle, middle + step, order);
            high = median(list, high - 2 * step, high - step, high, order);
        }
        return median(list, low, middle, high, order);
    }

    private static <T> int median(List<T> list, int a, int b, int c, Comparator<T> order) {
        T first = list.get(a);
        T second = list.get(b);
        T third = list.get(c);
        if (order.compare(first, second) < 0) {
            return order.compare(second, third) < 0 ? b : order.compare(first, third) < 0 ? c : a;
        }
        return order.compare(second, third) > 0 ? b : order.compare(first, third) < 0 ? a : c;
    }
}

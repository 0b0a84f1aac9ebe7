package io.clusterjar.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one loop in exact order: deadline, then sequence. A binary heap whose entries know their place, so that cancelling
 * costs a logarithm as adding does. A wheel would be cheaper, but gives up the order within a tick, and ticks.
 */
final class TimerHeap {
    static final long NONE = Long.MAX_VALUE;

    private static final int FIRST_CAPACITY = 64;

    private Scheduled[] heap = new Scheduled[FIRST_CAPACITY];
    private int size;
    private long sequence;

    Scheduled add(Scheduled timer) {
        timer.sequence = sequence++;
        push(timer);
        return timer;
    }

    /** The earliest deadline, or {@link #NONE}. */
    long nextNs() {
        return size == 0 ? NONE : heap[0].atNs;
    }

    /** Takes the first timer that is due and was added before {@code sequenceLimit}, or null. */
    @Nullable
    Scheduled pollDue(long nowNs, long sequenceLimit) {
        if (size == 0 || heap[0].atNs > nowNs || heap[0].sequence >= sequenceLimit) {
            return null;
        }
        Scheduled first = heap[0];
        remove(first);
        return first;
    }

    /** All timers added so far have a lower sequence. */
    long sequence() {
        return sequence;
    }

    int size() {
        return size;
    }

    void remove(Scheduled timer) {
        int index = timer.index;
        if (index == Scheduled.NOT_QUEUED) {
            return;
        }
        timer.index = Scheduled.NOT_QUEUED;
        size--;
        Scheduled last = heap[size];
        clear(size);
        if (index < size) {
            place(last, index);
            siftUp(index);
            siftDown(last.index);
        }
    }

    @SuppressWarnings("NullAway") // Slots past the size are never read.
    private void clear(int index) {
        heap[index] = null;
    }

    /** Removes all timers that match. */
    void removeIf(Predicate<Scheduled> predicate) {
        for (Scheduled timer : snapshot()) {
            if (predicate.test(timer)) {
                remove(timer);
            }
        }
    }

    /** Timers in no order; for changing their deadlines, after which {@link #reorder} is due. */
    List<Scheduled> snapshot() {
        return new ArrayList<>(Arrays.asList(heap).subList(0, size));
    }

    /** Restores the order after deadlines were changed. */
    void reorder() {
        List<Scheduled> all = snapshot();
        size = 0;
        all.forEach(this::push);
    }

    private void push(Scheduled timer) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        place(timer, size++);
        siftUp(size - 1);
    }

    private void place(Scheduled timer, int index) {
        heap[index] = timer;
        timer.index = index;
    }

    private void siftUp(int from) {
        int index = from;
        Scheduled timer = heap[index];
        while (index > 0) {
            int parent = (index - 1) >>> 1;
            if (!timer.isBefore(heap[parent])) {
                break;
            }
            place(heap[parent], index);
            index = parent;
        }
        place(timer, index);
    }

    private void siftDown(int from) {
        int index = from;
        Scheduled timer = heap[index];
        while (true) {
            int child = 2 * index + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && heap[child + 1].isBefore(heap[child])) {
                child++;
            }
            if (!heap[child].isBefore(timer)) {
                break;
            }
            place(heap[child], index);
            index = child;
        }
        place(timer, index);
    }
}

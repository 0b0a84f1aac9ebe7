package io.clusterjar.runtime;

import io.clusterjar.net.virtual.Lane;
import io.clusterjar.time.Timers;
import org.jspecify.annotations.Nullable;

/** A task with a deadline in a {@link TimerHeap}. */
final class Scheduled implements Lane.Deadline, Timers.Timer {
    static final int NOT_QUEUED = -1;

    final TimerHeap heap;
    final Runnable task;
    /** Whose timer it is; null for the network's own. */
    final @Nullable NodeHost host;
    /** The deadline in the host's own monotonic time. */
    final long localNs;

    long atNs;
    long sequence;
    int index = NOT_QUEUED;

    Scheduled(TimerHeap heap, @Nullable NodeHost host, long localNs, long atNs, Runnable task) {
        this.heap = heap;
        this.host = host;
        this.localNs = localNs;
        this.atNs = atNs;
        this.task = task;
    }

    @Override
    public void cancel() {
        heap.remove(this);
    }

    void run() {
        if (host == null) {
            task.run();
        } else {
            host.deliver(task);
        }
    }

    boolean isBefore(Scheduled other) {
        return atNs < other.atNs || atNs == other.atNs && sequence < other.sequence;
    }
}

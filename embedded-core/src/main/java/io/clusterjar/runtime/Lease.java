package io.clusterjar.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Who may touch what a loop owns: its own thread while it runs, nobody while it sleeps in its selector, or a guest: a thread from
 * outside that found it asleep and does its errand there and then. A guest that comes to a sleeping loop needs no hand-over
 * to another thread, which would cost it some ten microseconds each way.
 */
final class Lease {
    private static final int FREE = 0;
    private static final int LOOP = 1;
    private static final int GUEST = 2;
    private static final int SPINS = 100;

    private final AtomicInteger holder = new AtomicInteger(LOOP);
    private volatile @Nullable Thread waiting;

    /** A guest comes in, if the loop sleeps. */
    boolean tryEnter() {
        return holder.compareAndSet(FREE, GUEST);
    }

    /** The guest leaves. */
    void leave() {
        holder.set(FREE);
        Thread loop = waiting;
        if (loop != null) {
            LockSupport.unpark(loop);
        }
    }

    /** The loop goes to sleep. */
    void release() {
        holder.set(FREE);
    }

    /** The loop is awake, once a guest that is there has left. */
    void acquire() {
        for (int i = 0; i < SPINS; i++) {
            if (holder.compareAndSet(FREE, LOOP)) {
                return;
            }
            Thread.onSpinWait();
        }
        waiting = Thread.currentThread();
        while (!holder.compareAndSet(FREE, LOOP)) {
            LockSupport.park(this);
        }
        waiting = null;
    }
}

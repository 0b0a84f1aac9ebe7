package io.clusterjar.runtime;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Wakes those who wait for something to change, after each turn that did something. Costs a read when nobody waits. */
final class TurnObservers {
    /** A world in which nothing happens is looked at again after this time all the same. */
    private static final long LOOK_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition turned = lock.newCondition();
    private final AtomicInteger waiting = new AtomicInteger();
    private long turns;

    /** A loop's turn ended. */
    void turned() {
        if (waiting.get() > 0) {
            lock.lock();
            try {
                turns++;
                turned.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Waits until {@code condition} holds; whether it did before real time {@code endNs}. */
    boolean await(BooleanSupplier condition, long endNs) {
        waiting.incrementAndGet();
        try {
            while (true) {
                long seen = turns();
                if (condition.getAsBoolean()) {
                    return true;
                }
                long leftNs = endNs - System.nanoTime();
                if (leftNs <= 0) {
                    return false;
                }
                sleep(seen, Math.min(leftNs, LOOK_AGAIN_NS));
            }
        } finally {
            waiting.decrementAndGet();
        }
    }

    private long turns() {
        lock.lock();
        try {
            return turns;
        } finally {
            lock.unlock();
        }
    }

    private void sleep(long seen, long limitNs) {
        lock.lock();
        try {
            long leftNs = limitNs;
            while (turns == seen && leftNs > 0) {
                leftNs = turned.awaitNanos(leftNs);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the nodes", e);
        } finally {
            lock.unlock();
        }
    }
}

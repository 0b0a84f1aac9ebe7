package io.clusterjar.samples.bench;

import java.lang.management.ManagementFactory;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;

/** What this JVM's heap holds. */
final class Heap {
    private static final int MAX_COLLECTIONS = 10;
    private static final long GIVE_UP_MS = 60_000;

    private Heap() {}

    /** Bytes in use when there is no more garbage to collect. */
    static long usedBytes() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < MAX_COLLECTIONS; i++) {
            collect();
            long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            if (used >= least) {
                return least;
            }
            least = used;
        }
        return least;
    }

    /** Collects garbage; over when the references that became free are handed out, for these may free more. */
    private static void collect() throws InterruptedException {
        ReferenceQueue<Object> freed = new ReferenceQueue<>();
        PhantomReference<Object> probe = new PhantomReference<>(new Object(), freed);
        try {
            System.gc();
            if (freed.remove(GIVE_UP_MS) == null) {
                throw new IllegalStateException("no garbage is collected: is -XX:+DisableExplicitGC set?");
            }
        } finally {
            Reference.reachabilityFence(probe);
        }
    }
}

package io.clusterjar.samples.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;

/** The threads that nodes of ours run on. */
final class LoopThreads {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private LoopThreads() {}

    /** Those that live. */
    static List<Thread> all() {
        Thread[] all = new Thread[Thread.activeCount() + 64];
        int count = Thread.enumerate(all);
        return Arrays.stream(all, 0, count)
                .filter(thread -> thread.getName().startsWith("clusterjar-"))
                .toList();
    }

    /** CPU time that they have used. */
    static long cpuNs() {
        return all().stream()
                .mapToLong(thread -> THREADS.getThreadCpuTime(thread.getId()))
                .sum();
    }
}

package io.clusterjar.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import redis.clients.jedis.UnifiedJedis;

/**
 * Threads that increment counters through one client until told to stop. Each has counters of its own, so it knows
 * every value.
 */
final class CountingWriters {
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<Writer> writers = new ArrayList<>();

    /**
     * Starts them.
     *
     * @param threads how many
     * @param countersEach how many counters each has
     */
    CountingWriters(UnifiedJedis client, int threads, int countersEach) {
        for (int i = 0; i < threads; i++) {
            Writer writer = new Writer(new ConsistencyChecker(client, "writer" + i, countersEach));
            writers.add(writer);
            writer.start();
        }
    }

    /** Ends all threads, reads every counter once more, and tells what all of them found. */
    ConsistencyChecker.Findings stop() throws InterruptedException {
        stopped.set(true);
        ConsistencyChecker.Findings all = ConsistencyChecker.Findings.NONE;
        for (Writer writer : writers) {
            writer.join();
            all = all.plus(writer.checker.settle());
        }
        return all;
    }

    private final class Writer extends Thread {
        private final ConsistencyChecker checker;

        Writer(ConsistencyChecker checker) {
            super("clusterjar-sample-writer");
            this.checker = checker;
            setDaemon(true);
        }

        @Override
        public void run() {
            while (!stopped.get()) {
                checker.work(1);
            }
        }
    }
}

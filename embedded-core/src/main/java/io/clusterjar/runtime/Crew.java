package io.clusterjar.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Threads that do pieces of work side by side, for runs that share nothing. */
public final class Crew {
    private static final int MAX_THREADS = 256;

    private Crew() {}

    /**
     * Takes pieces from {@code next} until it gives null, and does them on {@code threads} threads, of which the caller's is one.
     * Returns when all are done.
     *
     * @param next gives the next piece; asked by one thread at a time
     */
    public static void work(String name, int threads, Supplier<@Nullable Runnable> next) {
        if (threads < 1 || threads > MAX_THREADS) {
            throw new IllegalArgumentException("threads=" + threads + " is not within 1 to " + MAX_THREADS);
        }
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Object turn = new Object();
        Runnable member = () -> {
            while (failure.get() == null) {
                Runnable piece;
                synchronized (turn) {
                    piece = next.get();
                }
                if (piece == null) {
                    return;
                }
                try {
                    piece.run();
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                }
            }
        };
        List<Thread> helpers = new ArrayList<>();
        for (int i = 1; i < threads; i++) {
            Thread helper = new Thread(member, name + "-" + i);
            helper.setDaemon(true);
            helper.start();
            helpers.add(helper);
        }
        member.run();
        for (Thread helper : helpers) {
            LiveWorld.joinUninterruptibly(helper);
        }
        Calls.rethrow(failure.get());
    }
}

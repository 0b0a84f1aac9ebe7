package io.clusterjar.junit5;

import java.time.Duration;
import redis.clients.jedis.executors.ClusterCommandExecutor;

/** Jedis' own way of trying a command again, but that it pauses in virtual time. */
final class VirtualClusterExecutor extends ClusterCommandExecutor {
    /** In real time, so it must never be over: attempts are counted instead. */
    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final Runnable pause;

    @SuppressWarnings("deprecation") // the other constructor wants a table of flags that differs between versions
    VirtualClusterExecutor(VirtualClusterProvider provider, int attempts, Runnable pause) {
        super(provider, attempts, FOR_EVER);
        this.pause = pause;
    }

    /** What Jedis drew depends on the real clock, and is not looked at. */
    @Override
    protected void sleep(long drawnMs) {
        pause.run();
    }
}

package io.clusterjar.junit5;

import java.time.Duration;
import java.util.function.Consumer;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisRedirectionException;
import redis.clients.jedis.executors.ClusterCommandExecutor;

/** Jedis' own way of trying a command again, but that it pauses, and gives up, in virtual time. */
final class VirtualClusterExecutor extends ClusterCommandExecutor {
    /** In real time, so it must never be over. */
    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final RetryDeadline deadline;
    private final Duration pause;
    private final Consumer<Duration> sleep;

    @SuppressWarnings("deprecation") // the other constructor wants a table of flags that differs between versions
    VirtualClusterExecutor(VirtualClusterProvider provider, int attempts, Duration pause, Consumer<Duration> sleep) {
        super(provider, attempts, FOR_EVER);
        this.deadline = provider.deadline();
        this.pause = pause;
        this.sleep = sleep;
    }

    @Override
    protected <T> T execute(Connection connection, CommandObject<T> command) {
        deadline.sending(command.getArguments());
        boolean again = false;
        try {
            return super.execute(connection, command);
        } catch (JedisConnectionException | JedisRedirectionException e) {
            again = true;
            throw e;
        } finally {
            if (!again) {
                deadline.ended();
            }
        }
    }

    /** What Jedis drew depends on the real clock, and is not looked at. */
    @Override
    protected void sleep(long drawnMs) {
        sleep.accept(deadline.atMost(pause));
    }
}

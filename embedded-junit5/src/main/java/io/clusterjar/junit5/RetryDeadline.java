package io.clusterjar.junit5;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.exceptions.JedisClusterOperationException;

/**
 * How long a command may be tried again, in virtual time. Jedis' executor reckons it by the JVM's clock, and nobody can look on when a command
 * begins; so it is told from what the executor asks for: another command than before on this thread, or the same one after all its attempts,
 * begins anew.
 */
final class RetryDeadline {
    private static final String EXCEEDED = "Cluster retry deadline exceeded.";

    private final Supplier<Instant> clock;
    private final Duration longest;
    private final int maxAttempts;

    @SuppressWarnings("ThreadLocalUsage") // each client has its own, and goes with its run
    private final ThreadLocal<@Nullable Tried> current = new ThreadLocal<>();

    /** A command that is being tried. */
    private static final class Tried {
        final CommandArguments command;
        final Instant deadline;
        int attempts;
        boolean connected;

        Tried(CommandArguments command, Instant deadline) {
            this.command = command;
            this.deadline = deadline;
        }
    }

    RetryDeadline(Supplier<Instant> clock, Duration longest, int maxAttempts) {
        this.clock = clock;
        this.longest = longest;
        this.maxAttempts = maxAttempts;
    }

    /** An attempt begins: a connection is wanted. */
    void connecting(CommandArguments command) {
        begin(command).connected = true;
    }

    /** A command is sent; without {@link #connecting} before it is an attempt after a redirect, or one to any node. */
    void sending(CommandArguments command) {
        Tried tried = current.get();
        if (tried == null || tried.command != command || !tried.connected) {
            tried = begin(command);
        }
        tried.connected = false;
    }

    private Tried begin(CommandArguments command) {
        Tried tried = current.get();
        if (tried == null || tried.command != command || tried.attempts == maxAttempts) {
            tried = new Tried(command, clock.get().plus(longest));
            current.set(tried);
        } else {
            left(tried);
        }
        tried.attempts++;
        return tried;
    }

    /** The command was answered, or will not be tried again. */
    void ended() {
        current.remove();
    }

    /** {@code pause}, or what is left of the time if that is less. */
    Duration atMost(Duration pause) {
        Tried tried = current.get();
        if (tried == null) {
            return pause;
        }
        Duration left = left(tried);
        return pause.compareTo(left) < 0 ? pause : left;
    }

    private Duration left(Tried tried) {
        Duration left = Duration.between(clock.get(), tried.deadline);
        if (left.isNegative() || left.isZero()) { // at the very moment, too: otherwise it would never pass
            ended();
            throw new JedisClusterOperationException(EXCEEDED);
        }
        return left;
    }
}

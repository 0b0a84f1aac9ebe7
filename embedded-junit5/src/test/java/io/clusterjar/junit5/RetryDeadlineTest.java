package io.clusterjar.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisClusterOperationException;

class RetryDeadlineTest {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private Instant now = Instant.EPOCH;
    private final RetryDeadline deadline = new RetryDeadline(() -> now, LONGEST, 3);
    private final CommandArguments set = new CommandArguments(Protocol.Command.SET);
    private final CommandArguments get = new CommandArguments(Protocol.Command.GET);

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void shouldEndAtItsTimeWhenACommandIsTriedAgain() {
        deadline.connecting(set);
        deadline.sending(set);
        pass(Duration.ofSeconds(9));
        deadline.connecting(set);
        assertThat(deadline.atMost(Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1));
        assertThatThrownBy(() -> deadline.atMost(PAUSE)).isInstanceOf(JedisClusterOperationException.class);
    }

    @Test
    void shouldCountAttemptsAfterRedirectsWhenTheyAskForNoConnectionByCommand() {
        deadline.connecting(set);
        deadline.sending(set);
        pass(LONGEST);
        assertThatThrownBy(() -> deadline.sending(set))
                .isInstanceOf(JedisClusterOperationException.class)
                .hasMessage("Cluster retry deadline exceeded.");
    }

    @Test
    void shouldBeginAnewWhenTheCommandBeforeHasEnded() {
        deadline.connecting(set);
        deadline.sending(set);
        deadline.ended();
        pass(LONGEST);
        deadline.connecting(set);
        assertThat(deadline.atMost(PAUSE)).isEqualTo(PAUSE);
    }

    @Test
    void shouldBeginAnewWhenAnotherCommandIsTried() {
        deadline.connecting(set);
        pass(LONGEST);
        deadline.connecting(get);
        assertThat(deadline.atMost(PAUSE)).isEqualTo(PAUSE);
    }

    @Test
    void shouldBeginAnewWhenTheSameCommandIsCalledAfterAllItsAttempts() {
        for (int i = 0; i < 3; i++) {
            deadline.connecting(set);
        }
        pass(LONGEST);
        deadline.connecting(set);
        assertThat(deadline.atMost(PAUSE)).isEqualTo(PAUSE);
    }
}

package io.clusterjar.engine;

import io.clusterjar.testing.BesideRedis;
import io.clusterjar.testing.RealRedis;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that wait for entries of streams: who gets what, and when, as with a real Redis. */
@BesideRedis
class StreamWaitingLikeRedisTest {
    private final RealRedis redis;

    StreamWaitingLikeRedisTest(RealRedis redis) {
        this.redis = redis;
    }

    /** Steps between semicolons, each the letter of a client and what it sends. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a xread block 0 streams s $; b xread block 0 streams s 0; c xadd s 1-1 x y; c xadd s 2-1 x y",
                "c xadd s 1-1 x y; a xread block 0 streams s $; b xread block 0 streams s 0; c xadd s 1-2 x y",
                "c xadd s 1-1 x y; a xread block 0 streams s 1-1; c xdel s 1-1; c xadd s 1-5 x y",
                "a xread block 0 streams s 5-5; c xadd s 5-4 x y; c xadd s 5-5 x y; c xadd s 5-6 x y",
                "a xread block 0 streams s t $ $; c xadd t 1-1 x y; c xadd s 1-1 x y",
                "a xread block 0 count 1 streams s $; c multi; c xadd s 1-1 x y; c xadd s 2-1 x y; c exec",
                "a xread block 0 streams s $; c set s x; c del s; c xadd s 1-1 x y",
                "a xread block 0 streams s $; c xadd t 1-1 x y; c rename t s; c xadd s 2-1 x y",
                "a multi; a xread block 0 streams s $; a exec",
                "a xread block 0 streams s $; a ping; c xadd s 1-1 x y",
                "c xgroup create s g $ mkstream; c xgroup createconsumer s g p; c xgroup createconsumer s g q; "
                        + "a xreadgroup group g p block 0 streams s >; b xreadgroup group g q block 0 streams s >; "
                        + "c xadd s 1-1 x y; c xadd s 2-1 x y; c xadd s 3-1 x y; c xpending s g; c xinfo groups s",
                "c xgroup create s g $ mkstream; c xgroup create s h $; c xgroup createconsumer s g p; "
                        + "c xgroup createconsumer s h q; a xreadgroup group g p block 0 streams s >; "
                        + "b xreadgroup group h q block 0 streams s >; d xread block 0 streams s $; c xadd s 1-1 x y",
                "c xgroup create s g $ mkstream; c xgroup createconsumer s g p; "
                        + "a xreadgroup group g p block 0 streams s >; b xreadgroup group g p block 0 streams s >; "
                        + "c multi; c xadd s 1-1 x y; c xadd s 2-1 x y; c exec; c xadd s 3-1 x y",
                "c xgroup create s g $ mkstream; a xreadgroup group g p block 0 noack streams s >; c xadd s 1-1 x y; "
                        + "c xpending s g; a xreadgroup group g p block 0 streams s 0",
                "c xgroup create s g $ mkstream; c xgroup create s h $; a xreadgroup group g p block 0 streams s >; "
                        + "c xgroup destroy s h; c xadd s 1-1 x y",
            })
    void shouldServeTheSameClientsInTheSameOrder(String script) throws IOException {
        try (SideBySide world = new SideBySide(redis)) {
            world.play(script);
        }
    }
}

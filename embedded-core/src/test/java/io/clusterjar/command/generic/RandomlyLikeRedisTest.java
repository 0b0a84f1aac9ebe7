package io.clusterjar.command.generic;

import io.clusterjar.command.CallFixture;
import io.clusterjar.command.RandomRequests;
import io.clusterjar.command.hash.HashCommands;
import io.clusterjar.command.string.StringCommands;
import io.clusterjar.config.ConfigKey;
import io.clusterjar.testing.RealRedis;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Random requests on few keys, with arguments at the edges, against a real Redis. */
class RandomlyLikeRedisTest {
    private static final long SEED = 20_260_101;
    private static final int EPISODES = 60;
    private static final int EPISODE_LENGTH = 100;

    private static RealRedis redis;

    @BeforeAll
    static void startRedis() {
        redis = RealRedis.start("--hash-max-listpack-entries", "6", "--hash-max-listpack-value", "20");
    }

    @AfterAll
    static void stopRedis() {
        if (redis != null) {
            redis.close();
        }
    }

    @Test
    void shouldReplyAsRedisWhenStringRequestsAreRandom() {
        play(RandomKeyRequests.STRINGS);
    }

    @Test
    void shouldReplyAsRedisWhenHashRequestsAreRandom() {
        play(RandomKeyRequests.HASHES);
    }

    @Test
    void shouldReplyAsRedisWhenKeyRequestsAreRandom() {
        play(RandomKeyRequests.KEYS);
    }

    private static void play(List<String> templates) {
        RandomRequests requests = new RandomRequests(templates, RandomKeyRequests.POOLS, List.of());
        for (int episode = 0; episode < EPISODES; episode++) {
            CallFixture fixture = new CallFixture(new GenericCommands(), new StringCommands(), new HashCommands());
            fixture.config().set(ConfigKey.HASH_MAX_LISTPACK_ENTRIES, 6);
            fixture.config().set(ConfigKey.HASH_MAX_LISTPACK_VALUE, 20);
            requests.play(redis, fixture, 2 + episode % 2, SEED + episode, EPISODE_LENGTH);
        }
    }
}

package io.clusterjar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.command.RandomRequests;
import io.clusterjar.command.generic.GenericCommands;
import io.clusterjar.command.generic.RandomKeyRequests;
import io.clusterjar.command.hash.HashCommands;
import io.clusterjar.engine.connection.ConnectionCommands;
import io.clusterjar.engine.connection.Tracking;
import io.clusterjar.engine.pubsub.PubSub;
import io.clusterjar.testing.RealRedis;
import io.clusterjar.testing.RespClient;
import io.clusterjar.testing.RespText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Random requests on strings, hashes and keys through the whole engine, transactions among them, against a real Redis. */
class CommandsThroughEngineTest {
    private static final List<String> TRANSACTIONS = List.of(
            "MULTI", "MULTI", "EXEC", "EXEC", "EXEC", "DISCARD", "WATCH $key", "UNWATCH", "NONSENSE $key", "GET");
    private static final int EPISODES = 20;
    private static final int EPISODE_LENGTH = 200;

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
    void shouldReplyAsRedisWhenRequestsGoThroughTheEngine() {
        List<String> templates = new ArrayList<>();
        templates.addAll(RandomKeyRequests.STRINGS);
        templates.addAll(RandomKeyRequests.HASHES);
        templates.addAll(RandomKeyRequests.KEYS);
        templates.addAll(TRANSACTIONS);
        templates.removeIf(line -> line.contains("${") || line.startsWith("?")); // our clock stands; chance is chance
        RandomRequests requests = new RandomRequests(templates, RandomKeyRequests.POOLS, List.of());
        for (int seed = 1; seed <= EPISODES; seed++) {
            play(requests.table(seed, EPISODE_LENGTH), seed);
        }
    }

    private static void play(String table, int seed) {
        EngineFixture.Client ours = new EngineFixture(
                        List.of("hash-max-listpack-entries=6", "hash-max-listpack-value=20"),
                        new HashCommands(),
                        new GenericCommands(),
                        new ConnectionCommands(new PubSub(), new Tracking()))
                .client();
        List<String> history = new ArrayList<>();
        try (RespClient theirs = redis.connect()) {
            theirs.call("FLUSHALL");
            for (String line : table.split("\n")) {
                String request = line.startsWith("~") ? line.substring(1).strip() : line;
                byte[] expected = theirs.call(RespText.words(request));
                ours.send(request);
                byte[] actual = ours.take();
                history.add(request + "    -> " + RespText.show(expected));
                assertThat(RespText.showSorted(actual))
                        .as("seed=%d, after:%n%s", seed, String.join("\n", history))
                        .isEqualTo(RespText.showSorted(expected));
            }
        }
    }
}

package io.clusterjar.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.EmbeddedRedis;
import io.clusterjar.testing.BesideRedis;
import io.clusterjar.testing.RealRedis;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random requests to a whole node over its socket, and to a real Redis: same replies, same events, same values, and a replica
 * of ours that has them too.
 *
 * <p>{@code -Dclusterjar.test.fuzz=1000000} says how many requests of each group are compared,
 * {@code -Dclusterjar.test.fuzz.seed} from which seed on, {@code -Dclusterjar.test.fuzz.groups} of which groups.
 */
@BesideRedis(Duel.OPTIONS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DifferentialFuzzTest {
    private static final long REQUESTS = Long.getLong("clusterjar.test.fuzz", 0);
    private static final long REQUESTS_BY_DEFAULT = 40_000;
    /** A request of another client costs as much as fifty of the one that is awaited in batches. */
    private static final long OF_SEVERAL_CLIENTS_BY_DEFAULT = 5_000;

    private static final long SEED = Long.getLong("clusterjar.test.fuzz.seed", 20_260_101);
    private static final String GROUPS = System.getProperty("clusterjar.test.fuzz.groups", "");
    private static final int MAX_DIFFERENCES = Integer.getInteger("clusterjar.test.fuzz.differences", 3);

    private final RealRedis redis;
    private final EmbeddedRedis ours;

    DifferentialFuzzTest(RealRedis redis) {
        this.redis = redis;
        ours = EmbeddedRedis.builder()
                .replicas(1)
                .seed(1)
                .config("notify-keyspace-events", "AE")
                .start();
    }

    @AfterAll
    void stop() {
        ours.close();
    }

    static Stream<String> groups() {
        return RequestGroups.names()
                .filter(name -> GROUPS.isEmpty() || List.of(GROUPS.split(",")).contains(name));
    }

    @ParameterizedTest
    @MethodSource("groups")
    void shouldAnswerAsRedisWhenRequestsAreRandom(String name) {
        try (Duel duel =
                new Duel(redis.port(), ours.node(0).port(), ours.node(1).port())) {
            play(duel, RequestGroups.of(name));
        }
    }

    private static long requests(RequestGroup group) {
        return REQUESTS > 0
                ? REQUESTS
                : group.hasSeveralClients() ? OF_SEVERAL_CLIENTS_BY_DEFAULT : REQUESTS_BY_DEFAULT;
    }

    private static void play(Duel duel, RequestGroup group) {
        List<String> missing = group.commands().stream()
                .filter(command -> duel.knows(command, true) && !duel.knows(command, false))
                .toList();
        assertThat(missing).as("commands that a real server knows").isEmpty();
        group.keepOnly(command -> duel.knows(command, true));
        long before = duel.played();
        long startNs = System.nanoTime();
        List<String> differences = new Fuzzer(duel, group, SEED, MAX_DIFFERENCES).run(requests(group));
        long count = duel.played() - before;
        System.out.printf(
                "%s: %d requests, %d a second%n",
                group.name(), count, count * 1_000_000_000L / Math.max(1, System.nanoTime() - startNs));
        assertThat(String.join("\n\n", differences)).as("differences").isEmpty();
    }
}

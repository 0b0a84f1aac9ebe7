package io.clusterjar.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import java.time.Duration;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;

/** An application with Spring Boot's own template, as its users have it, through the loss of a master. */
@SpringBootTest(classes = SampleApplication.class)
@EmbeddedRedisCluster(masters = 3, replicas = 1)
class FailoverTest {
    private static final String KEY = "cart:42";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    private StringRedisTemplate redis;

    @Autowired
    private EmbeddedCluster cluster;

    @Test
    void shouldGoOnWritingWithTheSameTemplateWhenAMasterCrashes() {
        redis.opsForValue().set(KEY, "book");
        assertThat(redis.opsForValue().get(KEY)).isEqualTo("book");
        cluster.await().replicated();
        ClusterNode old = cluster.masterOf(KEY);

        old.crash();
        ClusterNode elected = cluster.await().fastForward().masterOf(KEY).isNot(old);

        assertThat(retrying(() -> redis.opsForValue().append(KEY, " and pen"))).isEqualTo("book and pen".length());
        assertThat(retrying(() -> redis.opsForValue().get(KEY))).isEqualTo("book and pen");
        assertThat(elected.execute("GET", KEY)).isEqualTo("book and pen");
    }

    /** Tries again as an application does. */
    private static <T> T retrying(Supplier<T> operation) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsInstanceOf(DataAccessException.class)
                .until(operation::get, result -> true);
    }
}

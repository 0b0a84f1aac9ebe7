package io.clusterjar.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.EmbeddedRedis;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Standalone Redis below an application whose own settings point elsewhere, over TLS. */
@SpringBootTest(
        classes = SampleApplication.class,
        properties = {
            "spring.data.redis.url=rediss://redis.production.invalid:6390/3?timeout=1s",
            "spring.data.redis.host=redis.production.invalid",
            "spring.data.redis.port=6390",
            "spring.data.redis.ssl.enabled=true",
            "spring.data.redis.database=5"
        })
@EmbeddedRedisStandalone(replicas = 1, password = "secret")
class StandaloneTest {
    @Autowired
    private StringRedisTemplate redis;

    @Autowired
    private EmbeddedRedis deployment;

    @Test
    void shouldServeTheApplicationInTheDatabaseOfItsUrl() {
        redis.opsForValue().set("greeting", "hello");

        assertThat(redis.opsForValue().get("greeting")).isEqualTo("hello");
        assertThat(deployment.master().execute("INFO", "keyspace").toString()).contains("db3:keys=1");
        deployment.await().replicated();
    }

    @Test
    void shouldReplaceTheAddressesOfTheApplication(
            @Value("${spring.data.redis.host}:${spring.data.redis.port}") String address,
            @Value("${spring.data.redis.url}") String url) {
        assertThat(address).isEqualTo(deployment.master().address());
        assertThat(url).isEqualTo("redis://:secret@" + deployment.master().address() + "/3");
    }
}

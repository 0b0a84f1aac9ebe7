package io.clusterjar.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;

/** The application's own settings stand before ours; only where Redis is, is ours to say. */
@SpringBootTest(
        classes = SampleApplication.class,
        properties = {"spring.data.redis.timeout=700ms", "spring.data.redis.cluster.nodes=redis.production.invalid:6379"
        })
@Import(ClientSettingsTest.WithPropertySource.class)
@EmbeddedRedisCluster
class ClientSettingsTest {
    @Autowired
    private DataRedisProperties properties;

    @Autowired
    private EmbeddedCluster cluster;

    @Test
    void shouldLeaveToTheApplicationWhatItSaysInAnyPropertySource() {
        assertThat(properties.getTimeout()).isEqualTo(Duration.ofMillis(700));
        assertThat(properties.getConnectTimeout()).isEqualTo(Duration.ofMillis(1234));
    }

    @Test
    void shouldLetLettuceLookForMastersSoonWhenTheApplicationDoesNotSay() {
        assertThat(properties.getLettuce().getCluster().getRefresh().getPeriod())
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void shouldReplaceTheNodesThatTheApplicationNames() {
        List<String> addresses =
                cluster.nodes().stream().map(ClusterNode::address).toList();
        assertThat(properties.getCluster().getNodes()).isEqualTo(addresses);
    }

    @Configuration(proxyBeanMethods = false)
    @PropertySource("classpath:client-settings.properties")
    static class WithPropertySource {}
}

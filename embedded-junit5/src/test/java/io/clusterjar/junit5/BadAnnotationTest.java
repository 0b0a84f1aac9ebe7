package io.clusterjar.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.ClientView;
import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import io.clusterjar.EmbeddedRedis;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.RedisClient;

/** What slips in annotations and parameters are told. */
@SuppressWarnings("deprecation")
class BadAnnotationTest {
    private static void assertRefused(Class<?> type, String... parts) {
        assertThat(Kit.failure(type)).as("%s", type).hasMessageContainingAll(parts);
    }

    static class Any {
        @Test
        void test() {}
    }

    @RedisCluster(masters = 0)
    static class NoMasters extends Any {}

    @RedisCluster(replicas = -1)
    static class NegativeReplicas extends Any {}

    @RedisStandalone(replicas = -1)
    static class NegativeStandaloneReplicas extends Any {}

    @RedisCluster(minReplicasToWrite = -1)
    static class NegativeMinReplicas extends Any {}

    @RedisCluster(nodeTimeout = "soon")
    static class OddTimeout extends Any {}

    @RedisCluster(config = "cluster-node-timout=1000")
    static class UnknownConfig extends Any {}

    @RedisCluster(config = "appendonly")
    static class ConfigWithoutValue extends Any {}

    @RedisCluster(config = "maxmemory=lots")
    static class BadConfigValue extends Any {}

    @RedisCluster(config = {"maxmemory=1mb", "maxmemory=2mb"})
    static class ConfigTwice extends Any {}

    @RedisCluster(ports = {7001, 7002})
    static class TooFewPorts extends Any {}

    @RedisCluster
    @RedisStandalone
    static class Two extends Any {}

    static class TwoOnMethod {
        @Test
        @RedisCluster
        @RedisStandalone
        void test() {}
    }

    @Test
    void shouldNameTheValueThatIsRefused() {
        assertRefused(NoMasters.class, "@RedisCluster on NoMasters", "masters=0 is not within 1 to 1000");
        assertRefused(NegativeReplicas.class, "@RedisCluster on NegativeReplicas", "replicas=-1 is not 0 or more");
        assertRefused(NegativeStandaloneReplicas.class, "@RedisStandalone on", "replicas=-1 is not");
        assertRefused(NegativeMinReplicas.class, "minReplicasToWrite=-1 is not 0 or more");
        assertRefused(OddTimeout.class, "nodeTimeout=\"soon\" is not a number and ms, s, m or h");
        assertRefused(UnknownConfig.class, "cluster-node-timout", "cluster-node-timeout");
        assertRefused(ConfigWithoutValue.class, "config=\"appendonly\" is not of the form \"name=value\"");
        assertRefused(BadConfigValue.class, "maxmemory", "lots");
        assertRefused(ConfigTwice.class, "config names maxmemory twice");
        assertRefused(TooFewPorts.class, "ports=[7001, 7002] names 2 ports for 3 nodes");
    }

    @Test
    void shouldRefuseTwoDeploymentsAtOnePlace() {
        assertRefused(Two.class, "Two asks for more than one deployment", "@RedisCluster", "@RedisStandalone");
        assertRefused(TwoOnMethod.class, "TwoOnMethod.test() asks for more than one deployment");
    }

    @RedisStandalone
    static class MasterInStandalone {
        @Test
        void test(@Master("k") ClusterNode node) {}
    }

    @RedisStandalone
    static class ClusterInStandalone {
        @Test
        void test(EmbeddedCluster cluster) {}
    }

    @RedisStandalone
    static class ClusterClientInStandalone {
        @Test
        void test(JedisCluster jedis) {}
    }

    @RedisCluster
    static class StandaloneInCluster {
        @Test
        void test(EmbeddedRedis redis) {}
    }

    @RedisCluster
    static class StandaloneClientInCluster {
        @Test
        void test(RedisClient client) {}
    }

    @RedisCluster
    static class NodeWithoutQualifier {
        @Test
        void test(ClusterNode node) {}
    }

    @RedisCluster
    static class NodeOutOfRange {
        @Test
        void test(@Node(7) ClusterNode node) {}
    }

    @RedisCluster
    static class NoReplica {
        @Test
        void test(@Replica("k") ClusterNode node) {}
    }

    @RedisCluster
    static class TwoQualifiers {
        @Test
        void test(@Master("k") @Node(0) ClusterNode node) {}
    }

    @RedisCluster
    static class ViewWithoutName {
        @Test
        void test(ClientView view) {}
    }

    @RedisCluster
    static class BytesConnection {
        @Test
        void test(StatefulRedisClusterConnection<byte[], byte[]> connection) {}
    }

    @RedisCluster(lifecycle = DeploymentLifecycle.PER_METHOD)
    static class TooEarly {
        @BeforeAll
        static void prepare(EmbeddedCluster cluster) {}

        @Test
        void test() {}
    }

    @ExtendWith(ClusterjarExtension.class)
    static class WithoutAnnotation {
        @Test
        void test(EmbeddedCluster cluster) {}
    }

    @Test
    void shouldSayWhatAParameterCouldBe() {
        assertRefused(MasterInStandalone.class, "@Master needs a cluster", "@RedisStandalone on", "@Node(0)");
        assertRefused(ClusterInStandalone.class, "needs a cluster", "ask for EmbeddedRedis");
        assertRefused(ClusterClientInStandalone.class, "JedisCluster needs a cluster", "standalone");
        assertRefused(StandaloneInCluster.class, "ask for EmbeddedCluster");
        assertRefused(StandaloneClientInCluster.class, "a client of one node", "@Node(index)");
        assertRefused(NodeWithoutQualifier.class, "which node?", "@Master(\"key\")");
        assertRefused(NodeOutOfRange.class, "index=7 is not within 0 to 2");
        assertRefused(NoReplica.class, "has no running replica");
        assertRefused(TwoQualifiers.class, "has @Master and @Node, of which it can have one");
        assertRefused(ViewWithoutName.class, "which view?", "@View(\"z1\")");
        assertRefused(BytesConnection.class, "String keys and values only");
        assertRefused(TooEarly.class, "one for each test", "@BeforeEach");
        assertRefused(WithoutAnnotation.class, "neither @RedisCluster nor @RedisStandalone");
    }
}

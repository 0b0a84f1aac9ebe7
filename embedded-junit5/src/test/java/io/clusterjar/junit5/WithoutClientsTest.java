package io.clusterjar.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** A user without any client library, or with one that lacks what it needs. */
class WithoutClientsTest {
    @RedisCluster
    static class HandlesCase {
        @Test
        void works(EmbeddedCluster cluster, @Master("k") ClusterNode master, TestInfo ofJUnitItself) {
            if (cluster.masterOf("k") != master) {
                throw new AssertionError();
            }
        }
    }

    @RedisCluster
    @SuppressWarnings("deprecation")
    static class JedisCase {
        @Test
        void needsThePool(redis.clients.jedis.JedisCluster jedis) {}
    }

    @Test
    void shouldWorkWithoutClientLibraries() throws Exception {
        assertThat(messagesWithout(HandlesCase.class, "jedis", "lettuce", "redisson", "netty", "commons-pool"))
                .isEmpty();
    }

    @RedisStandalone
    static class OnlyJedisCase {
        @Test
        void works(redis.clients.jedis.UnifiedJedis jedis) {
            jedis.set("a", "1");
        }
    }

    @RedisStandalone
    static class OnlyLettuceCase {
        @Test
        void works(io.lettuce.core.api.sync.RedisCommands<String, String> lettuce) {
            lettuce.set("a", "1");
        }
    }

    @Test
    void shouldWorkWithOneClientLibrary() throws Exception {
        assertThat(messagesWithout(OnlyJedisCase.class, "lettuce", "redisson", "netty"))
                .isEmpty();
        assertThat(messagesWithout(OnlyLettuceCase.class, "jedis", "redisson", "commons-pool"))
                .isEmpty();
    }

    @Test
    void shouldSayWhatIsMissingWhenALibraryIsIncomplete() throws Exception {
        assertThat(messagesWithout(JedisCase.class, "commons-pool"))
                .singleElement()
                .asString()
                .contains("JedisCluster", "is not on the class path", "pool2");
    }

    /** What a class fails with when the class path has no jar whose name begins so. */
    private static List<?> messagesWithout(Class<?> type, String... jars) throws Exception {
        URL[] urls = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> Stream.of(jars)
                        .noneMatch(jar -> path.getFileName().toString().startsWith(jar)))
                .map(WithoutClientsTest::url)
                .toArray(URL[]::new);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(loader);
            return (List<?>) loader.loadClass(Kit.class.getName())
                    .getMethod("messages", Class.class)
                    .invoke(null, loader.loadClass(type.getName()));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}

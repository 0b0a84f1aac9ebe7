/**
 * A cluster, or a standalone Redis, for tests of Spring Boot applications: by annotation, wired to the application's own connection
 * settings, with the handles as beans.
 *
 * <pre>{@code
 * @SpringBootTest
 * @EmbeddedRedisCluster(masters = 3, replicas = 1)
 * class CartTest {
 *     @Autowired StringRedisTemplate redis;
 *     @Autowired EmbeddedCluster cluster;
 *
 *     @Test
 *     void keepsCartsThroughAFailover() {
 *         redis.opsForValue().set("cart:42", "book");
 *         cluster.await().replicated();
 *         ClusterNode old = cluster.masterOf("cart:42");
 *         old.crash();
 *         cluster.await().fastForward().masterOf("cart:42").isNot(old);
 *         assertThat(redis.opsForValue().get("cart:42")).isEqualTo("book"); // may fail for a second: see below
 *     }
 * }
 * }</pre>
 *
 * <h2>What the application gets</h2>
 *
 * The deployment is started before the context is refreshed, and closed when the context has closed everything else.
 *
 * <ul>
 *   <li>A bean of Spring Boot's {@code DataRedisConnectionDetails}, which its auto-configuration uses in place of properties.
 *   <li>{@code spring.data.redis.cluster.nodes} (standalone: {@code host}, {@code port} and
 *       {@code database}), {@code password} when there is one, and
 *       {@code ssl.enabled=false}, before all other property sources, for configurations that read them. {@code spring.data.redis.url} is
 *       replaced when the application has one; of it only the number of the database stays.
 *   <li>Beans: {@link io.clusterjar.EmbeddedCluster} or {@link io.clusterjar.EmbeddedRedis}, {@link io.clusterjar.Network}, {@link
 *       io.clusterjar.ClusterClock}, {@link io.clusterjar.Await}.
 * </ul>
 *
 * <h2>Settings of the client</h2>
 *
 * These stand behind everything that the application says itself, the tests' properties included:
 *
 * <pre>{@code
 * spring.data.redis.timeout=3s
 * spring.data.redis.connect-timeout=2s
 * spring.data.redis.lettuce.cluster.refresh.period=1s
 * }</pre>
 *
 * Without the last one Lettuce would look for new masters only when something goes wrong, and then not twice within half a minute. With it
 * it still looks in real time, and a fail-over that was awaited by {@code fastForward()} is faster: for about a second the client may go on
 * talking to the node that is gone, and what it has sent there fails when its timeout is over. An application that is to live through fail-overs tries again, and so should its test.
 *
 * <h2>Versions</h2>
 *
 * Made for and tested with Spring Boot 4.1 on Spring Framework 7. The bean of connection details is for Spring Boot 4; with Spring Boot 3.5
 * the properties alone do the same, where the application has no settings for Sentinel, but no test of the build watches over that.
 * Without {@code spring-boot-data-redis}, or without Spring Boot, properties and the other beans are there all the same. Ahead-of-time
 * processing of tests is not supported.
 */
@NullMarked
package io.clusterjar.spring;

import org.jspecify.annotations.NullMarked;

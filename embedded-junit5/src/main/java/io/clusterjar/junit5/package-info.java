/**
 * A cluster, or a standalone Redis, for a JUnit test: by annotation, with the handles and ready clients as parameters. Works with JUnit 5,
 * from 5.12 on, and with JUnit 6, whichever the user brings.
 *
 * <pre>{@code
 * @RedisCluster(masters = 3, replicas = 1)
 * class CartTest {
 *     @Test
 *     void keepsCartsThroughAFailover(EmbeddedCluster cluster, @Master("cart:42") ClusterNode master, RedisClusterClient jedis) {
 *         jedis.set("cart:42", "book");
 *         cluster.await().replicated();
 *         master.crash();
 *         cluster.await().fastForward().masterOf("cart:42").isNot(master);
 *         assertEquals("book", jedis.get("cart:42"));
 *     }
 * }
 * }</pre>
 *
 * <h2>Whose cluster a test uses</h2>
 *
 * The nearest annotation counts: on the method, on its class (or what the class inherits from), on the classes around a {@code @Nested}
 * one. {@link io.clusterjar.junit5.RedisCluster} and {@link io.clusterjar.junit5.RedisStandalone} may stand on annotations of the user's
 * own, too. An annotation on a class starts one deployment for the class, and brings it back to its beginning before every method; {@link
 * io.clusterjar.junit5.DeploymentLifecycle} names the other choices. An annotation on a method starts one for that method alone.
 *
 * <h2>Parameters</h2>
 *
 * Of constructors, tests and lifecycle methods:
 *
 * <ul>
 *   <li>{@link io.clusterjar.EmbeddedCluster}, {@link io.clusterjar.EmbeddedRedis}, {@link io.clusterjar.RedisDeployment};
 *   <li>{@link io.clusterjar.ClusterNode}, with {@link io.clusterjar.junit5.Master}, {@link io.clusterjar.junit5.Replica} or {@link
 *       io.clusterjar.junit5.Node};
 *   <li>{@link io.clusterjar.Network}, {@link io.clusterjar.ClusterClock}, {@link io.clusterjar.Await};
 *   <li>{@link io.clusterjar.ClientView} with {@link io.clusterjar.junit5.View};
 *   <li>ready clients when their library is on the class path: of Jedis {@code JedisCluster}, {@code RedisClusterClient}, {@code
 *       RedisClient}, {@code JedisPooled}, {@code UnifiedJedis} and {@code Jedis}; of Lettuce {@code RedisClusterClient}, {@code
 *       RedisClient}, their {@code String} connections and these connections' synchronous commands; {@code RedissonClient}. With {@link
 *       io.clusterjar.junit5.View} a client stands at that view; with a qualifier of a node a client of standalone Redis connects to it.
 * </ul>
 *
 * Clients are set to find new masters soon and to try again for a few seconds. One is made for each test and type, and the test's
 * lifecycle methods get the same; those of {@code @BeforeAll} and of instances that live as long as their class are the class's own. All
 * are closed by themselves.
 *
 * <h2>In virtual time</h2>
 *
 * {@link io.clusterjar.junit5.SimulatedCluster} stands on a method in place of {@code @Test}: its body runs once for each of many seeds, with a
 * cluster of its own in virtual time, under faults if wanted. {@link io.clusterjar.junit5.SimulatedJedis} takes real Jedis there.
 *
 * <h2>Parallel tests</h2>
 *
 * Classes that run in parallel do not see each other: each has its own deployment. The methods of a class that shares one run one after
 * another, whatever JUnit's configuration says, because the deployment is reset between them; JUnit is told so by a resource lock. With
 * {@link io.clusterjar.junit5.DeploymentLifecycle#PER_METHOD} they may run at once.
 *
 * <h2>Failures</h2>
 *
 * A failed assertion's message goes on with how the deployment stood: roles, epochs and offsets of the nodes, faults in force, the last
 * events. It keeps its type, expected and actual values. Any other exception stays as it is and carries the same as a suppressed {@link
 * io.clusterjar.junit5.DeploymentState}, which every stack trace shows.
 *
 * <p>Then follows the {@link io.clusterjar.Timeline} of the test, as text, and where it was written as a page: {@code
 * target/clusterjar/<class>/<method>.html}, {@code build/clusterjar} with Gradle, with {@code .jsonl} beside it. The JUnit configuration parameter
 * {@code clusterjar.timeline.directory} names another directory, or {@code none} for no files.
 */
@NullMarked
package io.clusterjar.junit5;

import org.jspecify.annotations.NullMarked;

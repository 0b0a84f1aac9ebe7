package io.clusterjar.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives a Spring test class a standalone Redis, with replicas if wanted, and the application under test the connection to its master.
 *
 * <pre>{@code
 * @SpringBootTest
 * @EmbeddedRedisStandalone
 * class SessionsTest {
 *     @Autowired StringRedisTemplate redis;
 *     @Autowired ClusterClock clock;
 *
 *     @Test
 *     void forgetsSessionsInTime() {
 *         redis.opsForValue().set("session:1", "alice", Duration.ofMinutes(30));
 *         clock.advance(Duration.ofMinutes(30));
 *         assertThat(redis.opsForValue().get("session:1")).isNull();
 *     }
 * }
 * }</pre>
 *
 * <p>All else is as with {@link EmbeddedRedisCluster}. A class has one of the two, not both.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface EmbeddedRedisStandalone {
    /** How many replicas the master has, 0 or more. */
    int replicas() default 0;

    /** How many replicas must have answered lately for the master to take writes, 0 or more. */
    int minReplicasToWrite() default 0;

    /** Parameters of every node, each as {@code "name=value"}, under the names that {@code CONFIG GET} knows. */
    String[] config() default {};

    /** The password of every node; the application is told it. None by default. */
    String password() default "";

    /** The nodes' ports: none, to have free ones chosen; the master's, to have the replicas' follow it; or one for each node. */
    int[] ports() default {};
}

package io.clusterjar.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Gives a test class, or one test, a standalone Redis, with replicas if wanted. Inherited by subclasses; may stand on an annotation of
 * one's own.
 *
 * <pre>{@code
 * @RedisStandalone
 * class SessionsTest {
 *     @Test
 *     void forgetsSessionsInTime(UnifiedJedis jedis, ClusterClock clock) {
 *         jedis.setex("session:1", 1800, "alice");
 *         clock.advance(Duration.ofMinutes(30));
 *         assertNull(jedis.get("session:1"));
 *     }
 * }
 * }</pre>
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(ClusterjarExtension.class)
@ResourceLock(providers = DeploymentLocks.class)
public @interface RedisStandalone {
    /** How many replicas the master has, 0 or more. */
    int replicas() default 0;

    /** How many replicas must have answered lately for the master to take writes. */
    int minReplicasToWrite() default 0;

    /** Parameters of every node, each as {@code "name=value"}, under the names that {@code CONFIG GET} knows. */
    String[] config() default {};

    /** The password of every node; ready clients know it. None by default. */
    String password() default "";

    /** The nodes' ports: none, to have free ones chosen; the master's, to have the replicas' follow it; or one for each node. */
    int[] ports() default {};

    /** How long it lives, and when it begins anew. On a method it lives for that method whatever this says. */
    DeploymentLifecycle lifecycle() default DeploymentLifecycle.PER_CLASS;
}

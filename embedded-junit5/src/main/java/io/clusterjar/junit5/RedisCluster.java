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
 * Gives a test class, or one test, a Redis Cluster. Inherited by subclasses; may stand on an annotation of one's own:
 *
 * <pre>{@code
 * @Retention(RUNTIME)
 * @RedisCluster(masters = 3, replicas = 1, nodeTimeout = "1s", config = "notify-keyspace-events=KEA")
 * @interface LikeProduction {}
 *
 * @LikeProduction
 * class CartTest { ... }
 * }</pre>
 *
 * <p>A value that the cluster does not take fails the class, or the method, before it runs, with a message that names it.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(ClusterjarExtension.class)
@ResourceLock(providers = DeploymentLocks.class)
public @interface RedisCluster {
    /** How many masters, 1 or more; fail-overs need 3. */
    int masters() default 3;

    /** How many replicas each master has, 0 or more. */
    int replicas() default 0;

    /**
     * After how long without an answer a node is suspected: a number and {@code ms}, {@code s} or {@code m}, as in {@code "500ms"} or
     * {@code "15s"}. By default what the configuration says, which is 15 s.
     */
    String nodeTimeout() default "";

    /** How many replicas must have answered lately for a master to take writes. */
    int minReplicasToWrite() default 0;

    /** Parameters of every node, each as {@code "name=value"}, under the names that {@code CONFIG GET} knows. */
    String[] config() default {};

    /** The password of every node; ready clients know it. None by default. */
    String password() default "";

    /**
     * The nodes' ports: none, to have free ones chosen, which is best; the first, to have the others follow it; or one for each node,
     * masters first.
     */
    int[] ports() default {};

    /** How long it lives, and when it begins anew. On a method it lives for that method whatever this says. */
    DeploymentLifecycle lifecycle() default DeploymentLifecycle.PER_CLASS;
}

package io.clusterjar.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives a Spring test class a Redis Cluster, and the application under test the connection to it.
 *
 * <pre>{@code
 * @SpringBootTest
 * @EmbeddedRedisCluster(masters = 3, replicas = 1)
 * class CartTest {
 *     @Autowired StringRedisTemplate redis;
 *     @Autowired EmbeddedCluster cluster;
 *     ...
 * }
 * }</pre>
 *
 * <p>Subclasses and {@code @Nested} classes have it from the class that they extend or stand in. It may stand on an annotation of one's
 * own:
 *
 * <pre>{@code
 * @Retention(RUNTIME)
 * @EmbeddedRedisCluster(replicas = 1, nodeTimeout = "1s", config = "notify-keyspace-events=KEA")
 * @interface LikeProduction {}
 * }</pre>
 *
 * <p>The cluster belongs to the application context: Spring keeps contexts for later classes, and classes that ask for the same context
 * with the same values here share both. Data stay, too; a test that wants a fresh cluster calls {@link
 * io.clusterjar.EmbeddedCluster#reset()} before it begins. The package describes the beans and properties that a test gets.
 *
 * <p>A value that the cluster does not take fails the class before its context starts, with a message that names it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface EmbeddedRedisCluster {
    /** How many masters, 1 or more; fail-overs need 3. */
    int masters() default 3;

    /** How many replicas each master has, 0 or more. */
    int replicas() default 0;

    /**
     * After how long without an answer a node is suspected: a number and {@code ms}, {@code s} or {@code m}, as in {@code "500ms"} or
     * {@code "15s"}. By default what the configuration says, which is 15 s.
     */
    String nodeTimeout() default "";

    /** How many replicas must have answered lately for a master to take writes, 0 or more. */
    int minReplicasToWrite() default 0;

    /** Parameters of every node, each as {@code "name=value"}, under the names that {@code CONFIG GET} knows. */
    String[] config() default {};

    /** The password of every node; the application is told it. None by default. */
    String password() default "";

    /**
     * The nodes' ports: none, to have free ones chosen, which is best; the first, to have the others follow it; or one for each node,
     * masters first. Chosen ports are in the way when two contexts are alive at once.
     */
    int[] ports() default {};
}

package io.clusterjar.junit5;

import io.clusterjar.check.Invariant;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs once for each of many seeds, with a cluster of its own in virtual time each time. Its body is plain blocking code: hours pass in
 * milliseconds while it waits, and the same seed gives the same run.
 *
 * <pre>{@code
 * @SimulatedCluster(replicas = 1, faults = "standard", seeds = "1..200")
 * void losesNoOrder(Run run, RedisClusterClient jedis) {
 *     Orders orders = new Orders(jedis);            // the application's own class
 *     while (!run.isOver()) {
 *         orders.place("book");
 *         run.sleep(Duration.ofSeconds(1));
 *     }
 *     ...
 * }
 * }</pre>
 *
 * <p>Each seed is a test of its own, named {@code seed 17}. Where one fails, its message says how to run it alone: with the configuration parameter
 * or system property {@value SimulatedSeeds#SEED_PARAMETER}, as in {@code -Dclusterjar.seed=17}; and it tells the faults, how the cluster stood, and
 * where the timeline is. A replay line whose faults are not the seed's own, as a shrunken one has, goes into {@value
 * SimulatedSeeds#REPLAY_PARAMETER}.
 *
 * <p>A run: the cluster starts and is whole, parameters are resolved, {@code @BeforeEach} runs. Then the faults begin, and the body runs on a thread
 * of the simulation. When it returns, or {@link #duration} is over, everything is healed and {@code Run.isOver()} says so; a body that goes on must come
 * to its end. The cluster must converge, invariants look at the end, {@code @AfterEach} runs. More threads are {@code run.thread(..)}.
 *
 * <p>Parameters: {@code Run}; {@code EmbeddedCluster}, {@code Network}, {@code ClusterClock}, {@code Await}, {@code ClusterNode} with {@link Master},
 * {@link Replica} or {@link Node}, {@code ClientView} with {@link View}; {@code SimulatedClient}, several if wanted, each a client of its own; {@code
 * History}, to which those then write; of Jedis, on the class path in version 7 or 8, {@code UnifiedJedis}, {@code RedisClusterClient}, {@code
 * JedisCluster}, and {@code Jedis} with a node's qualifier, as {@link SimulatedJedis} makes them.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate
@ExtendWith(SimulatedClusterExtension.class)
public @interface SimulatedCluster {
    /** How many masters, 1 or more; fail-overs need 3. */
    int masters() default 3;

    /** How many replicas each master has, 0 or more. */
    int replicas() default 1;

    /** After how long without an answer a node is suspected: a number and {@code ms}, {@code s} or {@code m}. By default 15 s, as in Redis. */
    String nodeTimeout() default "";

    /** How many replicas must have answered lately for a master to take writes. */
    int minReplicasToWrite() default 0;

    /** Parameters of every node, each as {@code "name=value"}, under the names that {@code CONFIG GET} knows. */
    String[] config() default {};

    /** Which seeds: numbers and ranges, as in {@code "1..100"} or {@code "7, 100..120"}; 10,000 at most. */
    String seeds() default "1..10";

    /**
     * What is broken: nothing by default, so that the test breaks what it likes; {@code "standard"} for a mix that is drawn for each seed; or the steps
     * of a plan, as a replay line has them, such as {@code "@5000+20000 crash master(cart:42)"}. A plan may name clients: a Jedis is {@code
     * client(jedis)}, a {@code SimulatedClient} is {@code client(client)}, and what has a {@link View} has its name.
     */
    String faults() default "";

    /**
     * How long there are faults, at most, in cluster time: a number and {@code ms}, {@code s}, {@code m} or {@code h}. By default a minute, and an hour
     * where the test makes its own faults.
     */
    String duration() default "";

    /** What must hold; each has a constructor without arguments. */
    Class<? extends Invariant>[] invariants() default {};

    /** What else is to be said of the simulation; each has a constructor without arguments. */
    Class<? extends SimulationSetup>[] setup() default {};
}

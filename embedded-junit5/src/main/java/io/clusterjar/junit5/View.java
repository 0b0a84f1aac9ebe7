package io.clusterjar.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a {@link io.clusterjar.ClientView}: the view of that name. On a ready client: the client stands at that view, so that faults can
 * concern it and no other.
 *
 * <pre>{@code
 * @Test
 * void losesWrites(@View("z1") ClientView z1, @View("z1") RedisClusterClient beside, RedisClusterClient elsewhere, @Master("k") ClusterNode b) {
 *     z1.placeWith(b);
 * }
 * }</pre>
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface View {
    /** The view's name: letters, digits, {@code -} and {@code _}. */
    String value();
}

package io.clusterjar.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a {@link io.clusterjar.ClusterNode}: the node at a place, masters first; on a client of standalone Redis: the node that it connects
 * to.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Node {
    /** The node's place, from 0. */
    int value();
}

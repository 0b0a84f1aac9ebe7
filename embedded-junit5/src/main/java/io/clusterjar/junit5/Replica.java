package io.clusterjar.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a {@link io.clusterjar.ClusterNode}: a replica of the master of the slot that a key is in, the first in the nodes' order, as
 * the cluster stands when the parameter is resolved.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Replica {
    /** The key. */
    String value();
}

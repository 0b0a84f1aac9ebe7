package io.clusterjar.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a {@link io.clusterjar.ClusterNode}: the master of the slot that a key is in, as the cluster stands when the parameter is
 * resolved. The node stays the same when it loses that role.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Master {
    /** The key. */
    String value();
}

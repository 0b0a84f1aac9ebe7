package io.clusterjar.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class beside a real Redis: its constructor and its methods may have a {@link RealRedis} as parameter, which is the same for all of
 * them, started before the first test and stopped after the last. Where the binary is missing the class is skipped, and says so.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RealRedisExtension.class)
public @interface BesideRedis {
    /** Further words of the server's command line, as in {@code "--hz 100"}. */
    String value() default "";
}

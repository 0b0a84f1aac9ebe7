package io.clusterjar.net.virtual;

import io.clusterjar.net.CutMode;
import io.clusterjar.time.RandomSource;
import org.jspecify.annotations.Nullable;

/**
 * What a fault does on one link. A lambda is a rule that delays; built-in ones come from {@link Rules}. An instance belongs to one
 * link. Delays are asked on the receiver's lane, so that they may keep state; cuts on the sender's as well, so that they may not.
 */
@FunctionalInterface
public interface Rule {
    /** A moment that never comes. */
    long NEVER = Long.MAX_VALUE;

    /**
     * The delay in nanoseconds that this rule adds to a segment which enters the link; delays of stacked rules add up, and
     * segments never overtake each other.
     *
     * @param lengthBytes length of the bytes; 0 for opening and closing
     * @param nowNs base time
     */
    long delayNs(int lengthBytes, long nowNs);

    /** How the link is cut at {@code nowNs}, or null when it is not. */
    default @Nullable CutMode cut(long nowNs) {
        return null;
    }

    /** The base time at which a cut at {@code nowNs} ends by itself, or {@link #NEVER}. */
    default long cutEndsNs(long nowNs) {
        return NEVER;
    }

    /** Makes the rule of one link. */
    @FunctionalInterface
    interface Factory {
        /**
         * The rule for {@code link}.
         *
         * @param random chance of this fault on this link alone
         * @param nowNs base time at which the rule begins
         */
        Rule forLink(LinkId link, RandomSource random, long nowNs);
    }
}

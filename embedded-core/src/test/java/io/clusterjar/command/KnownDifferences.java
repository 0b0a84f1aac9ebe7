package io.clusterjar.command;

import io.clusterjar.testing.RealRedis;

/**
 * Where Redis 7.2, which we are, answers otherwise than an older server that tests may find. Each has its reason.
 *
 * <p>Tests on lists, sets and sorted sets do not ask an older server at all where
 *
 * <ul>
 *   <li>a small list is shown as {@code listpack}: before 7.2 every list was a {@code quicklist};
 *   <li>a small set of strings is a {@code listpack}: before 7.2 there were only {@code intset} and {@code hashtable};
 *   <li>{@code ZRANK} and {@code ZREVRANK} take {@code WITHSCORE}: new in 7.2;
 *   <li>a score has no short binary form: before 7.2 doubles were printed with 17 digits, since with as few as are needed;
 *   <li>a timeout is too large for milliseconds: before 7.2 it overflowed to {@code timeout is negative}.
 * </ul>
 */
final class KnownDifferences {
    private KnownDifferences() {}

    /** What Redis 7.2 replies to {@code request} where {@code redis} replied {@code reply}. */
    static String inOurVersion(RealRedis redis, String request, String reply) {
        return reply;
    }
}

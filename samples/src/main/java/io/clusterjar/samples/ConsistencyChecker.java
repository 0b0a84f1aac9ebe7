package io.clusterjar.samples;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Increments many counters, and compares each value that it reads with what the client was told before. A counter that
 * is behind has lost writes that were acknowledged; one that is ahead has got writes that the client was told nothing
 * about. This is what the consistency checker of the Redis Cluster tutorial does.
 */
final class ConsistencyChecker {
    private final UnifiedJedis client;
    private final Random random = new Random(1);
    private final Map<String, Long> expected = new LinkedHashMap<>();
    private final String prefix;
    private final int counters;
    private long acknowledged;
    private long failed;
    private long lost;
    private long notAcknowledged;

    /**
     * What was found so far.
     *
     * @param acknowledged increments that the client was told to have happened
     * @param failed increments and reads that ended in an error or without an answer
     * @param lost acknowledged increments that are gone
     * @param notAcknowledged increments that happened though the client was not told so
     */
    record Findings(long acknowledged, long failed, long lost, long notAcknowledged) {
        static final Findings NONE = new Findings(0, 0, 0, 0);

        Findings plus(Findings other) {
            return new Findings(
                    acknowledged + other.acknowledged,
                    failed + other.failed,
                    lost + other.lost,
                    notAcknowledged + other.notAcknowledged);
        }
    }

    /**
     * Counts with {@code client} on so many counters.
     *
     * @param prefix what the counters' keys begin with; no other checker may write to them
     * @param counters 1 or more; their keys are spread over the slots
     */
    ConsistencyChecker(UnifiedJedis client, String prefix, int counters) {
        this.client = client;
        this.prefix = prefix;
        this.counters = counters;
    }

    /** Reads and increments counters drawn by chance. */
    void work(int rounds) {
        for (int i = 0; i < rounds; i++) {
            visit(prefix + ":" + random.nextInt(counters));
        }
    }

    /** Reads every counter that was ever incremented once more. */
    Findings settle() {
        expected.keySet().forEach(this::check);
        return findings();
    }

    Findings findings() {
        return new Findings(acknowledged, failed, lost, notAcknowledged);
    }

    private void visit(String key) {
        try {
            check(key);
            expected.put(key, client.incr(key));
            acknowledged++;
        } catch (JedisException e) {
            failed++;
        }
    }

    private void check(String key) {
        String value = client.get(key);
        long found = value == null ? 0 : Long.parseLong(value);
        long told = expected.getOrDefault(key, 0L);
        if (found < told) {
            lost += told - found;
        } else {
            notAcknowledged += found - told;
        }
        expected.put(key, found);
    }
}

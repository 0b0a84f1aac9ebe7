package io.clusterjar.simulation;

import io.clusterjar.ClusterNode;
import io.clusterjar.RedisErrorException;
import io.clusterjar.time.RandomSource;
import java.time.Duration;

/** Every kind of value, written to whichever node runs, so that sets, hashes and snapshots have to keep their order. */
final class KeysAndValues implements Workload {
    private static final Duration PAUSE = Duration.ofMillis(20);

    @Override
    public void start(Run run) {
        next(run, run.random("keys"));
    }

    private void next(Run run, RandomSource random) {
        if (run.isOver()) {
            return;
        }
        ClusterNode node =
                run.cluster().node(random.nextInt(run.cluster().nodes().size()));
        String key = "key" + random.nextInt(500);
        String word = Long.toHexString(random.nextLong());
        String[] command =
                switch (random.nextInt(7)) {
                    case 0 -> new String[] {"SET", key, word, "PX", "5000"};
                    case 1 -> new String[] {"SADD", "s" + key, word, word + "x", "1"};
                    case 2 -> new String[] {"HSET", "h" + key, word, key};
                    case 3 -> new String[] {"ZADD", "z" + key, "1.5", word};
                    case 4 -> new String[] {"RPUSH", "l" + key, word};
                    case 5 -> new String[] {"SPOP", "s" + key};
                    default -> new String[] {"SRANDMEMBER", "s" + key};
                };
        if (node.isRunning()) {
            try (var client = node.client()) {
                client.execute(command);
                run.reached("write-done");
            } catch (RedisErrorException e) {
                run.reached("write-refused-" + e.code().toLowerCase(java.util.Locale.ROOT));
            }
        }
        run.schedule(PAUSE, () -> next(run, random));
    }
}

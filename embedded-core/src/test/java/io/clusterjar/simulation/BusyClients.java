package io.clusterjar.simulation;

import io.clusterjar.RedisErrorException;
import io.clusterjar.time.RandomSource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Clients that write and read every kind of value over the network, each for itself. */
final class BusyClients implements Workload {
    private static final int CLIENTS = 3;
    private static final int KEYS = 300;
    private static final int MAX_GAP_MS = 40;

    @Override
    public void start(Run run) {
        for (int i = 0; i < CLIENTS; i++) {
            String name = "c" + i;
            next(run, run.client(name), run.random(name));
        }
    }

    private static void next(Run run, SimulatedClient client, RandomSource random) {
        if (run.isOver()) {
            return;
        }
        CompletableFuture<?> unused =
                client.executeAsync(command(random)).whenComplete((reply, failure) -> run.reached(probe(failure)));
        run.schedule(Duration.ofMillis(1 + random.nextInt(MAX_GAP_MS)), () -> next(run, client, random));
    }

    private static String probe(Throwable failure) {
        if (failure == null) {
            return "command-done";
        }
        if (failure instanceof RedisErrorException) {
            return "command-refused";
        }
        return failure instanceof NotReachedException ? "command-not-sent" : "command-unknown";
    }

    private static String[] command(RandomSource random) {
        String key = "k" + random.nextInt(KEYS);
        String word = Long.toHexString(random.nextLong());
        return switch (random.nextInt(11)) {
            case 0, 1 -> new String[] {"SET", key, word};
            case 2 -> new String[] {"SET", key, word, "PX", Integer.toString(1 + random.nextInt(20_000))};
            case 3 -> new String[] {"SADD", "s" + key, word, word + "a"};
            case 4 -> new String[] {"RPUSH", "l" + key, word};
            case 5 -> new String[] {"INCR", "n" + key};
            case 6 -> new String[] {"HSET", "h" + key, word, "1", "b" + word, "2"};
            case 7 -> new String[] {"ZADD", "z" + key, Integer.toString(random.nextInt(1000)), word};
            case 8 -> new String[] {"DEL", "slnhz".charAt(random.nextInt(5)) + key};
            case 9 -> new String[] {"SPOP", "s" + key};
            default -> new String[] {"GET", key};
        };
    }
}

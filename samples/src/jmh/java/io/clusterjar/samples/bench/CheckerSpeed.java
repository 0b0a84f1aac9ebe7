package io.clusterjar.samples.bench;

import io.clusterjar.check.Checker;
import io.clusterjar.check.History;
import io.clusterjar.check.Kind;
import io.clusterjar.check.LinearizabilityChecker;
import io.clusterjar.check.Models;
import io.clusterjar.check.Operation;
import io.clusterjar.check.RegisterChecker;
import io.clusterjar.check.Verdict;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How long checkers take for long histories: a million operations of registers, on one key, on a thousand and on a hundred thousand, some of
 * unknown outcome; the first time in a fresh JVM, and warm. In time of the thread, so that it does not matter what else the machine does.
 */
public final class CheckerSpeed {
    private static final int OPERATIONS = 1_000_000;
    private static final int CLIENTS = 16;
    private static final int ROUNDS = 5;
    private static final long LONGEST_NS = 2_000_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private CheckerSpeed() {}

    /** Prints a line for each shape of history. */
    public static void main(String[] arguments) {
        for (int keys : new int[] {1, 1_000, 100_000}) {
            measure("register", new RegisterChecker(), history(OPERATIONS, keys));
        }
        measure("search", new LinearizabilityChecker<>(Models.register()), history(OPERATIONS / 10, 1_000));
    }

    private static void measure(String name, Checker checker, History history) {
        StringBuilder line = new StringBuilder(name + ", " + history.size() + " operations:");
        for (int round = 0; round < ROUNDS; round++) {
            long start = THREADS.getCurrentThreadCpuTime();
            Verdict verdict = checker.check(history);
            line.append(' ')
                    .append((THREADS.getCurrentThreadCpuTime() - start) / 1_000_000)
                    .append(" ms");
            verdict.orThrow();
        }
        System.out.println(line);
    }

    /** Clients one after the other in small steps of time, so that calls overlap; each takes effect at a moment within its call. */
    private static History history(int count, int keys) {
        SplittableRandom random = new SplittableRandom(7);
        long[] freeNs = new long[CLIENTS];
        String[] values = new String[keys];
        List<Operation> operations = new ArrayList<>(count);
        long effectNs = 0;
        for (int i = 0; i < count; i++) {
            int client = random.nextInt(CLIENTS);
            int key = random.nextInt(keys);
            effectNs = Math.max(effectNs, freeNs[client]) + 1 + random.nextInt(1_000);
            long invokedNs = Math.max(freeNs[client], effectNs - random.nextLong(LONGEST_NS));
            long returnedNs = effectNs + random.nextLong(LONGEST_NS);
            freeNs[client] = returnedNs + 1;
            operations.add(operation(random, "c" + client, "key:" + key, "v" + i, values, key, invokedNs, returnedNs));
        }
        return History.of(operations);
    }

    private static Operation operation(
            SplittableRandom random,
            String client,
            String name,
            String value,
            String[] values,
            int key,
            long invokedNs,
            long returnedNs) {
        if (random.nextBoolean()) {
            List<String> result = values[key] == null ? List.of() : List.of(values[key]);
            return Operation.ok(client, Kind.READ, name, null, result, invokedNs, returnedNs);
        }
        values[key] = value;
        return random.nextInt(100) == 0
                ? Operation.unknown(client, Kind.WRITE, name, value, invokedNs)
                : Operation.ok(client, Kind.WRITE, name, value, List.of(), invokedNs, returnedNs);
    }
}

package io.clusterjar.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Linearizability of registers where no value is written twice to a key, in {@code O(n log n)}; a million operations take less than a
 * second.
 *
 * <p>Intuition (Gibbons and Korach, "Testing Shared Memories", 1997): since values are unique, it is known which write each read saw. A
 * write and its reads must stand together in the order, with no other write between them. Such a cluster has a first return {@code f}
 * and a last invocation {@code s}. Of two clusters, one has to go before the other; A cannot go before B when something of B returned
 * before something of A was invoked, which is {@code B.f < A.s}. So A and B exclude each other exactly when {@code A.f < B.s} and
 * {@code B.f < A.s}. Clusters with {@code f < s} hold the time between for themselves, so these must not overlap; the others must not
 * lie wholly within one of these.
 *
 * <p>A write of unknown outcome counts when somebody read its value, and is left out otherwise. A key is absent at first. Histories
 * with {@link Kind#DELETE} or with a value written twice need {@link LinearizabilityChecker}; this one says so.
 */
public final class RegisterChecker implements Checker {
    private static final int NONE = -1;

    /** A checker. */
    public RegisterChecker() {}

    @Override
    public Verdict check(History history) {
        return new Search(history.operations()).run();
    }

    /** The clusters of a history, in parallel arrays: one for each pair of a key and a value. */
    private static final class Search {
        private final List<Operation> operations;
        private final Interner keys = new Interner();
        private final Interner values = new Interner();
        private final int[] valueOf;
        private int[] writeOf = new int[0];
        private int[] firstReturn = new int[0];
        private int[] lastInvoke = new int[0];
        private boolean[] read = new boolean[0];
        private long[] f = new long[0];
        private long[] s = new long[0];

        Search(List<Operation> operations) {
            this.operations = operations;
            this.valueOf = new int[operations.size()];
        }

        Verdict run() {
            Verdict unfit = collect();
            if (unfit != null) {
                return unfit;
            }
            Verdict wrong = writes();
            if (wrong == null) {
                wrong = reads();
            }
            if (wrong == null) {
                wrong = zones();
            }
            return wrong == null ? Verdict.pass() : wrong;
        }

        /** Numbers keys and values. Values of a key are in its group; that it is absent is alone in the group of the complement. */
        private @Nullable Verdict collect() {
            for (int i = 0; i < valueOf.length; i++) {
                Operation operation = operations.get(i);
                valueOf[i] = NONE;
                if (operation.kind() == Kind.DELETE) {
                    return Verdict.unknown(
                            "this checker knows no deletes; use LinearizabilityChecker:\n  " + operation);
                }
                boolean write = operation.kind() == Kind.WRITE && operation.argument() != null;
                boolean reading = operation.kind() == Kind.READ && operation.outcome() == Outcome.OK;
                if (write || reading) {
                    String value = write ? operation.argument() : operation.value();
                    int key = keys.number(0, operation.key());
                    valueOf[i] = value == null ? values.number(~key, "") : values.number(key, value);
                }
            }
            return null;
        }

        private @Nullable Verdict writes() {
            int count = values.size();
            writeOf = filled(count);
            firstReturn = filled(count);
            lastInvoke = filled(count);
            read = new boolean[count];
            f = new long[count];
            s = new long[count];
            for (int cluster = 0; cluster < count; cluster++) {
                f[cluster] = isAbsence(cluster) ? Long.MIN_VALUE : Operation.NEVER;
                s[cluster] = Long.MIN_VALUE;
            }
            for (int i = 0; i < valueOf.length; i++) {
                if (valueOf[i] != NONE && operations.get(i).kind() == Kind.WRITE) {
                    int cluster = valueOf[i];
                    if (writeOf[cluster] != NONE) {
                        return Verdict.unknown("a value was written twice; use LinearizabilityChecker:\n  "
                                + operations.get(writeOf[cluster]) + "\n  " + operations.get(i));
                    }
                    writeOf[cluster] = i;
                    include(cluster, i);
                }
            }
            return null;
        }

        private static int[] filled(int count) {
            int[] array = new int[count];
            Arrays.fill(array, NONE);
            return array;
        }

        private boolean isAbsence(int cluster) {
            return values.group(cluster) < 0;
        }

        private int keyOf(int cluster) {
            int group = values.group(cluster);
            return group < 0 ? ~group : group;
        }

        private void include(int cluster, int index) {
            Operation operation = operations.get(index);
            if (operation.returnedNs() < f[cluster]) {
                f[cluster] = operation.returnedNs();
                firstReturn[cluster] = index;
            }
            if (operation.invokedNs() > s[cluster] || lastInvoke[cluster] == NONE) {
                s[cluster] = operation.invokedNs();
                lastInvoke[cluster] = index;
            }
        }

        private @Nullable Verdict reads() {
            for (int i = 0; i < valueOf.length; i++) {
                Operation reading = operations.get(i);
                if (valueOf[i] == NONE || reading.kind() != Kind.READ) {
                    continue;
                }
                int cluster = valueOf[i];
                read[cluster] = true;
                if (!isAbsence(cluster)) {
                    if (writeOf[cluster] == NONE) {
                        return Verdict.violation("a value was read that nobody wrote:", List.of(reading));
                    }
                    Operation write = operations.get(writeOf[cluster]);
                    if (write.outcome() == Outcome.FAIL) {
                        return Verdict.violation("a value was read whose write was refused:", List.of(write, reading));
                    }
                    if (reading.precedes(write)) {
                        return Verdict.violation("a value was read before it was written:", List.of(reading, write));
                    }
                }
                include(cluster, i);
            }
            return null;
        }

        /** Whether a cluster takes part: its write was done, or somebody saw it. */
        private boolean counts(int cluster) {
            int write = writeOf[cluster];
            return read[cluster] || (write != NONE && operations.get(write).outcome() == Outcome.OK);
        }

        private @Nullable Verdict zones() {
            int count = values.size();
            int[] order = new int[count];
            int taking = 0;
            for (int cluster = 0; cluster < count; cluster++) {
                if (counts(cluster)) {
                    order[taking++] = cluster;
                }
            }
            long[] low = new long[count];
            long[] key = new long[count];
            for (int cluster = 0; cluster < count; cluster++) {
                low[cluster] = Math.min(f[cluster], s[cluster]);
                key[cluster] = keyOf(cluster);
            }
            IndexSort.sort(order, taking, low);
            IndexSort.sort(order, taking, key);
            return sweep(order, taking);
        }

        /** Goes through the zones of each key by their beginnings; {@code open} is the last one that holds its time for itself. */
        private @Nullable Verdict sweep(int[] order, int taking) {
            int open = NONE;
            for (int i = 0; i < taking; i++) {
                int cluster = order[i];
                if (open != NONE && keyOf(open) != keyOf(cluster)) {
                    open = NONE;
                }
                if (open != NONE && f[open] < s[cluster] && f[cluster] < s[open]) {
                    return excludeEachOther(open, cluster);
                }
                if (f[cluster] < s[cluster]) {
                    open = cluster;
                }
            }
            return null;
        }

        private Verdict excludeEachOther(int a, int b) {
            List<Operation> witnesses = new ArrayList<>();
            for (int index :
                    new int[] {writeOf[a], writeOf[b], firstReturn[a], lastInvoke[b], firstReturn[b], lastInvoke[a]}) {
                if (index != NONE && !witnesses.contains(operations.get(index))) {
                    witnesses.add(operations.get(index));
                }
            }
            witnesses.sort((one, other) -> Long.compare(one.invokedNs(), other.invokedNs()));
            return Verdict.violation(
                    "key " + keys.text(keyOf(a)) + " is not linearizable: " + name(a) + " came back after " + name(b)
                            + " had replaced it:",
                    witnesses);
        }

        private String name(int cluster) {
            return isAbsence(cluster) ? "absence" : '"' + values.text(cluster) + '"';
        }
    }
}

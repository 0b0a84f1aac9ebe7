package io.clusterjar.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What clients asked a store for and what they were told, in the order in which they asked. Any thread may record and read.
 *
 * <pre>{@code
 * History history = new History(System::nanoTime);
 * History.Pending write = history.invoke("c1", Kind.WRITE, "cart:1", "7");
 * try {
 *     jedis.set("cart:1", "7");
 *     write.ok();
 * } catch (JedisDataException refused) {
 *     write.fail();
 * } catch (JedisConnectionException silence) {
 *     write.unknown();
 * }
 * new RegisterChecker().check(history).orThrow();
 * }</pre>
 *
 * <p>Every event gets a time of its own: one that would be that of the event before is moved on by a nanosecond. So what happened in
 * one order here stays in that order, even where a clock stands still between two events, as virtual time does.
 */
public final class History {
    private final LongSupplier clockNs;
    private final List<Operation> operations = new ArrayList<>();
    private final Object lock = new Object();
    private long lastNs = Long.MIN_VALUE;

    /** Empty, and for operations whose times are known: {@link #add}. Events that are recorded as they happen are merely put in order. */
    public History() {
        this(() -> 0);
    }

    /**
     * Empty.
     *
     * @param clockNs the clock that events are stamped by, in nanoseconds: {@code System::nanoTime} in a live test
     */
    public History(LongSupplier clockNs) {
        this.clockNs = clockNs;
    }

    /** Of operations whose times are known. */
    public static History of(Operation... operations) {
        return of(List.of(operations));
    }

    /** Of operations whose times are known. */
    public static History of(List<Operation> operations) {
        History history = new History();
        operations.forEach(history::add);
        return history;
    }

    private long stamp() {
        long now = clockNs.getAsLong();
        lastNs = lastNs == Long.MIN_VALUE ? now : Math.max(now, lastNs + 1);
        return lastNs;
    }

    /** Adds an operation whose times are known. */
    public void add(Operation operation) {
        synchronized (lock) {
            operations.add(operation);
        }
    }

    /** Records that a client asks now. Until it is told what came of it, its outcome is unknown. */
    public Pending invoke(String client, Kind kind, String key, @Nullable String argument) {
        synchronized (lock) {
            Operation begun = Operation.unknown(client, kind, key, argument, stamp());
            operations.add(begun);
            return new Pending(operations.size() - 1, begun);
        }
    }

    /** How many operations there are. */
    public int size() {
        synchronized (lock) {
            return operations.size();
        }
    }

    /** All operations, in the order in which they were asked or added; those that are under way have an unknown outcome. */
    public List<Operation> operations() {
        synchronized (lock) {
            return List.copyOf(operations);
        }
    }

    /** The operations of the kinds named, in a history of their own. */
    public History only(Kind... kinds) {
        List<Kind> wanted = List.of(kinds);
        return of(operations().stream()
                .filter(operation -> wanted.contains(operation.kind()))
                .toList());
    }

    /** A line for each operation. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Operation operation : operations()) {
            text.append(operation).append('\n');
        }
        return text.toString();
    }

    /** An operation that is under way. It ends once; a second end is refused. */
    public final class Pending {
        private final int index;
        private final Operation begun;
        private boolean ended;

        private Pending(int index, Operation begun) {
            this.index = index;
            this.begun = begun;
        }

        /** It was done. */
        public void ok() {
            end(Outcome.OK, List.of(), null);
        }

        /** It was done, and returned a value; null for none. */
        public void ok(@Nullable String value) {
            end(Outcome.OK, value == null ? List.of() : List.of(value), null);
        }

        /** It was done, and returned elements. */
        public void ok(List<String> elements) {
            end(Outcome.OK, List.copyOf(elements), null);
        }

        /** It was done, by a node that is known. */
        public void ok(@Nullable String value, Receipt receipt) {
            end(Outcome.OK, value == null ? List.of() : List.of(value), receipt);
        }

        /** It was refused, and certainly not done. */
        public void fail() {
            end(Outcome.FAIL, List.of(), null);
        }

        /** Nobody knows whether it was done. */
        public void unknown() {
            end(Outcome.UNKNOWN, List.of(), null);
        }

        private void end(Outcome outcome, List<String> result, @Nullable Receipt receipt) {
            synchronized (lock) {
                if (ended) {
                    throw new IllegalStateException("has ended before: " + operations.get(index));
                }
                ended = true;
                operations.set(
                        index,
                        new Operation(
                                begun.client(),
                                begun.kind(),
                                begun.key(),
                                begun.argument(),
                                result,
                                begun.invokedNs(),
                                stamp(),
                                outcome,
                                receipt));
            }
        }
    }
}

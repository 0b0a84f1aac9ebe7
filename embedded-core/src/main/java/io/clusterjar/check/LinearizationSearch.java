package io.clusterjar.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The search for one key. Calls and returns stand in a linked list in the order of time; an operation that is put next is lifted out
 * with its return. At a return that is still in the list the order so far is wrong, and the last step is taken back. A configuration,
 * which is the set of operations put so far and the state they lead to, is tried once.
 */
final class LinearizationSearch<S> {
    private static final int WORD_BITS = 64;

    private final Model<S> model;
    private final List<Operation> operations;
    private final long stepLimit;
    private final int head;
    private final int tail;
    private final int[] next;
    private final int[] previous;
    private final long[] placed;
    private final Set<Configuration<S>> seen = new HashSet<>();
    private final ArrayDeque<Step<S>> steps = new ArrayDeque<>();
    private int open;
    private int placedCount;
    private int bestCount = -1;
    private @Nullable Operation blocked;
    private @Nullable S blockedState;
    private List<Operation> bestLast = List.of();

    private record Step<S>(int index, S before) {}

    /** The operations put so far: all before {@code first}, and those that {@code words} name from there on. */
    private record Configuration<S>(int first, long[] words, S state) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Configuration<?> that
                    && first == that.first
                    && Arrays.equals(words, that.words)
                    && state.equals(that.state);
        }

        @Override
        public int hashCode() {
            return (first * 31 + Arrays.hashCode(words)) * 31 + state.hashCode();
        }
    }

    LinearizationSearch(Model<S> model, List<Operation> unsorted, long stepLimit) {
        this.model = model;
        this.operations = new ArrayList<>(unsorted);
        operations.sort((a, b) -> Long.compare(a.invokedNs(), b.invokedNs()));
        this.stepLimit = stepLimit;
        int count = operations.size();
        head = 2 * count;
        tail = head + 1;
        next = new int[2 * count + 2];
        previous = new int[2 * count + 2];
        placed = new long[count / WORD_BITS + 1];
        link(count);
    }

    /** Entry {@code 2i} is the call of operation i, {@code 2i + 1} its return; at the same time calls come first. */
    private void link(int count) {
        long[] times = new long[2 * count];
        int[] order = new int[2 * count];
        int entries = 0;
        for (int i = 0; i < count; i++) {
            order[entries++] = 2 * i;
            times[2 * i] = operations.get(i).invokedNs();
        }
        for (int i = 0; i < count; i++) {
            if (operations.get(i).outcome() == Outcome.OK) {
                order[entries++] = 2 * i + 1;
                times[2 * i + 1] = operations.get(i).returnedNs();
                open++;
            }
        }
        IndexSort.sort(order, entries, times);
        int last = head;
        for (int i = 0; i < entries; i++) {
            next[last] = order[i];
            previous[order[i]] = last;
            last = order[i];
        }
        next[last] = tail;
        previous[tail] = last;
    }

    Verdict run() {
        S state = model.initial();
        int entry = next[head];
        long tried = 0;
        while (open > 0) {
            int index = entry / 2;
            if (entry != tail && entry % 2 == 0) {
                if (++tried > stepLimit) {
                    return Verdict.unknown("gave up after " + stepLimit + " steps at key "
                            + operations.get(0).key() + " with " + operations.size() + " operations");
                }
                S after = model.step(state, operations.get(index));
                if (after != null && place(index, after)) {
                    steps.push(new Step<>(index, state));
                    state = after;
                    entry = next[head];
                } else {
                    entry = next[entry];
                }
            } else {
                remember(index, state);
                if (steps.isEmpty()) {
                    return impossible();
                }
                Step<S> step = steps.pop();
                state = step.before();
                takeBack(step.index());
                entry = next[2 * step.index()];
            }
        }
        return Verdict.pass();
    }

    private boolean place(int index, S after) {
        flip(index);
        if (!seen.add(configuration(after))) {
            flip(index);
            return false;
        }
        placedCount++;
        unlink(2 * index);
        if (operations.get(index).outcome() == Outcome.OK) {
            unlink(2 * index + 1);
            open--;
        }
        return true;
    }

    private void takeBack(int index) {
        flip(index);
        placedCount--;
        if (operations.get(index).outcome() == Outcome.OK) {
            relink(2 * index + 1);
            open++;
        }
        relink(2 * index);
    }

    private void flip(int index) {
        placed[index / WORD_BITS] ^= 1L << index % WORD_BITS;
    }

    private Configuration<S> configuration(S state) {
        int first = 0;
        while (first < placed.length && placed[first] == -1L) {
            first++;
        }
        int end = placed.length;
        while (end > first && placed[end - 1] == 0) {
            end--;
        }
        return new Configuration<>(first, Arrays.copyOfRange(placed, first, end), state);
    }

    private void unlink(int entry) {
        next[previous[entry]] = next[entry];
        previous[next[entry]] = previous[entry];
    }

    private void relink(int entry) {
        next[previous[entry]] = entry;
        previous[next[entry]] = entry;
    }

    /** Keeps how the order that came farthest got stuck. */
    private void remember(int index, S state) {
        if (placedCount > bestCount) {
            bestCount = placedCount;
            blocked = operations.get(index);
            blockedState = state;
            Step<S> last = steps.peek();
            bestLast = last == null ? List.of() : List.of(operations.get(last.index()));
        }
    }

    private Verdict impossible() {
        Operation stuck = blocked;
        if (stuck == null) {
            throw new IllegalStateException("no operation was in the way");
        }
        List<Operation> witnesses = new ArrayList<>(bestLast);
        witnesses.add(stuck);
        return Verdict.violation(
                "key " + stuck.key() + " is not linearizable: in no order of its " + operations.size()
                        + " operations are all answers right. The best one puts " + bestCount
                        + " of them, up to the first "
                        + "line below, comes to state " + blockedState + ", and has no place for the last line:",
                witnesses);
    }
}

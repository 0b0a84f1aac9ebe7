package io.clusterjar.check;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Whether every value of a counter that somebody was told lies between what is certain and what is possible: at least all that was
 * acknowledged before the question, at most all that was asked for before the answer. Weaker than linearizability, but in {@code O(n
 * log n)}, and its explanation is a number.
 */
public final class CounterChecker implements Checker {
    /** A checker. */
    public CounterChecker() {}

    @Override
    public Verdict check(History history) {
        return ByKey.worst(ByKey.split(history, Kind.INCREMENT, Kind.COUNT), CounterChecker::checkKey);
    }

    private static long amount(Operation increment) {
        String argument = increment.argument();
        return argument == null ? 1 : Long.parseLong(argument);
    }

    /** Amounts in the order of time, summed up. */
    private record Sums(long[] times, long[] sums) {
        static Sums of(List<Operation> operations, Predicate<Operation> which, boolean byReturn) {
            List<Operation> chosen = operations.stream().filter(which).toList();
            long[] at = new long[chosen.size()];
            int[] order = new int[chosen.size()];
            for (int i = 0; i < at.length; i++) {
                at[i] = byReturn ? chosen.get(i).returnedNs() : chosen.get(i).invokedNs();
                order[i] = i;
            }
            IndexSort.sort(order, order.length, at);
            long[] times = new long[at.length];
            long[] sums = new long[at.length + 1];
            for (int i = 0; i < at.length; i++) {
                times[i] = at[order[i]];
                sums[i + 1] = sums[i] + amount(chosen.get(order[i]));
            }
            return new Sums(times, sums);
        }

        /** The sum of all before {@code time}, and of those at it when {@code inclusive}. */
        long until(long time, boolean inclusive) {
            int place = Arrays.binarySearch(times, time);
            int count = place < 0 ? -place - 1 : place;
            if (place >= 0) {
                while (count > 0 && times[count - 1] == time) {
                    count--;
                }
                while (inclusive && count < times.length && times[count] == time) {
                    count++;
                }
            }
            return sums[count];
        }
    }

    private static Verdict checkKey(List<Operation> operations) {
        Predicate<Operation> increment = operation -> operation.kind() == Kind.INCREMENT;
        Predicate<Operation> certain = increment.and(operation -> operation.outcome() == Outcome.OK);
        Predicate<Operation> possible = increment.and(operation -> operation.outcome() != Outcome.FAIL);
        Predicate<Operation> up = operation -> operation.kind() == Kind.INCREMENT && amount(operation) > 0;
        Sums certainUp = Sums.of(operations, certain.and(up), true);
        Sums certainDown = Sums.of(operations, certain.and(up.negate()), true);
        Sums possibleUp = Sums.of(operations, possible.and(up), false);
        Sums possibleDown = Sums.of(operations, possible.and(up.negate()), false);
        for (Operation read : operations) {
            boolean told = read.outcome() == Outcome.OK && (read.kind() == Kind.COUNT || read.value() != null);
            if (!told) {
                continue;
            }
            String text = read.value();
            long value = text == null ? 0 : Long.parseLong(text);
            long least = certainUp.until(read.invokedNs(), false) + possibleDown.until(read.returnedNs(), true);
            long most = possibleUp.until(read.returnedNs(), true) + certainDown.until(read.invokedNs(), false);
            if (read.kind() == Kind.INCREMENT) { // its own amount is in it for certain
                long own = amount(read);
                least += Math.max(own, 0);
                most += Math.min(own, 0);
            }
            if (value < least || value > most) {
                String wrong = value < least
                        ? "lost " + (least - value) + " of what was acknowledged"
                        : "counted " + (value - most) + " more than anybody asked for";
                return Verdict.violation(
                        "counter " + read.key() + " " + wrong + ": " + value + " is not within " + least + " to " + most
                                + ":",
                        List.of(read));
            }
        }
        return Verdict.pass();
    }
}

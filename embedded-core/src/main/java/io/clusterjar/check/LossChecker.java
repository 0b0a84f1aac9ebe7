package io.clusterjar.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds acknowledged writes that are gone, and says of each whether Redis Cluster excuses it. A write is missed in the last read of its
 * key: a member or an element that is not there; a register's value when what stands there was acknowledged before the write was asked
 * for. What may have been deleted before that read is not missed. Values, members and elements must be unique within a key.
 *
 * <p>A loss is excused only when all of this holds: a replica was promoted in the place of the master that acknowledged; the write lies
 * above the replica's offset at that time; this replica had not confirmed it by {@code WAIT}; and it was acknowledged within the window
 * that the {@link LossContract} leaves. A replaced master that starts again where it can reach nobody has such a window once more:
 * Redis lets it serve until it has found that out. Where the promoted replica had the write, its own fate is followed in the same way.
 * A master that came back empty before anybody replaced it excuses what it held before.
 */
public final class LossChecker implements Checker {
    private final LossContract contract;
    private final List<Succession> successions;

    /** A checker that excuses nothing: whatever is gone is a violation. */
    public LossChecker() {
        this(LossContract.of(java.time.Duration.ZERO), List.of());
    }

    /**
     * A checker.
     *
     * @param successions every promotion and every empty restart, on the clock of the history
     */
    public LossChecker(LossContract contract, List<Succession> successions) {
        this.contract = contract;
        this.successions = successions.stream()
                .sorted(Comparator.comparingLong(Succession::atNs))
                .toList();
    }

    @Override
    public Verdict check(History history) {
        return report(history).verdict();
    }

    /** What is gone. */
    public LossReport report(History history) {
        Map<String, Operation> last = new LinkedHashMap<>();
        Map<String, List<Operation>> writes = new LinkedHashMap<>();
        Map<String, List<Operation>> deletes = new HashMap<>();
        for (Operation operation : history.operations()) {
            boolean read = operation.kind() == Kind.READ
                    || operation.kind() == Kind.MEMBERS
                    || operation.kind() == Kind.ELEMENTS;
            if (read && operation.outcome() == Outcome.OK) {
                last.merge(operation.key(), operation, (a, b) -> a.invokedNs() > b.invokedNs() ? a : b);
            } else if (operation.kind() == Kind.DELETE) {
                deletes.computeIfAbsent(operation.key(), key -> new ArrayList<>())
                        .add(operation);
            } else if (operation.argument() != null) {
                writes.computeIfAbsent(operation.key(), key -> new ArrayList<>())
                        .add(operation);
            }
        }
        int acknowledged = 0;
        List<Operation> gone = new ArrayList<>();
        for (Map.Entry<String, Operation> entry : last.entrySet()) {
            List<Operation> ofKey = writes.getOrDefault(entry.getKey(), List.of());
            for (Operation write : ofKey) {
                if (write.outcome() == Outcome.OK && write.precedes(entry.getValue())) {
                    acknowledged++;
                }
            }
            missing(entry.getValue(), ofKey, deletes.getOrDefault(entry.getKey(), List.of()), gone);
        }
        gone.sort(Comparator.comparingLong(Operation::returnedNs));
        return new LossReport(acknowledged, judgeAll(gone));
    }

    private static void missing(Operation read, List<Operation> writes, List<Operation> deletes, List<Operation> gone) {
        Set<String> present = new HashSet<>(read.result());
        Operation standing = null;
        for (Operation write : writes) {
            if (write.kind() == Kind.WRITE && present.contains(write.argument())) {
                standing = write;
            }
        }
        for (Operation write : writes) {
            if (write.outcome() != Outcome.OK || !write.precedes(read)) {
                continue;
            }
            boolean lost = write.kind() == Kind.WRITE
                    ? standing == null ? present.isEmpty() : standing.precedes(write)
                    : !present.contains(write.argument());
            if (lost && (standing != null || !mayHaveBeenDeleted(write, read, deletes))) {
                gone.add(write);
            }
        }
    }

    private static boolean mayHaveBeenDeleted(Operation write, Operation read, List<Operation> deletes) {
        return deletes.stream()
                .anyMatch(delete ->
                        delete.outcome() != Outcome.FAIL && !delete.precedes(write) && !read.precedes(delete));
    }

    private List<LossReport.Loss> judgeAll(List<Operation> gone) {
        List<LossReport.Loss> losses = new ArrayList<>();
        Map<Succession, Operation> first = new HashMap<>();
        for (Operation write : gone) {
            LossReport.Loss loss = judge(write);
            Succession succession = loss.succession();
            if (loss.excused() && succession != null && !succession.isEmptyRestart()) {
                Operation earliest = first.computeIfAbsent(succession, key -> write);
                if (write.returnedNs() - earliest.returnedNs() > contract.longestNs()) {
                    loss = new LossReport.Loss(
                            write,
                            succession,
                            false,
                            "it was acknowledged longer after the first that was lost than the maximum lag allows");
                }
            }
            losses.add(loss);
        }
        return losses;
    }

    /** Follows a write from master to master until one did not have it. */
    private LossReport.Loss judge(Operation write) {
        Receipt receipt = write.receipt();
        if (receipt == null) {
            return new LossReport.Loss(write, null, false, "nobody knows who acknowledged it");
        }
        String holder = receipt.node();
        String history = receipt.history();
        long atNs = write.returnedNs();
        for (Succession succession : successions) {
            if (!succession.master().equals(holder) || !isWithin(succession, atNs)) {
                continue;
            }
            if (!succession.has(receipt.offsetBytes(), history)) {
                return excuse(write, receipt, succession);
            }
            history = ""; // the successor's own begins with the same bytes
            holder = succession.successor();
            atNs = Math.max(atNs, succession.atNs());
        }
        return new LossReport.Loss(
                write, null, false, "it was on " + holder + ", which nobody replaced within the window");
    }

    /** Whether the replaced master may not have known yet at {@code atNs} that it was, or that its data were going to be gone. */
    private boolean isWithin(Succession succession, long atNs) {
        if (succession.isEmptyRestart()) {
            return atNs <= succession.atNs();
        }
        long stillNs = succession.stoodStill().toNanos();
        if (atNs <= succession.atNs() + contract.latestAfterNs() + stillNs) {
            return true;
        }
        return successions.stream()
                .filter(Succession::isEmptyRestart)
                .filter(restart -> restart.master().equals(succession.master()))
                .filter(restart -> restart.atNs() >= succession.atNs() && restart.atNs() <= atNs)
                .anyMatch(restart -> atNs <= restart.atNs() + contract.latestAfterRestartNs() + stillNs);
    }

    private LossReport.Loss excuse(Operation write, Receipt receipt, Succession succession) {
        @Nullable String reproach = null;
        if (succession.isEmptyRestart()) {
            return new LossReport.Loss(write, succession, true, succession.master() + " came back without its data");
        }
        if (receipt.confirmedBy().contains(succession.successor())) {
            reproach = "the promoted replica, " + succession.successor() + ", had confirmed it";
        } else if (write.returnedNs() < succession.atNs() - contract.earliestBeforeNs()) {
            reproach = "it is too old for a valid replica, " + succession.successor() + ", not to have it";
        }
        String reason = reproach != null
                ? reproach
                : "above the offset " + succession.offsetBytes() + " of " + succession.successor()
                        + " at its promotion";
        return new LossReport.Loss(write, succession, reproach == null, reason);
    }
}

package io.clusterjar.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a set that is only added to keeps what it was given: every read has each member whose {@code SADD} was acknowledged before
 * the read began, and none that nobody added.
 */
public final class SetChecker implements Checker {
    private static final int SHOWN = 8;

    /** A checker. */
    public SetChecker() {}

    @Override
    public Verdict check(History history) {
        return ByKey.worst(ByKey.split(history, Kind.ADD, Kind.MEMBERS), SetChecker::checkKey);
    }

    private static Verdict checkKey(List<Operation> operations) {
        List<Operation> adds = new ArrayList<>();
        Map<String, Operation> possible = new HashMap<>();
        for (Operation operation : operations) {
            String member = operation.argument();
            if (operation.kind() == Kind.ADD && member != null && operation.outcome() != Outcome.FAIL) {
                adds.add(operation);
                possible.merge(member, operation, (a, b) -> a.invokedNs() <= b.invokedNs() ? a : b);
            }
        }
        for (Operation read : operations) {
            if (read.kind() == Kind.MEMBERS && read.outcome() == Outcome.OK) {
                Verdict verdict = checkRead(read, adds, possible);
                if (!verdict.isPass()) {
                    return verdict;
                }
            }
        }
        return Verdict.pass();
    }

    private static Verdict checkRead(Operation read, List<Operation> adds, Map<String, Operation> possible) {
        for (String member : read.result()) {
            Operation add = possible.get(member);
            if (add == null || read.precedes(add)) {
                return Verdict.violation(
                        "set " + read.key() + " has a member that nobody had added, \"" + member + "\":",
                        add == null ? List.of(read) : List.of(read, add));
            }
        }
        Set<String> members = new HashSet<>(read.result());
        List<Operation> lost = new ArrayList<>();
        for (Operation add : adds) {
            if (add.precedes(read) && !members.contains(add.argument())) {
                lost.add(add);
            }
        }
        if (lost.isEmpty()) {
            return Verdict.pass();
        }
        List<Operation> witnesses = new ArrayList<>(lost.subList(0, Math.min(SHOWN, lost.size())));
        witnesses.add(read);
        return Verdict.violation(
                "set " + read.key() + " lost " + lost.size() + " acknowledged members of " + adds.size() + ":",
                witnesses);
    }
}

package io.clusterjar.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a list that is only appended to keeps its elements, once each, in order: what was acknowledged before a read began is in it;
 * of two appends the one that was acknowledged before the other was asked for comes first; and each read is the beginning of every
 * longer one. Elements must be unique within a key.
 */
public final class ListChecker implements Checker {
    /** A checker. */
    public ListChecker() {}

    @Override
    public Verdict check(History history) {
        return ByKey.worst(ByKey.split(history, Kind.APPEND, Kind.ELEMENTS), ListChecker::checkKey);
    }

    private static Verdict checkKey(List<Operation> operations) {
        Map<String, Operation> appends = new HashMap<>();
        for (Operation operation : operations) {
            String element = operation.argument();
            if (operation.kind() == Kind.APPEND && element != null && operation.outcome() != Outcome.FAIL) {
                Operation former = appends.put(element, operation);
                if (former != null) {
                    return Verdict.unknown("an element was appended twice; this checker needs unique ones:\n  " + former
                            + "\n  " + operation);
                }
            }
        }
        Operation longest = null;
        for (Operation read : operations) {
            if (read.kind() != Kind.ELEMENTS || read.outcome() != Outcome.OK) {
                continue;
            }
            Verdict verdict = checkRead(read, operations, appends);
            if (verdict.isPass() && longest != null) {
                verdict = checkPrefix(longest, read);
            }
            if (!verdict.isPass()) {
                return verdict;
            }
            if (longest == null || read.result().size() > longest.result().size()) {
                longest = read;
            }
        }
        return Verdict.pass();
    }

    private static Verdict checkRead(Operation read, List<Operation> operations, Map<String, Operation> appends) {
        Set<String> elements = new HashSet<>();
        @Nullable Operation latest = null;
        for (String element : read.result()) {
            Operation append = appends.get(element);
            if (append == null || read.precedes(append)) {
                return wrong(read, "has an element that nobody had appended, \"" + element + "\"", append);
            }
            if (!elements.add(element)) {
                return wrong(read, "has \"" + element + "\" twice", append);
            }
            if (latest != null && append.precedes(latest)) {
                return Verdict.violation(
                        "list " + read.key() + " is out of order: \"" + latest.argument() + "\" stands before \""
                                + element + "\", which had been acknowledged before the other was asked for:",
                        List.of(append, latest, read));
            }
            if (latest == null || append.invokedNs() > latest.invokedNs()) {
                latest = append;
            }
        }
        for (Operation append : operations) {
            boolean due = append.kind() == Kind.APPEND && append.outcome() == Outcome.OK && append.precedes(read);
            if (due && !elements.contains(append.argument())) {
                return wrong(read, "lost \"" + append.argument() + "\", which was acknowledged", append);
            }
        }
        return Verdict.pass();
    }

    private static Verdict wrong(Operation read, String what, @Nullable Operation append) {
        return Verdict.violation(
                "list " + read.key() + " " + what + ":", append == null ? List.of(read) : List.of(append, read));
    }

    private static Verdict checkPrefix(Operation a, Operation b) {
        boolean isShorter = a.result().size() <= b.result().size();
        Operation shorter = isShorter ? a : b;
        Operation longer = isShorter ? b : a;
        for (int i = 0; i < shorter.result().size(); i++) {
            if (!shorter.result().get(i).equals(longer.result().get(i))) {
                return Verdict.violation(
                        "list " + a.key() + " changed at index " + i + ", though it is only appended to: \""
                                + shorter.result().get(i) + "\" and \""
                                + longer.result().get(i) + "\":",
                        List.of(a, b));
            }
        }
        return Verdict.pass();
    }
}

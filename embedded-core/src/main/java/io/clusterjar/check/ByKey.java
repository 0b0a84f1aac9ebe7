package io.clusterjar.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Looks at each key of a history by itself. */
final class ByKey {
    private ByKey() {}

    /** Operations that may have been done, of the kinds named, by key in the order of first sight. */
    static Map<String, List<Operation>> split(History history, Kind... kinds) {
        List<Kind> wanted = List.of(kinds);
        Map<String, List<Operation>> keys = new LinkedHashMap<>();
        for (Operation operation : history.operations()) {
            if (wanted.contains(operation.kind())) {
                keys.computeIfAbsent(operation.key(), key -> new ArrayList<>()).add(operation);
            }
        }
        return keys;
    }

    /** The first verdict that is a violation, else the first that is unknown, else a pass. */
    static Verdict worst(Map<String, List<Operation>> keys, Function<List<Operation>, Verdict> check) {
        Verdict worst = Verdict.pass();
        for (List<Operation> operations : keys.values()) {
            Verdict verdict = check.apply(operations);
            if (verdict.isViolation()) {
                return verdict;
            }
            if (worst.isPass()) {
                worst = verdict;
            }
        }
        return worst;
    }
}

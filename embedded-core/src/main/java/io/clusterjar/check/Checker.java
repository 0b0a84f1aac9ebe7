package io.clusterjar.check;

/** Says whether a correct store could have answered as a history tells. A checker has no state; any thread may use it. */
@FunctionalInterface
public interface Checker {
    /** The verdict on a history. Operations of kinds that the checker does not know are left out of it. */
    Verdict check(History history);

    /** Both checkers: the first verdict that is a violation, else the first that is not a pass. */
    default Checker and(Checker other) {
        return history -> {
            Verdict first = check(history);
            if (first.isViolation()) {
                return first;
            }
            Verdict second = other.check(history);
            return second.isViolation() || first.isPass() ? second : first;
        };
    }
}

package io.clusterjar.check;

import java.util.List;

/**
 * What a checker says of a history.
 *
 * @param answer whether the history is possible
 * @param explanation why not, or why nobody knows; in a few lines, for people. Empty for a pass
 * @param witnesses the operations that the explanation rests on, as few as can be
 */
public record Verdict(Answer answer, String explanation, List<Operation> witnesses) {
    private static final Verdict PASSED = new Verdict(Answer.PASS, "", List.of());

    /** Whether a history is possible. */
    public enum Answer {
        /** A correct store could have answered so. */
        PASS,
        /** No correct store could have. */
        VIOLATION,
        /** The checker gave up before it knew. */
        UNKNOWN
    }

    /** A verdict. */
    public Verdict {
        witnesses = List.copyOf(witnesses);
    }

    /** The history is possible. */
    public static Verdict pass() {
        return PASSED;
    }

    /** The history is not possible; the witnesses are shown below the explanation. */
    public static Verdict violation(String explanation, List<Operation> witnesses) {
        StringBuilder text = new StringBuilder(explanation);
        for (Operation witness : witnesses) {
            text.append("\n  ").append(witness);
        }
        return new Verdict(Answer.VIOLATION, text.toString(), witnesses);
    }

    /** Nobody knows. */
    public static Verdict unknown(String why) {
        return new Verdict(Answer.UNKNOWN, why, List.of());
    }

    /** Whether the history is possible. */
    public boolean isPass() {
        return answer == Answer.PASS;
    }

    /** Whether the history is certainly not possible. */
    public boolean isViolation() {
        return answer == Answer.VIOLATION;
    }

    /**
     * Returns when the history is possible.
     *
     * @throws AssertionError with the explanation when it is not, or when nobody knows
     */
    public void orThrow() {
        if (!isPass()) {
            throw new AssertionError(this.toString());
        }
    }

    @Override
    public String toString() {
        return explanation.isEmpty() ? answer.toString() : answer + ": " + explanation;
    }
}

package io.clusterjar.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Linearizability of any {@link Model}, key by key: whether the operations can be put in one order that keeps to real time and in which
 * each answer is right. A search after Wing and Gong with Lowe's memory of configurations ("Testing for linearizability", 2017). It can
 * take exponential time, so it counts its steps and says {@link Verdict.Answer#UNKNOWN} at a limit: steps and not time, so that the
 * verdict is the same on every machine.
 *
 * <p>Operations of unknown outcome may stand anywhere after their call, or nowhere.
 *
 * @param <S> the model's state
 */
public final class LinearizabilityChecker<S> implements Checker {
    /** Steps for each key when nothing else is said. */
    public static final long DEFAULT_STEP_LIMIT = 2_000_000;

    private final Model<S> model;
    private final long stepLimit;

    /** A checker with the default limit. */
    public LinearizabilityChecker(Model<S> model) {
        this(model, DEFAULT_STEP_LIMIT);
    }

    /**
     * A checker.
     *
     * @param stepLimit how often it may try to put an operation next, for each key; 1 or more
     */
    public LinearizabilityChecker(Model<S> model, long stepLimit) {
        if (stepLimit < 1) {
            throw new IllegalArgumentException("stepLimit=" + stepLimit + " is not 1 or more");
        }
        this.model = model;
        this.stepLimit = stepLimit;
    }

    @Override
    public Verdict check(History history) {
        Map<String, List<Operation>> keys = new LinkedHashMap<>();
        for (Operation operation : history.operations()) {
            boolean idle = operation.outcome() == Outcome.FAIL
                    || (operation.outcome() == Outcome.UNKNOWN
                            && !operation.kind().isWrite());
            if (model.knows(operation.kind()) && !idle) {
                keys.computeIfAbsent(operation.key(), key -> new ArrayList<>()).add(operation);
            }
        }
        return ByKey.worst(keys, operations -> new LinearizationSearch<>(model, operations, stepLimit).run());
    }
}

package io.clusterjar.check;

import org.jspecify.annotations.Nullable;

/**
 * What a correct store does with one key, one operation after the other.
 *
 * @param <S> the state of the key; immutable, with {@code equals} and {@code hashCode} by what it holds
 */
public interface Model<S> {
    /** The state before anything was done. */
    S initial();

    /**
     * The state after an operation.
     *
     * @param operation its result counts when its outcome is {@link Outcome#OK}; with {@link Outcome#UNKNOWN} nobody knows what it
     *     returned
     * @return null when no correct store in this state could have answered so
     */
    @Nullable
    S step(S state, Operation operation);

    /** Whether the model knows what operations of this kind do; others are left out. */
    boolean knows(Kind kind);
}

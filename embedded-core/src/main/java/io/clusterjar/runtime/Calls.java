package io.clusterjar.runtime;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** How questions are asked and failures handed back unchanged where they are unchecked. */
final class Calls {
    private Calls() {}

    static <T extends @Nullable Object> T answer(Callable<T> question) {
        try {
            return question.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    static void rethrow(@Nullable Throwable failure) {
        if (failure instanceof Error) {
            throw (Error) failure;
        }
        if (failure instanceof RuntimeException) {
            throw (RuntimeException) failure;
        }
        if (failure != null) {
            throw new CompletionException(failure);
        }
    }
}

package io.clusterjar.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.agrona.CloseHelper;

/** Closes what the runtime has opened; a failure says what could not be closed. */
final class Closing {
    private Closing() {}

    static void close(AutoCloseable opened) {
        CloseHelper.close(
                failure -> {
                    throw new UncheckedIOException(
                            "close of " + opened + ": " + failure.getMessage(), new IOException(failure));
                },
                opened);
    }
}

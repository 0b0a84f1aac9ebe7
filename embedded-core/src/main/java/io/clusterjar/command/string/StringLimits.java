package io.clusterjar.command.string;

import io.clusterjar.command.Call;

/** Limits of strings. */
final class StringLimits {
    private StringLimits() {}

    /** The longest string in bytes, {@code proto-max-bulk-len}. */
    static long maxLengthBytes(Call call) {
        return 512L * 1024 * 1024;
    }
}

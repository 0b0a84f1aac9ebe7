package io.clusterjar.command.string;

import io.clusterjar.command.Call;
import io.clusterjar.config.ConfigKey;

/** Limits of strings. */
final class StringLimits {
    private StringLimits() {}

    /** The longest string in bytes, {@code proto-max-bulk-len}. */
    static long maxLengthBytes(Call call) {
        return call.config().number(ConfigKey.PROTO_MAX_BULK_LEN);
    }
}

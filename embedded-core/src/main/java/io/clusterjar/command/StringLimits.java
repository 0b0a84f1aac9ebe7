package io.clusterjar.command;

import io.clusterjar.config.ConfigKey;

/** Limits of strings, for all commands that make them longer. */
public final class StringLimits {
    /** The longest array of bytes that a JVM makes. */
    private static final long ARRAY_MAX_BYTES = Integer.MAX_VALUE - 64;

    private StringLimits() {}

    /** The longest string in bytes: {@code proto-max-bulk-len}, which does not bind what the master has done already. */
    public static long maxLengthBytes(Call call) {
        long limit = call.config().number(ConfigKey.PROTO_MAX_BULK_LEN);
        return call.obeysMaster() ? ARRAY_MAX_BYTES : Math.min(limit, ARRAY_MAX_BYTES);
    }
}

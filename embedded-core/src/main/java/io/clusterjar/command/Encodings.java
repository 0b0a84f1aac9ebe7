package io.clusterjar.command;

import io.clusterjar.config.ConfigKey;
import io.clusterjar.config.ServerConfig;
import io.clusterjar.store.EncodingLimits;

/** The limits of compact encodings as the configuration says them at this moment. */
public final class Encodings {
    private Encodings() {}

    /** All of them. */
    public static EncodingLimits limits(ServerConfig config) {
        return new EncodingLimits(
                clamp(config, ConfigKey.HASH_MAX_LISTPACK_ENTRIES),
                clamp(config, ConfigKey.HASH_MAX_LISTPACK_VALUE),
                clamp(config, ConfigKey.SET_MAX_INTSET_ENTRIES),
                clamp(config, ConfigKey.SET_MAX_LISTPACK_ENTRIES),
                clamp(config, ConfigKey.SET_MAX_LISTPACK_VALUE),
                clamp(config, ConfigKey.ZSET_MAX_LISTPACK_ENTRIES),
                clamp(config, ConfigKey.ZSET_MAX_LISTPACK_VALUE),
                clamp(config, ConfigKey.LIST_MAX_LISTPACK_SIZE));
    }

    /** {@code list-max-listpack-size} alone. */
    public static int listNodeLimit(ServerConfig config) {
        return clamp(config, ConfigKey.LIST_MAX_LISTPACK_SIZE);
    }

    private static int clamp(ServerConfig config, ConfigKey key) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, config.number(key)));
    }
}

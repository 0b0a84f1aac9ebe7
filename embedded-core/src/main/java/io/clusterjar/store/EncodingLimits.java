package io.clusterjar.store;

import io.clusterjar.config.ConfigKey;
import io.clusterjar.config.ServerConfig;

/**
 * Up to which sizes values keep their compact encodings. Named as the parameters of {@code CONFIG}.
 *
 * @param hashMaxListpackEntries most fields of a hash in a listpack
 * @param hashMaxListpackValue longest field or value in it, bytes
 * @param setMaxIntsetEntries most members of a set of integers
 * @param setMaxListpackEntries most members of a set in a listpack
 * @param setMaxListpackValue longest member in it, bytes
 * @param zsetMaxListpackEntries most members of a sorted set in a listpack
 * @param zsetMaxListpackValue longest member in it, bytes
 * @param listMaxListpackSize size of a list's nodes: entries when positive, -1 to -5 for 4, 8, 16, 32, 64 KiB
 */
public record EncodingLimits(
        int hashMaxListpackEntries,
        int hashMaxListpackValue,
        int setMaxIntsetEntries,
        int setMaxListpackEntries,
        int setMaxListpackValue,
        int zsetMaxListpackEntries,
        int zsetMaxListpackValue,
        int listMaxListpackSize) {
    /** What Redis 7.2 does unless told otherwise. */
    public static final EncodingLimits DEFAULT = new EncodingLimits(512, 64, 512, 128, 64, 128, 64, -2);

    /** What the parameters of a node say. */
    public static EncodingLimits of(ServerConfig config) {
        return new EncodingLimits(
                config.integer(ConfigKey.HASH_MAX_LISTPACK_ENTRIES),
                config.integer(ConfigKey.HASH_MAX_LISTPACK_VALUE),
                config.integer(ConfigKey.SET_MAX_INTSET_ENTRIES),
                config.integer(ConfigKey.SET_MAX_LISTPACK_ENTRIES),
                config.integer(ConfigKey.SET_MAX_LISTPACK_VALUE),
                config.integer(ConfigKey.ZSET_MAX_LISTPACK_ENTRIES),
                config.integer(ConfigKey.ZSET_MAX_LISTPACK_VALUE),
                config.integer(ConfigKey.LIST_MAX_LISTPACK_SIZE));
    }
}

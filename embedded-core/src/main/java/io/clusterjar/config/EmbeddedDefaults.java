package io.clusterjar.config;

/**
 * The few parameters that an embedded node presets otherwise than {@code redis-server} does. Whoever builds the node may
 * set each of them back.
 */
final class EmbeddedDefaults {
    private EmbeddedDefaults() {}

    /** Presets {@code config}. */
    static void apply(ServerConfig config) {
        // Nothing is written to disk unless a test asks for it.
        config.set(ConfigKey.SAVE, "");
        // Tests want DEBUG SLEEP and its like, and no stranger can reach the node.
        config.set(ConfigKey.ENABLE_DEBUG_COMMAND, "yes");
        // Nodes listen on the loopback interface only.
        config.set(ConfigKey.BIND, "127.0.0.1");
        // A replica's full synchronisation starts at once: nobody gains by waiting for more replicas in one process.
        config.set(ConfigKey.REPL_DISKLESS_SYNC_DELAY, "0");
    }
}

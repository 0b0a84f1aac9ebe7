package io.clusterjar.engine.pubsub;

import static io.clusterjar.command.CommandFlag.FAST;
import static io.clusterjar.command.CommandFlag.LOADING;
import static io.clusterjar.command.CommandFlag.MAY_REPLICATE;
import static io.clusterjar.command.CommandFlag.NOSCRIPT;
import static io.clusterjar.command.CommandFlag.PUBSUB;
import static io.clusterjar.command.CommandFlag.SENTINEL;
import static io.clusterjar.command.CommandFlag.STALE;

import io.clusterjar.command.CommandRow;
import io.clusterjar.command.CommandSpec;
import io.clusterjar.command.KeyFlag;
import io.clusterjar.command.KeySpec;

/** The rows of publish/subscribe. */
enum PubSubCommand implements CommandRow {
    /** {@code SUBSCRIBE}. */
    SUBSCRIBE("subscribe", -2, PUBSUB | NOSCRIPT | LOADING | STALE | SENTINEL, 0),
    /** {@code UNSUBSCRIBE}. */
    UNSUBSCRIBE("unsubscribe", -1, PUBSUB | NOSCRIPT | LOADING | STALE | SENTINEL, 0),
    /** {@code PSUBSCRIBE}. */
    PSUBSCRIBE("psubscribe", -2, PUBSUB | NOSCRIPT | LOADING | STALE | SENTINEL, 0),
    /** {@code PUNSUBSCRIBE}. */
    PUNSUBSCRIBE("punsubscribe", -1, PUBSUB | NOSCRIPT | LOADING | STALE | SENTINEL, 0),
    /** {@code PUBLISH}. */
    PUBLISH("publish", 3, PUBSUB | LOADING | STALE | FAST | MAY_REPLICATE | SENTINEL, 0),
    /** {@code SSUBSCRIBE}. */
    SSUBSCRIBE("ssubscribe", -2, PUBSUB | NOSCRIPT | LOADING | STALE, 0, KeySpec.keys(1, -1, KeyFlag.NOT_KEY)),
    /** {@code SUNSUBSCRIBE}. */
    SUNSUBSCRIBE("sunsubscribe", -1, PUBSUB | NOSCRIPT | LOADING | STALE, 0, KeySpec.keys(1, -1, KeyFlag.NOT_KEY)),
    /** {@code SPUBLISH}. */
    SPUBLISH("spublish", 3, PUBSUB | LOADING | STALE | FAST | MAY_REPLICATE, 0, KeySpec.key(1, KeyFlag.NOT_KEY)),
    /** {@code PUBSUB}. */
    PUBSUB_CONTAINER("pubsub", -2, 0, 0),
    /** {@code PUBSUB CHANNELS}. */
    PUBSUB_CHANNELS("pubsub|channels", -2, PUBSUB | LOADING | STALE, 0),
    /** {@code PUBSUB HELP}. */
    PUBSUB_HELP("pubsub|help", 2, LOADING | STALE, 0),
    /** {@code PUBSUB NUMPAT}. */
    PUBSUB_NUMPAT("pubsub|numpat", 2, PUBSUB | LOADING | STALE, 0),
    /** {@code PUBSUB NUMSUB}. */
    PUBSUB_NUMSUB("pubsub|numsub", -2, PUBSUB | LOADING | STALE, 0),
    /** {@code PUBSUB SHARDCHANNELS}. */
    PUBSUB_SHARDCHANNELS("pubsub|shardchannels", -2, PUBSUB | LOADING | STALE, 0),
    /** {@code PUBSUB SHARDNUMSUB}. */
    PUBSUB_SHARDNUMSUB("pubsub|shardnumsub", -2, PUBSUB | LOADING | STALE, 0);

    private final CommandSpec spec;

    PubSubCommand(String name, int arity, int flags, int categories, KeySpec... keys) {
        spec = CommandSpec.of(name, arity, flags, categories, keys);
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }
}

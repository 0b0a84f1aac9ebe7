package io.clusterjar.samples;

import io.clusterjar.ClusterNode;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.MigrateParams;

/**
 * Moves slots from one master to another with real connections and the commands that {@code redis-cli --cluster
 * reshard} sends.
 *
 * <p>Not for use by several threads.
 */
final class SlotMover implements AutoCloseable {
    private static final int KEYS_PER_BATCH = 10;
    private static final int MIGRATE_TIMEOUT_MS = 5000;
    private static final int DATABASE = 0;

    private final ClusterNode target;
    private final Jedis from;
    private final Jedis to;
    private final String fromId;
    private final String toId;

    /** Moves slots from {@code source} to {@code target}, two masters of a cluster. */
    SlotMover(ClusterNode source, ClusterNode target) {
        this.target = target;
        from = new Jedis(source.host(), source.port());
        to = new Jedis(target.host(), target.port());
        fromId = from.clusterMyId();
        toId = to.clusterMyId();
    }

    /**
     * Moves a slot with its keys. Clients are served throughout: keys still at the source by the source, the others by
     * the target, to which the source redirects with ASK.
     *
     * @return how many keys it had
     */
    int move(int slot) {
        to.clusterSetSlotImporting(slot, fromId);
        from.clusterSetSlotMigrating(slot, toId);
        int moved = 0;
        while (true) {
            List<String> keys = from.clusterGetKeysInSlot(slot, KEYS_PER_BATCH);
            if (keys.isEmpty()) {
                break;
            }
            from.migrate(
                    target.host(),
                    target.port(),
                    DATABASE,
                    MIGRATE_TIMEOUT_MS,
                    new MigrateParams(),
                    keys.toArray(String[]::new));
            moved += keys.size();
        }
        // The target first: were it the other way round, the slot could for a moment be nobody's.
        to.clusterSetSlotNode(slot, toId);
        from.clusterSetSlotNode(slot, toId);
        return moved;
    }

    @Override
    public void close() {
        from.close();
        to.close();
    }
}

package io.clusterjar.cluster;

import io.clusterjar.command.CommandFlag;
import io.clusterjar.config.ConfigKey;
import io.clusterjar.config.ServerConfig;
import io.clusterjar.engine.Command;
import io.clusterjar.engine.Connection;
import io.clusterjar.engine.Engine;
import io.clusterjar.engine.KeyFinder;
import io.clusterjar.engine.Redirects;
import io.clusterjar.engine.Transaction;
import io.clusterjar.gossip.ClusterNode;
import io.clusterjar.gossip.ClusterState;
import io.clusterjar.protocol.Args;
import io.clusterjar.slot.Slots;
import io.clusterjar.store.KeyEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether this node serves a request's keys, in Redis' order of reasons, and names the node that does when it does
 * not.
 */
final class SlotGate implements Redirects {
    private static final String CROSS_SLOT = "CROSSSLOT Keys in request don't hash to the same slot";
    private static final String TRY_AGAIN = "TRYAGAIN Multiple keys request during rehashing of slot";
    private static final String DOWN = "CLUSTERDOWN The cluster is down";
    private static final String DOWN_READ_ONLY = "CLUSTERDOWN The cluster is down and only accepts read commands";
    private static final String UNBOUND = "CLUSTERDOWN Hash slot not served";
    private static final int NO_SLOT = -1;

    private final ClusterAgent agent;
    private final Engine engine;
    private final ServerConfig config;

    // what the walk over the keys of one request found; valid during one check
    private int slot;
    private @Nullable ClusterNode owner;
    private boolean migrating;
    private boolean importing;
    private boolean severalKeys;
    private int firstKeyOffset;
    private int firstKeyLength;
    private byte[] firstKeyBuffer = {};
    private int missing;
    private int existing;

    SlotGate(ClusterAgent agent, Engine engine, ServerConfig config) {
        this.agent = agent;
        this.engine = engine;
        this.config = config;
    }

    @Override
    public @Nullable String check(Connection client, Command command, Args args) {
        Transaction transaction = client.transaction();
        boolean exec = command.name().equals("exec");
        if (exec && !transaction.active()) {
            return null;
        }
        slot = NO_SLOT;
        String error = null;
        boolean shardMessages = false;
        if (exec) {
            List<Transaction.Queued> queue = transaction.queue();
            for (int i = 0; i < queue.size() && error == null; i++) {
                Command queued = queue.get(i).command();
                boolean shard = isShardMessage(queued);
                shardMessages |= shard;
                error = walk(queued, queue.get(i).args(), shard);
            }
        } else {
            shardMessages = isShardMessage(command);
            error = walk(command, args, shardMessages);
        }
        if (error != null || slot == NO_SLOT) {
            return error;
        }
        boolean writes = command.has(CommandFlag.WRITE) || exec && transaction.anyHas(CommandFlag.WRITE);
        return decide(client, command, shardMessages, writes);
    }

    private static boolean isShardMessage(Command command) {
        if (!command.has(CommandFlag.PUBSUB)) {
            return false;
        }
        String name = command.name();
        return name.equals("ssubscribe") || name.equals("sunsubscribe") || name.equals("spublish");
    }

    private @Nullable String walk(Command command, Args args, boolean shard) {
        if (!command.keyed()) {
            return null;
        }
        KeyFinder keys = engine.keyFinder();
        int count = keys.findUsed(command, args);
        ClusterState state = agent.state();
        for (int i = 0; i < count; i++) {
            int word = keys.word(i);
            int offset = args.offset(word);
            int length = args.length(word);
            int keySlot = Slots.slotOf(args.buffer(), offset, length);
            if (slot == NO_SLOT) {
                if (!begin(state, keySlot)) {
                    return UNBOUND;
                }
                firstKeyBuffer = args.buffer();
                firstKeyOffset = offset;
                firstKeyLength = length;
            } else if (keySlot != slot) {
                return CROSS_SLOT;
            } else if (importing && !severalKeys) {
                severalKeys = !same(args.buffer(), offset, length);
            }
            if ((migrating || importing) && !shard) {
                count(args.buffer(), offset, length);
            }
        }
        return null;
    }

    private boolean begin(ClusterState state, int keySlot) {
        ClusterNode bound = state.owner(keySlot);
        if (bound == null) {
            return false;
        }
        slot = keySlot;
        owner = bound;
        migrating = bound == state.myself() && state.migratingTo(keySlot) != null;
        importing = !migrating && state.importingFrom(keySlot) != null;
        severalKeys = false;
        missing = 0;
        existing = 0;
        return true;
    }

    private boolean same(byte[] buffer, int offset, int length) {
        return java.util.Arrays.equals(
                firstKeyBuffer, firstKeyOffset, firstKeyOffset + firstKeyLength, buffer, offset, offset + length);
    }

    private void count(byte[] buffer, int offset, int length) {
        KeyEntry entry = engine.database(0).find(buffer, offset, length);
        if (entry == null || entry.isExpired(engine.nowMs())) {
            missing++;
        } else {
            existing++;
        }
    }

    private @Nullable String decide(Connection client, Command command, boolean shard, boolean writes) {
        ClusterState state = agent.state();
        ClusterNode myself = state.myself();
        if (!state.ok()) {
            String down = whenDown(command, shard);
            if (down != null) {
                return down;
            }
        }
        if ((migrating || importing) && command.name().equals("migrate")) {
            return null;
        }
        if (migrating && missing > 0) {
            ClusterNode target = state.migratingTo(slot);
            return existing > 0 || target == null ? TRY_AGAIN : redirect("ASK", target, client);
        }
        if (importing && (client.asking() || command.has(CommandFlag.ASKING))) {
            return severalKeys && missing > 0 ? TRY_AGAIN : null;
        }
        ClusterNode bound = owner;
        if (bound == myself || bound == null) {
            return null;
        }
        if ((client.readOnly() || shard) && !writes && myself.isReplica() && myself.master() == bound) {
            return null;
        }
        return redirect("MOVED", bound, client);
    }

    private @Nullable String whenDown(Command command, boolean shard) {
        if (shard) {
            return config.flag(ConfigKey.CLUSTER_ALLOW_PUBSUBSHARD_WHEN_DOWN) ? null : DOWN;
        }
        if (!config.flag(ConfigKey.CLUSTER_ALLOW_READS_WHEN_DOWN)) {
            return DOWN;
        }
        return command.has(CommandFlag.WRITE) ? DOWN_READ_ONLY : null;
    }

    private String redirect(String kind, ClusterNode node, Connection client) {
        Endpoint seen = Endpoint.of(node, client, config);
        return kind + " " + slot + " " + seen.preferredText() + ":" + seen.port();
    }

    @Override
    public @Nullable String checkWaiting(Connection client) {
        ClusterState state = agent.state();
        if (!state.ok()) {
            return DOWN;
        }
        List<byte[]> keys = engine.waitingKeys(client);
        if (keys.isEmpty()) {
            return null;
        }
        slot = Slots.slotOf(keys.get(0));
        ClusterNode bound = state.owner(slot);
        ClusterNode myself = state.myself();
        if (bound == myself || state.importingFrom(slot) != null) {
            return null;
        }
        if (bound == null) {
            return UNBOUND;
        }
        Command last = client.lastCommand();
        if (client.readOnly()
                && last != null
                && !last.has(CommandFlag.WRITE)
                && myself.isReplica()
                && myself.master() == bound) {
            return null;
        }
        return redirect("MOVED", bound, client);
    }
}

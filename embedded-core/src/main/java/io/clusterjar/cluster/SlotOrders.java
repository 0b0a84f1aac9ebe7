package io.clusterjar.cluster;

import io.clusterjar.base.NotANumber;
import io.clusterjar.base.Numbers;
import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.command.Words;
import io.clusterjar.gossip.ClusterNode;
import io.clusterjar.gossip.ClusterState;
import io.clusterjar.gossip.Todo;
import io.clusterjar.protocol.Args;
import io.clusterjar.slot.SlotSet;
import io.clusterjar.slot.Slots;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What operators order about slots: ADDSLOTS, DELSLOTS, SETSLOT and their like. Made for one call. */
final class SlotOrders {
    private static final String INVALID = "ERR Invalid or out of range slot";
    private static final String INVALID_SETSLOT =
            "ERR Invalid CLUSTER SETSLOT action or number of arguments. Try CLUSTER HELP";

    private final ClusterAgent agent;
    private final ClusterState state;
    private final Call call;
    private final Args args;
    private final Reply reply;

    SlotOrders(ClusterAgent agent, Call call) {
        this.agent = agent;
        this.call = call;
        state = agent.state();
        args = call.args();
        reply = call.reply();
    }

    Outcome run(ClusterCommand command) {
        return switch (command) {
            case ADDSLOTS -> change(single(), false);
            case DELSLOTS -> change(single(), true);
            case ADDSLOTSRANGE -> change(ranges("addslotsrange"), false);
            case DELSLOTSRANGE -> change(ranges("delslotsrange"), true);
            case FLUSHSLOTS -> flush();
            case SETSLOT -> setSlot();
            case KEYSLOT -> reply.integer(Slots.slotOf(args.buffer(), args.offset(2), args.length(2)));
            case COUNTKEYSINSLOT -> countKeys();
            case GETKEYSINSLOT -> keys();
            default -> throw new AssertionError(command);
        };
    }

    private int slot(int word) {
        try {
            long slot = Numbers.parseLong(args.buffer(), args.offset(word), args.length(word));
            if (slot >= 0 && slot < Slots.COUNT) {
                return (int) slot;
            }
        } catch (NotANumber e) {
            throw new CommandError(INVALID);
        }
        throw new CommandError(INVALID);
    }

    private int[] single() {
        int[] pairs = new int[(args.count() - 2) * 2];
        for (int i = 2; i < args.count(); i++) {
            int slot = slot(i);
            pairs[(i - 2) * 2] = slot;
            pairs[(i - 2) * 2 + 1] = slot;
        }
        return pairs;
    }

    private int[] ranges(String name) {
        if (args.count() % 2 == 1) {
            throw new CommandError("ERR wrong number of arguments for 'cluster|" + name + "' command");
        }
        int[] pairs = new int[args.count() - 2];
        for (int i = 2; i < args.count(); i += 2) {
            int first = slot(i);
            int last = slot(i + 1);
            if (first > last) {
                throw new CommandError("ERR start slot number " + first + " is greater than end slot number " + last);
            }
            pairs[i - 2] = first;
            pairs[i - 1] = last;
        }
        return pairs;
    }

    private Outcome change(int[] pairs, boolean delete) {
        SlotSet chosen = new SlotSet();
        for (int i = 0; i < pairs.length; i += 2) {
            for (int slot = pairs[i]; slot <= pairs[i + 1]; slot++) {
                if (delete && state.owner(slot) == null) {
                    throw new CommandError("ERR Slot " + slot + " is already unassigned");
                }
                if (!delete && state.owner(slot) != null) {
                    throw new CommandError("ERR Slot " + slot + " is already busy");
                }
                if (!chosen.set(slot)) {
                    throw new CommandError("ERR Slot " + slot + " specified multiple times");
                }
            }
        }
        ClusterNode myself = state.myself();
        chosen.forEach(slot -> {
            if (delete) {
                state.unbind(slot);
            } else {
                state.importingFrom(slot, null);
                state.bind(slot, myself);
            }
        });
        return changed();
    }

    private Outcome changed() {
        state.todo(Todo.STATE | Todo.SAVE);
        agent.brain().endOfTurn(call.nowMs());
        return reply.ok();
    }

    private Outcome flush() {
        if (call.db(0).size() > 0) {
            throw new CommandError("ERR DB must be empty to perform CLUSTER FLUSHSLOTS.");
        }
        state.unbindAll(state.myself());
        return changed();
    }

    private Outcome countKeys() {
        long slot = Words.integer(args, 2);
        if (slot < 0 || slot >= Slots.COUNT) {
            throw new CommandError("ERR Invalid slot");
        }
        return reply.integer(call.db(0).countInSlot((int) slot));
    }

    private Outcome keys() {
        long slot = Words.integer(args, 2);
        long max = Words.integer(args, 3);
        if (slot < 0 || slot >= Slots.COUNT || max < 0) {
            throw new CommandError("ERR Invalid slot or number of keys");
        }
        List<byte[]> keys = call.db(0).keysInSlot((int) slot, (int) Math.min(max, Integer.MAX_VALUE));
        Outcome outcome = reply.array(keys.size());
        for (byte[] key : keys) {
            outcome = reply.bulk(key);
        }
        return outcome;
    }

    // ---- SETSLOT

    private Outcome setSlot() {
        if (state.myself().isReplica()) {
            throw new CommandError("ERR Please use SETSLOT only with masters.");
        }
        int slot = slot(2);
        if (args.is(3, "migrating") && args.count() == 5) {
            return migrating(slot);
        }
        if (args.is(3, "importing") && args.count() == 5) {
            return importing(slot);
        }
        if (args.is(3, "stable") && args.count() == 4) {
            state.importingFrom(slot, null);
            state.migratingTo(slot, null);
            return changed();
        }
        if (args.is(3, "node") && args.count() == 5) {
            return assign(slot);
        }
        throw new CommandError(INVALID_SETSLOT);
    }

    private ClusterNode peer(String unknown) {
        @Nullable ClusterNode node = state.lookup(args.text(4));
        if (node == null) {
            throw new CommandError("ERR " + unknown + args.text(4));
        }
        if (node.isReplica()) {
            throw new CommandError("ERR Target node is not a master");
        }
        return node;
    }

    private Outcome migrating(int slot) {
        if (state.owner(slot) != state.myself()) {
            throw new CommandError("ERR I'm not the owner of hash slot " + slot);
        }
        state.migratingTo(slot, peer("I don't know about node "));
        return changed();
    }

    private Outcome importing(int slot) {
        if (state.owner(slot) == state.myself()) {
            throw new CommandError("ERR I'm already the owner of hash slot " + slot);
        }
        state.importingFrom(slot, peer("I don't know about node "));
        return changed();
    }

    private Outcome assign(int slot) {
        ClusterNode myself = state.myself();
        ClusterNode target = peer("Unknown node ");
        boolean mine = state.owner(slot) == myself;
        int keys = call.db(0).countInSlot(slot);
        if (mine && target != myself && keys > 0) {
            throw new CommandError("ERR Can't assign hashslot " + slot
                    + " to a different node while I still hold keys for this hash slot.");
        }
        if (keys == 0) {
            state.migratingTo(slot, null);
        }
        state.unbind(slot);
        state.bind(slot, target);
        if (mine && target != myself && myself.slots().isEmpty() && agent.allowReplicaMigration()) {
            agent.brain().membership().replicate(target);
            state.todo(Todo.FSYNC);
        }
        if (target == myself && state.importingFrom(slot) != null) {
            state.bumpEpochWithoutConsensus();
            state.importingFrom(slot, null);
            state.todo(Todo.BROADCAST);
        }
        return changed();
    }
}

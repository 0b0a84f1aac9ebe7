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
import java.io.UncheckedIOException;

/** What operators order about nodes: MEET, FORGET, REPLICATE, FAILOVER, RESET and epochs. Made for one call. */
final class NodeOrders {
    private static final int BUS_PORT_SHIFT = 10_000;

    private final ClusterAgent agent;
    private final ClusterState state;
    private final Call call;
    private final Args args;
    private final Reply reply;

    NodeOrders(ClusterAgent agent, Call call) {
        this.agent = agent;
        this.call = call;
        state = agent.state();
        args = call.args();
        reply = call.reply();
    }

    Outcome run(ClusterCommand command) {
        return switch (command) {
            case BUMPEPOCH -> bumpEpoch();
            case FAILOVER -> failOver();
            case FORGET -> forget();
            case MEET -> meet();
            case REPLICATE -> replicate();
            case RESET -> reset();
            case SAVECONFIG -> saveConfig();
            case SET_CONFIG_EPOCH -> setConfigEpoch();
            default -> throw new AssertionError(command);
        };
    }

    private Outcome done() {
        agent.brain().endOfTurn(call.nowMs());
        return reply.ok();
    }

    private ClusterNode node() {
        ClusterNode node = state.lookup(args.text(2));
        if (node == null) {
            throw new CommandError("ERR Unknown node " + args.text(2));
        }
        return node;
    }

    private CommandError tooManyWords() {
        return new CommandError(
                "ERR unknown subcommand or wrong number of arguments for '" + args.text(1) + "'. Try CLUSTER HELP.");
    }

    private Outcome bumpEpoch() {
        boolean bumped = state.bumpEpochWithoutConsensus();
        agent.brain().endOfTurn(call.nowMs());
        return reply.status((bumped ? "BUMPED " : "STILL ") + state.myself().configEpoch());
    }

    private Outcome setConfigEpoch() {
        long epoch = Words.integer(args, 2);
        if (epoch < 0) {
            throw new CommandError("ERR Invalid config epoch specified: " + epoch);
        }
        if (state.nodes().size() > 1) {
            throw new CommandError(
                    "ERR The user can assign a config epoch only when the node does not know any other " + "node.");
        }
        if (state.myself().configEpoch() != 0) {
            throw new CommandError("ERR Node config epoch is already non-zero");
        }
        state.configEpoch(state.myself(), epoch);
        state.currentEpoch(Math.max(state.currentEpoch(), epoch));
        state.todo(Todo.STATE | Todo.SAVE);
        return done();
    }

    private Outcome meet() {
        if (args.count() > 5) {
            throw tooManyWords();
        }
        long port = port(3, "base");
        long busPort = args.count() == 5 ? port(4, "bus") : port + BUS_PORT_SHIFT;
        String ip = args.text(2);
        if (!LiteralAddress.isLiteral(ip) || port <= 0 || port > 65535 || busPort <= 0 || busPort > 65535) {
            throw new CommandError("ERR Invalid node address specified: " + ip + ":" + args.text(3));
        }
        agent.brain().membership().meet(ip, (int) port, (int) busPort, call.nowMs());
        return done();
    }

    private long port(int word, String kind) {
        try {
            return Numbers.parseLong(args.buffer(), args.offset(word), args.length(word));
        } catch (NotANumber e) {
            throw new CommandError("ERR Invalid " + kind + " port specified: " + args.text(word));
        }
    }

    private Outcome forget() {
        ClusterNode node = state.lookup(args.text(2));
        if (node == null) {
            if (state.blacklisted(args.text(2), call.nowMs())) {
                return reply.ok();
            }
            throw new CommandError("ERR Unknown node " + args.text(2));
        }
        if (node.isMyself()) {
            throw new CommandError("ERR I tried hard but I can't forget myself...");
        }
        if (state.myself().isReplica() && state.myself().master() == node) {
            throw new CommandError("ERR Can't forget my master!");
        }
        agent.brain().membership().forget(node, call.nowMs());
        return done();
    }

    private Outcome replicate() {
        ClusterNode node = node();
        ClusterNode myself = state.myself();
        if (node == myself) {
            throw new CommandError("ERR Can't replicate myself");
        }
        if (node.isReplica()) {
            throw new CommandError("ERR I can only replicate a master, not a replica.");
        }
        if (myself.isMaster() && (!myself.slots().isEmpty() || call.db(0).size() > 0)) {
            throw new CommandError("ERR To set a master the node must be empty and without assigned slots.");
        }
        agent.brain().membership().replicate(node);
        return done();
    }

    private Outcome failOver() {
        boolean force = false;
        boolean takeOver = false;
        if (args.count() == 3) {
            force = args.is(2, "force");
            takeOver = args.is(2, "takeover");
            if (!force && !takeOver) {
                throw CommandError.syntax();
            }
        } else if (args.count() > 3) {
            throw tooManyWords();
        }
        ClusterNode myself = state.myself();
        if (myself.isMaster()) {
            throw new CommandError("ERR You should send CLUSTER FAILOVER to a replica");
        }
        ClusterNode master = myself.master();
        if (master == null) {
            throw new CommandError("ERR I'm a replica but my master is unknown to me");
        }
        if (!force && !takeOver && (master.isFailed() || master.link() == null)) {
            throw new CommandError("ERR Master is down or failed, please use CLUSTER FAILOVER FORCE");
        }
        if (takeOver) {
            agent.brain().takeOver(call.nowMs());
        } else {
            agent.brain().failOver(force, call.nowMs());
        }
        return done();
    }

    private Outcome reset() {
        boolean hard = false;
        if (args.count() == 3) {
            hard = args.is(2, "hard");
            if (!hard && !args.is(2, "soft")) {
                throw CommandError.syntax();
            }
        } else if (args.count() > 3) {
            throw tooManyWords();
        }
        if (state.myself().isMaster() && call.db().size() > 0) {
            throw new CommandError("ERR CLUSTER RESET can't be called with master nodes containing keys");
        }
        if (state.myself().isReplica()) {
            call.flushing(call.db());
        }
        agent.brain().reset(hard, call.nowMs());
        return done();
    }

    private Outcome saveConfig() {
        try {
            agent.brain().save(true);
        } catch (UncheckedIOException e) {
            throw new CommandError("ERR error saving the cluster node config: "
                    + (e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
        }
        return reply.ok();
    }
}

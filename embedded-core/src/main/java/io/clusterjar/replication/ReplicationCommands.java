package io.clusterjar.replication;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.command.Words;
import io.clusterjar.config.ConfigKey;
import io.clusterjar.engine.Connection;
import io.clusterjar.engine.EngineCall;
import io.clusterjar.net.Address;
import io.clusterjar.protocol.Args;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** REPLICAOF, PSYNC, REPLCONF, ROLE, WAIT: what clients and replicas ask of {@link Replication}. */
public final class ReplicationCommands implements CommandGroup {
    private static final int MAX_PORT = 65535;

    private @Nullable Replication replication;

    /** The group; it serves once {@link #attach} was called. */
    public ReplicationCommands() {}

    /** Serves {@code replication}. */
    public void attach(Replication replication) {
        this.replication = replication;
    }

    private Replication replication() {
        Replication attached = replication;
        if (attached == null) {
            throw new IllegalStateException("replication is not attached");
        }
        return attached;
    }

    @Override
    public CommandRow[] rows() {
        return ReplicationCommand.values();
    }

    @Override
    public Outcome run(CommandRow row, Call call) {
        EngineCall engineCall = EngineCall.of(call);
        return switch ((ReplicationCommand) row) {
            case PSYNC -> psync(engineCall);
            case SYNC -> sync(engineCall);
            case REPLCONF -> replconf(engineCall);
            case REPLICAOF, SLAVEOF -> replicaof(engineCall);
            case ROLE -> role(engineCall);
            case WAIT -> waitForReplicas(engineCall);
            case WAITAOF -> waitForLogs(engineCall);
        };
    }

    // ---- synchronisation

    private Outcome psync(EngineCall call) {
        Args args = call.args();
        String id = args.text(1);
        if (isSynchronising(call.connection())) {
            return call.noReply();
        }
        if (args.count() > 3 && args.is(3, "failover")) {
            takeOver(id);
        }
        ReplicaLink link = replication().replicas().linkOf(call.connection());
        checkCanSynchronise(link);
        long from = Words.integer(args, 2);
        call.connection().becomeReplica();
        link.usesPsync(true);
        replication().replicas().synchronise(link, id, from);
        return call.noReply();
    }

    /** The master fails over to this node: it says so in the words of its first request as a replica. */
    private void takeOver(String id) {
        if (!replication().isReplica()) {
            throw new CommandError("ERR PSYNC FAILOVER can't be sent to a master.");
        }
        if (!id.equalsIgnoreCase(replication().history().id())) {
            throw new CommandError("ERR PSYNC FAILOVER replid must match my replid.");
        }
        replication().becomeMaster();
    }

    private Outcome sync(EngineCall call) {
        if (isSynchronising(call.connection())) {
            return call.noReply();
        }
        ReplicaLink link = replication().replicas().linkOf(call.connection());
        checkCanSynchronise(link);
        call.connection().becomeReplica();
        replication().replicas().requestSnapshot(link);
        return call.noReply();
    }

    private boolean isSynchronising(Connection connection) {
        ReplicaLink link = replication().replicas().find(connection);
        return link != null && link.state() != ReplicaLink.State.ANNOUNCED;
    }

    private void checkCanSynchronise(ReplicaLink link) {
        if (replication().isReplica() && !replication().masterLinkUp()) {
            throw new CommandError("NOMASTERLINK Can't SYNC while not connected with my master");
        }
        if (link.connection().pendingOutput()) {
            throw new CommandError("ERR SYNC and PSYNC are invalid with pending output");
        }
        if (link.withoutKeys() && !link.capableOfEof()) {
            throw new CommandError("ERR Filtered replica requires EOF capability");
        }
    }

    private Outcome replconf(EngineCall call) {
        Args args = call.args();
        if (args.count() % 2 == 0) {
            throw CommandError.syntax();
        }
        for (int i = 1; i < args.count(); i += 2) {
            if (args.is(i, "ack")) {
                return acknowledge(call, i);
            }
            if (args.is(i, "getack")) {
                replication().replicaSide().acknowledge();
                return call.noReply();
            }
            ReplicaLink link = replication().replicas().linkOf(call.connection());
            replication().replicas().option(link, args, i);
        }
        return call.reply().ok();
    }

    private Outcome acknowledge(EngineCall call, int word) {
        ReplicaLink link = replication().replicas().find(call.connection());
        if (link != null && link.state() != ReplicaLink.State.ANNOUNCED) {
            try {
                Args args = call.args();
                if (word + 3 < args.count() && args.is(word + 2, "fack")) {
                    link.logged(Words.integer(args, word + 3));
                }
                replication().replicas().acknowledge(link, Words.integer(args, word + 1));
            } catch (CommandError notANumber) {
                return call.noReply(); // as Redis: an acknowledgement is never answered
            }
        }
        return call.noReply();
    }

    // ---- roles

    private Outcome replicaof(EngineCall call) {
        Args args = call.args();
        if (call.clusterEnabled()) {
            throw new CommandError("ERR REPLICAOF not allowed in cluster mode.");
        }
        if (args.is(1, "no") && args.is(2, "one")) {
            replication().becomeMaster();
            return call.reply().ok();
        }
        if (isSynchronising(call.connection())) {
            throw new CommandError("ERR Command is not valid when client is a replica.");
        }
        int port = (int) Words.integer(args, 2, 0, MAX_PORT, "ERR Invalid master port");
        Address master = new Address(args.text(1), port);
        if (master.equals(replication().master())) {
            return call.reply().status("OK Already connected to specified master");
        }
        replication().replicateFrom(master);
        return call.reply().ok();
    }

    private Outcome role(EngineCall call) {
        Reply reply = call.reply();
        Address master = replication().master();
        if (master == null) {
            List<ReplicaLink> online = new ArrayList<>();
            for (ReplicaLink link : replication().replicas().synchronising()) {
                if (link.isOnline()) {
                    online.add(link);
                }
            }
            reply.array(3);
            reply.bulk("master");
            reply.integer(replication().offset());
            reply.array(online.size());
            for (ReplicaLink link : online) {
                reply.array(3);
                reply.bulk(link.ip());
                reply.bulkInteger(link.port());
                reply.bulkInteger(link.ackOffset());
            }
            return reply.done();
        }
        reply.array(5);
        reply.bulk("slave");
        reply.bulk(master.host());
        reply.integer(master.port());
        reply.bulk(replication().replicaSide().stateLabel());
        return reply.integer(replication().masterLinkUp() ? replication().offset() : -1);
    }

    // ---- waiting for acknowledgements

    private Outcome waitForReplicas(EngineCall call) {
        if (replication().isReplica()) {
            throw new CommandError(
                    "ERR WAIT cannot be used with replica instances. Please also note that since Redis 4.0 if"
                            + " a replica is configured to be writable (which is not the default) writes to replicas are just"
                            + " local and are not propagated.");
        }
        long wanted = Words.integer(call.args(), 1);
        long timeoutMs = timeout(call.args(), 2);
        return await(call, wanted, timeoutMs, AckWaiters.What.APPLIED);
    }

    private Outcome waitForLogs(EngineCall call) {
        long local = Words.integer(call.args(), 1, 0, 1, "ERR value is out of range, value must between 0 and 1");
        long wanted =
                Words.integer(call.args(), 2, 0, Integer.MAX_VALUE, "ERR value is out of range, must be positive");
        long timeoutMs = timeout(call.args(), 3);
        if (replication().isReplica()) {
            throw new CommandError("ERR WAITAOF cannot be used with replica instances. Please also note that writes to"
                    + " replicas are just local and are not propagated.");
        }
        if (local == 1 && !call.config().flag(ConfigKey.APPENDONLY)) {
            throw new CommandError("ERR WAITAOF cannot be used when numlocal is set but appendonly is disabled.");
        }
        return await(call, wanted, timeoutMs, AckWaiters.What.LOGGED);
    }

    private Outcome await(EngineCall call, long wanted, long timeoutMs, AckWaiters.What what) {
        Connection client = call.connection();
        AckWaiters waiters = replication().waiters();
        long offset = client.lastWriteOffset();
        if (waiters.acknowledged(offset, what) >= wanted || !call.mayWait()) {
            waiters.answer(call.reply().out(), offset, what);
            return call.reply().done();
        }
        waiters.add(client, offset, wanted, what);
        replication().wantAcks();
        return call.park(timeoutMs, () -> waiters.answer(client.out(), offset, what), () -> waiters.remove(client));
    }

    private static long timeout(Args args, int word) {
        long timeoutMs = Words.integer(args, word, "ERR timeout is not an integer or out of range");
        if (timeoutMs < 0) {
            throw new CommandError("ERR timeout is negative");
        }
        return timeoutMs;
    }
}

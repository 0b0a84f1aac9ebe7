package io.clusterjar.replication;

import io.clusterjar.config.ConfigKey;
import io.clusterjar.engine.Connection;
import io.clusterjar.net.Address;
import io.clusterjar.net.Net;
import io.clusterjar.protocol.RespWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * What a node does as a replica: it keeps a link to its master, loads snapshots and applies the stream.
 *
 * <p>A lost link is opened again at once when it had been in sync, else at the next second.
 */
final class ReplicaSide implements MasterLink.Owner {
    private static final Logger LOG = System.getLogger(ReplicaSide.class.getName());

    private final Replication replication;
    private final Net net;
    private @Nullable Address master;
    private @Nullable MasterLink link;
    private @Nullable Connection applier;
    private final RespWriter raw = new RespWriter();
    private int streamDb;
    private int relayedBytes;
    private long relayedTotal;
    private boolean canContinue;
    private long lostAtMs;
    private long fullSyncs;

    ReplicaSide(Replication replication, Net net) {
        this.replication = replication;
        this.net = net;
    }

    boolean isReplica() {
        return master != null;
    }

    @Nullable
    Address master() {
        return master;
    }

    boolean isLinkUp() {
        return link != null && link.state() == MasterLink.State.CONNECTED;
    }

    /** As {@code ROLE} names it. */
    String stateLabel() {
        return link == null ? "connect" : link.state().label();
    }

    /** The database that the stream's next command applies to. */
    int streamDb() {
        return applier == null ? streamDb : applier.database();
    }

    /** Whether the history of this node is one that its master may be asked to go on with. */
    boolean canContinue() {
        return canContinue;
    }

    /** Bytes of the stream that came in and are not yet applied. */
    int unappliedBytes() {
        return raw.length() - relayedBytes;
    }

    @Nullable
    MasterLink link() {
        return link;
    }

    long fullSyncs() {
        return fullSyncs;
    }

    long lostAtMs() {
        return lostAtMs;
    }

    long lastInteractionMs() {
        MasterLink current = link;
        return current != null && current.state() == MasterLink.State.CONNECTED ? current.lastIoMs() : lostAtMs;
    }

    // ---- the role

    /** Follows {@code newMaster}; the data are kept until the first synchronisation. */
    void follow(Address newMaster) {
        boolean wasMaster = master == null;
        if (isLinkUp()) {
            lostAtMs = replication.nowMs();
        }
        endLink();
        master = newMaster;
        if (wasMaster) {
            canContinue = true; // a master that steps down offers its own history
            if (replication.history().backlog() == null) {
                replication.history().openBacklog(replication.config().number(ConfigKey.REPL_BACKLOG_SIZE), false);
            }
        }
        connect();
    }

    /** Follows nobody any more. */
    void leave() {
        endLink();
        master = null;
        lostAtMs = 0;
    }

    void close() {
        endLink();
    }

    private void endLink() {
        MasterLink current = link;
        link = null;
        if (current != null) {
            current.close();
        }
        resetStream();
    }

    private void connect() {
        Address to = master;
        if (to != null) {
            link = new MasterLink(this, net, to);
        }
    }

    /** Bytes of commands that were not complete are void: the master sends them again. */
    private void resetStream() {
        raw.truncate(0);
        relayedBytes = 0;
        relayedTotal = 0;
        Connection client = applier;
        if (client != null) {
            applier = null;
            streamDb = client.database();
            client.onClosed(() -> {});
            client.kill();
        }
    }

    // ---- once a second

    void cron(long nowMs) {
        if (master == null) {
            return;
        }
        MasterLink current = link;
        if (current == null) {
            connect();
            return;
        }
        if (nowMs - current.lastIoMs() > replication.config().number(ConfigKey.REPL_TIMEOUT) * 1000) {
            current.drop("master " + current.master() + " timed out while "
                    + current.state().label());
        } else if (current.state() == MasterLink.State.CONNECTED) {
            acknowledge();
        }
    }

    /** Tells the master how far this node is. */
    void acknowledge() {
        MasterLink current = link;
        if (current != null && current.state() == MasterLink.State.CONNECTED && current.wantsAcks()) {
            relayApplied();
            current.send("REPLCONF", "ACK", Long.toString(replication.offset()));
        }
    }

    // ---- what the link tells

    @Override
    public String masterUser() {
        return replication.config().text(ConfigKey.MASTERUSER);
    }

    @Override
    public String masterAuth() {
        return replication.config().text(ConfigKey.MASTERAUTH);
    }

    @Override
    public int announcedPort() {
        int announced = (int) replication.config().number(ConfigKey.REPLICA_ANNOUNCE_PORT);
        return announced != 0 ? announced : (int) replication.config().number(ConfigKey.PORT);
    }

    @Override
    public String announcedIp() {
        return replication.config().text(ConfigKey.REPLICA_ANNOUNCE_IP);
    }

    @Override
    public String historyId() {
        return canContinue ? replication.history().id() : "?";
    }

    @Override
    public long nextOffset() {
        return canContinue ? replication.offset() + 1 : -1;
    }

    @Override
    public void onContinue(@Nullable String newId) {
        History history = replication.history();
        if (newId != null && !newId.equalsIgnoreCase(history.id())) {
            history.renamed(newId);
            replication.replicas().disconnectAll();
        }
        if (history.backlog() == null) {
            history.openBacklog(replication.config().number(ConfigKey.REPL_BACKLOG_SIZE), false);
        }
        canContinue = true;
        LOG.log(Level.DEBUG, () -> "in sync with master " + master + " again at offset " + replication.offset());
    }

    @Override
    public void onFullSynchronisation() {
        canContinue = false;
        resetStream();
    }

    @Override
    public boolean onSnapshot(byte[] rdb, @Nullable String id, long offset) {
        replication.replicas().disconnectAll();
        int selected = Snapshots.load(replication, rdb);
        if (selected == Snapshots.DAMAGED) {
            return false;
        }
        replication.history().adopt(id, offset, replication.config().number(ConfigKey.REPL_BACKLOG_SIZE));
        streamDb = selected;
        fullSyncs++;
        canContinue = id != null;
        LOG.log(Level.DEBUG, () -> "loaded " + rdb.length + " bytes of snapshot of master " + master);
        return true;
    }

    private Connection applier(MasterLink through) {
        Connection current = applier;
        if (current == null) {
            current = replication.engine().openMaster(through.stream());
            current.database(streamDb);
            current.onClosed(this::onApplierClosed);
            applier = current;
        }
        return current;
    }

    private void onApplierClosed() {
        MasterLink current = link;
        Connection ended = applier;
        applier = null;
        if (ended != null) {
            streamDb = ended.database();
            canContinue &= !ended.brokeProtocol(); // the same bytes would be of no more use
        }
        if (current != null) {
            current.drop("the stream of master " + master + " cannot be applied");
        }
    }

    @Override
    public void onCommands(byte[] bytes, int offset, int length) {
        MasterLink source = link;
        if (source == null) {
            return;
        }
        Connection client = applier(source);
        replication.engine().stats().netReplInputBytes += length;
        raw.raw(bytes, offset, length);
        client.feed(bytes, offset, length);
        if (link == source) { // no command has ended it
            relayApplied();
            dropRelayed();
        }
    }

    /** What was applied is now part of this node's history too. A transaction counts when it is whole. */
    private void relayApplied() {
        Connection client = applier;
        if (client == null) {
            return;
        }
        int applied = (int) (client.appliedBytes() - relayedTotal);
        replication.relay(raw.buffer(), relayedBytes, applied);
        relayedBytes += applied;
        relayedTotal += applied;
    }

    private void dropRelayed() {
        int rest = raw.length() - relayedBytes;
        System.arraycopy(raw.buffer(), relayedBytes, raw.buffer(), 0, rest);
        raw.truncate(rest);
        relayedBytes = 0;
    }

    @Override
    public void onLost(String why) {
        boolean wasInSync = lostWhileInSync();
        link = null;
        resetStream();
        LOG.log(Level.DEBUG, why);
        if (wasInSync) {
            lostAtMs = replication.nowMs();
            connect();
        }
    }

    private boolean lostWhileInSync() {
        return canContinue && link != null && link.wasConnected();
    }

    @Override
    public long nowMs() {
        return replication.nowMs();
    }
}

package io.clusterjar.replication;

import io.clusterjar.config.ConfigKey;
import io.clusterjar.engine.server.InfoText;
import io.clusterjar.net.Address;
import java.util.Locale;

/** The section of {@code INFO} about replication. */
final class ReplicationInfo {
    private ReplicationInfo() {}

    static void write(Replication replication, InfoText out) {
        Address master = replication.master();
        out.add("role", master == null ? "master" : "slave");
        if (master != null) {
            writeReplica(replication, master, out);
        }
        Replicas replicas = replication.replicas();
        out.add("connected_slaves", replicas.count());
        if (replication.config().number(ConfigKey.MIN_REPLICAS_TO_WRITE) > 0
                && replication.config().number(ConfigKey.MIN_REPLICAS_MAX_LAG) > 0) {
            out.add("min_slaves_good_slaves", replicas.good());
        }
        int index = 0;
        long nowMs = replication.nowMs();
        for (ReplicaLink link : replicas.synchronising()) {
            long lag = link.isOnline() ? (nowMs - link.ackTimeMs()) / 1000 : 0;
            out.add(
                    "slave" + index++,
                    "ip=" + link.ip() + ",port=" + link.port() + ",state="
                            + link.state().label() + ",offset=" + link.ackOffset() + ",lag=" + lag);
        }
        out.add("master_failover_state", "no-failover");
        History history = replication.history();
        out.add("master_replid", history.id());
        out.add("master_replid2", history.previousId());
        out.add("master_repl_offset", history.offset());
        out.add("second_repl_offset", history.previousUpTo());
        Backlog backlog = history.backlog();
        out.add("repl_backlog_active", backlog == null ? 0 : 1);
        out.add("repl_backlog_size", replication.config().number(ConfigKey.REPL_BACKLOG_SIZE));
        out.add("repl_backlog_first_byte_offset", backlog == null ? 0 : backlog.firstOffset());
        out.add("repl_backlog_histlen", backlog == null ? 0 : backlog.historyBytes());
    }

    private static void writeReplica(Replication replication, Address master, InfoText out) {
        ReplicaSide side = replication.replicaSide();
        MasterLink link = side.link();
        boolean up = side.isLinkUp();
        boolean transfer = link != null && link.state() == MasterLink.State.TRANSFER;
        long nowMs = replication.nowMs();
        out.add("master_host", master.host());
        out.add("master_port", master.port());
        out.add("master_link_status", up ? "up" : "down");
        out.add("master_last_io_seconds_ago", up && link != null ? (nowMs - link.lastIoMs()) / 1000 : -1);
        out.add("master_sync_in_progress", transfer ? 1 : 0);
        out.add("slave_read_repl_offset", side.canContinue() ? replication.offset() + side.unappliedBytes() : 1);
        out.add("slave_repl_offset", side.canContinue() ? replication.offset() : 1);
        if (transfer && link != null) {
            long total = link.snapshotBytes();
            long read = link.receivedBytes();
            out.add("master_sync_total_bytes", total);
            out.add("master_sync_read_bytes", read);
            out.add("master_sync_left_bytes", total - read);
            out.add("master_sync_perc", total == 0 ? "0.00" : String.format(Locale.ROOT, "%.2f", 100.0 * read / total));
            out.add("master_sync_last_io_seconds_ago", (nowMs - link.lastIoMs()) / 1000);
        }
        if (!up) {
            out.add("master_link_down_since_seconds", side.lostAtMs() == 0 ? -1 : (nowMs - side.lostAtMs()) / 1000);
        }
        out.add("slave_priority", replication.config().number(ConfigKey.REPLICA_PRIORITY));
        out.add("slave_read_only", replication.config().flag(ConfigKey.REPLICA_READ_ONLY) ? 1 : 0);
        out.add("replica_announced", replication.config().flag(ConfigKey.REPLICA_ANNOUNCED) ? 1 : 0);
    }
}

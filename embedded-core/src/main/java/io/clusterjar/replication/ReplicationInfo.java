package io.clusterjar.replication;

import io.clusterjar.config.ConfigKey;
import io.clusterjar.net.Address;

/** The section of {@code INFO} about replication. */
final class ReplicationInfo {
    private ReplicationInfo() {}

    static void write(Replication replication, StringBuilder out) {
        Address master = replication.master();
        line(out, "role", master == null ? "master" : "slave");
        if (master != null) {
            writeReplica(replication, master, out);
        }
        Replicas replicas = replication.replicas();
        line(out, "connected_slaves", replicas.count());
        if (replication.config().number(ConfigKey.MIN_REPLICAS_TO_WRITE) > 0
                && replication.config().number(ConfigKey.MIN_REPLICAS_MAX_LAG) > 0) {
            line(out, "min_slaves_good_slaves", replicas.good());
        }
        int index = 0;
        long nowMs = replication.nowMs();
        for (ReplicaLink link : replicas.synchronising()) {
            long lag = link.isOnline() ? (nowMs - link.ackTimeMs()) / 1000 : 0;
            line(
                    out,
                    "slave" + index++,
                    "ip=" + link.ip() + ",port=" + link.port() + ",state="
                            + link.state().label() + ",offset=" + link.ackOffset() + ",lag=" + lag);
        }
        line(out, "master_failover_state", "no-failover");
        History history = replication.history();
        line(out, "master_replid", history.id());
        line(out, "master_replid2", history.previousId());
        line(out, "master_repl_offset", history.offset());
        line(out, "second_repl_offset", history.previousUpTo());
        Backlog backlog = history.backlog();
        line(out, "repl_backlog_active", backlog == null ? 0 : 1);
        line(out, "repl_backlog_size", replication.config().number(ConfigKey.REPL_BACKLOG_SIZE));
        line(out, "repl_backlog_first_byte_offset", backlog == null ? 0 : backlog.firstOffset());
        line(out, "repl_backlog_histlen", backlog == null ? 0 : backlog.historyBytes());
    }

    private static void writeReplica(Replication replication, Address master, StringBuilder out) {
        ReplicaSide side = replication.replicaSide();
        MasterLink link = side.link();
        boolean up = side.isLinkUp();
        boolean transfer = link != null && link.state() == MasterLink.State.TRANSFER;
        long nowMs = replication.nowMs();
        line(out, "master_host", master.host());
        line(out, "master_port", master.port());
        line(out, "master_link_status", up ? "up" : "down");
        line(out, "master_last_io_seconds_ago", up && link != null ? (nowMs - link.lastIoMs()) / 1000 : -1);
        line(out, "master_sync_in_progress", transfer ? 1 : 0);
        line(out, "slave_read_repl_offset", replication.offset());
        line(out, "slave_repl_offset", replication.offset());
        if (transfer && link != null) {
            long total = link.snapshotBytes();
            long read = link.receivedBytes();
            line(out, "master_sync_total_bytes", total);
            line(out, "master_sync_read_bytes", read);
            line(out, "master_sync_left_bytes", total - read);
            line(out, "master_sync_perc", total == 0 ? "0.00" : String.format("%.2f", 100.0 * read / total));
            line(out, "master_sync_last_io_seconds_ago", (nowMs - link.lastIoMs()) / 1000);
        }
        if (!up) {
            line(out, "master_link_down_since_seconds", side.lostAtMs() == 0 ? -1 : (nowMs - side.lostAtMs()) / 1000);
        }
        line(out, "slave_priority", replication.config().number(ConfigKey.REPLICA_PRIORITY));
        line(out, "slave_read_only", replication.config().flag(ConfigKey.REPLICA_READ_ONLY) ? 1 : 0);
        line(out, "replica_announced", replication.config().flag(ConfigKey.REPLICA_ANNOUNCED) ? 1 : 0);
    }

    private static void line(StringBuilder out, String name, String value) {
        out.append(name).append(':').append(value).append("\r\n");
    }

    private static void line(StringBuilder out, String name, long value) {
        out.append(name).append(':').append(value).append("\r\n");
    }
}

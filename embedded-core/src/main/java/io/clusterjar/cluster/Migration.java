package io.clusterjar.cluster;

import io.clusterjar.engine.Connection;
import io.clusterjar.engine.Engine;
import io.clusterjar.persistence.DumpPayload;
import io.clusterjar.protocol.Args;
import io.clusterjar.protocol.RespWriter;
import io.clusterjar.store.Database;
import io.clusterjar.store.KeyEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One {@code MIGRATE} on its way: what is sent to the target, and what each of the target's answers means. A key is deleted
 * here once the target has said that it has it.
 */
final class Migration {
    /** What was ordered. */
    record Order(
            String host,
            String port,
            long database,
            long timeoutMs,
            boolean copy,
            boolean replace,
            byte @Nullable [] user,
            byte @Nullable [] password,
            List<byte[]> keys) {
        Order withKeys(List<byte[]> present) {
            return new Order(host, port, database, timeoutMs, copy, replace, user, password, present);
        }

        String target() {
            return host + ":" + port;
        }
    }

    final Order order;
    final Connection client;
    private final Engine engine;
    private final int source;
    private final List<byte[]> sent = new ArrayList<>();
    private final List<byte[]> moved = new ArrayList<>();
    private int preambleReplies;
    private int replies;
    private @Nullable String error;
    /** Whether another connection may still be tried. */
    boolean mayRetry = true;

    Migration(Order order, Connection client, Engine engine, int source) {
        this.order = order;
        this.client = client;
        this.engine = engine;
        this.source = source;
    }

    /** The bytes for the target; {@code select} when the connection is not at the right database. */
    RespWriter request(boolean select, boolean cluster, long nowMs) {
        sent.clear();
        replies = 0;
        preambleReplies = 0;
        RespWriter out = new RespWriter();
        byte[] password = order.password;
        byte[] user = order.user;
        if (password != null) {
            out.array(user == null ? 2 : 3);
            out.bulk("AUTH");
            if (user != null) {
                out.bulk(user);
            }
            out.bulk(password);
            preambleReplies++;
        }
        if (select) {
            out.array(2);
            out.bulk("SELECT");
            out.bulkInteger(order.database);
            preambleReplies++;
        }
        Database from = engine.database(source);
        for (byte[] key : order.keys) {
            KeyEntry entry = from.find(key);
            if (entry != null && !entry.isExpired(nowMs)) {
                restore(out, entry, cluster, nowMs);
                sent.add(key);
            }
        }
        return out;
    }

    private void restore(RespWriter out, KeyEntry entry, boolean cluster, long nowMs) {
        long ttlMs = entry.expireAtMs() == KeyEntry.NEVER ? 0 : Math.max(1, entry.expireAtMs() - nowMs);
        out.array(order.replace ? 5 : 4);
        out.bulk(cluster ? "RESTORE-ASKING" : "RESTORE");
        out.bulk(entry.key());
        out.bulkInteger(ttlMs);
        out.bulk(DumpPayload.encode(entry.value()));
        if (order.replace) {
            out.bulk("REPLACE");
        }
    }

    /** One line of the target's answer; whether it was the last. */
    boolean onReply(String line) {
        boolean failed = line.startsWith("-");
        if (failed && error == null) {
            error = "ERR Target instance replied with error: " + line.substring(1);
        }
        if (replies >= preambleReplies && !failed && error == null) {
            moved.add(sent.get(replies - preambleReplies));
        }
        replies++;
        return isComplete();
    }

    boolean isComplete() {
        return replies == preambleReplies + sent.size();
    }

    /** Whether the target has answered nothing about keys yet. */
    boolean untouched() {
        return replies <= preambleReplies && error == null;
    }

    boolean failed() {
        return error != null;
    }

    /** Deletes what was moved and answers the client; {@code failure} is told when the target named no reason. */
    void finish(@Nullable String failure) {
        if (!order.copy && !moved.isEmpty()) {
            byte[][] words = new byte[moved.size() + 1][];
            words[0] = "DEL".getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < moved.size(); i++) {
                words[i + 1] = moved.get(i);
            }
            engine.execute(source, Args.of(words));
        }
        String told = error != null ? error : failure;
        engine.resume(client, reply -> {
            if (told == null) {
                reply.ok();
            } else {
                reply.error(told);
            }
        });
    }
}

package io.clusterjar.command.generic;

import io.clusterjar.command.Call;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.command.ScanOptions;
import io.clusterjar.store.Database;
import io.clusterjar.store.KeyEntry;
import java.util.ArrayList;
import java.util.List;

/** {@code SCAN}: whatever is there from the first call to the last is shown at least once. */
final class ScanCommand {
    private ScanCommand() {}

    static Outcome scan(Call call) {
        long cursor = ScanOptions.cursor(call.args(), 1);
        ScanOptions options = ScanOptions.of(call.args(), 2, true);
        Database db = call.db();
        List<KeyEntry> visited = new ArrayList<>();
        long steps = options.maxSteps();
        do {
            cursor = db.scan(cursor, visited::add);
        } while (cursor != 0 && --steps >= 0 && visited.size() < options.count());
        visited.removeIf(entry -> !isShown(call, options, entry));
        Reply reply = call.reply();
        reply.array(2);
        reply.bulk(Long.toUnsignedString(cursor));
        reply.array(visited.size());
        for (KeyEntry entry : visited) {
            reply.bulk(entry.key());
        }
        return reply.done();
    }

    private static boolean isShown(Call call, ScanOptions options, KeyEntry entry) {
        if (!options.matches(entry.key())) {
            return false;
        }
        // the look-up deletes what is expired, of whatever type it is
        if (entry.isExpired(call.nowMs()) && call.writeEntry(call.db(), entry.key()) == null) {
            return false;
        }
        return options.type() == null
                || options.type().equals(entry.value().type().label());
    }
}

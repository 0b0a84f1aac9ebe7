package io.clusterjar.command.hash;

import io.clusterjar.command.Call;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.command.ScanOptions;
import io.clusterjar.store.Dict;
import io.clusterjar.store.FieldEntry;
import io.clusterjar.store.HashValue;
import java.util.ArrayList;
import java.util.List;

/** {@code HSCAN}. */
final class HashScan {
    private HashScan() {}

    static Outcome hscan(Call call) {
        long cursor = ScanOptions.cursor(call.args(), 2);
        HashValue hash = call.read(1, HashValue.class);
        List<byte[]> found = new ArrayList<>();
        long next = 0;
        if (hash != null) {
            ScanOptions options = ScanOptions.of(call.args(), 3, false);
            Dict<FieldEntry> table = hash.table();
            if (table == null) {
                hash.forEachWhile((field, value) -> add(found, options, field, value));
            } else {
                next = scan(table, cursor, options, found);
            }
        }
        return reply(call.reply(), next, found);
    }

    private static long scan(Dict<FieldEntry> table, long cursor, ScanOptions options, List<byte[]> found) {
        long[] visited = {0};
        long at = cursor;
        long steps = options.maxSteps();
        do {
            at = table.scan(at, entry -> {
                visited[0]++;
                add(found, options, entry.key(), entry.value());
            });
        } while (at != 0 && --steps >= 0 && visited[0] < options.count());
        return at;
    }

    private static boolean add(List<byte[]> found, ScanOptions options, byte[] field, byte[] value) {
        if (options.matches(field)) {
            found.add(field);
            found.add(value);
        }
        return true;
    }

    private static Outcome reply(Reply reply, long cursor, List<byte[]> found) {
        reply.array(2);
        reply.bulk(Long.toUnsignedString(cursor));
        reply.array(found.size());
        for (byte[] element : found) {
            reply.bulk(element);
        }
        return reply.done();
    }
}

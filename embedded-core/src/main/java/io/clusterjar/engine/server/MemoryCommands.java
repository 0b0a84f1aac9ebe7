package io.clusterjar.engine.server;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.Help;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.command.Words;
import io.clusterjar.engine.Engine;
import io.clusterjar.engine.EngineCall;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.KeyEntry;
import io.clusterjar.store.MemoryUsage;

/** {@code MEMORY}. All sizes are estimates from what a server in C would take. */
final class MemoryCommands {
    private static final long DEFAULT_SAMPLES = 5;

    private MemoryCommands() {}

    static Outcome usage(Call call) {
        Args args = call.args();
        long samples = DEFAULT_SAMPLES;
        for (int i = 3; i < args.count(); i += 2) {
            if (!args.is(i, "samples") || i + 1 == args.count()) {
                throw CommandError.syntax();
            }
            samples = Words.integer(args, i + 1);
            if (samples < 0) {
                throw CommandError.syntax();
            }
        }
        KeyEntry entry = call.peekEntry(2);
        if (entry == null) {
            return call.reply().nullBulk();
        }
        return call.reply()
                .integer(MemoryUsage.of(entry, samples == 0 ? Long.MAX_VALUE : samples, call.clusterEnabled()));
    }

    static Outcome doctor(Call call) {
        return call.reply().verbatim("Nothing to report: memory is looked after by the Java virtual machine.\n");
    }

    static Outcome mallocStats(Call call) {
        return call.reply()
                .verbatim("Memory is allocated by the Java virtual machine, which gives no such statistics.\n");
    }

    static Outcome stats(EngineCall call) {
        Engine engine = call.engine();
        Reply reply = call.reply();
        long data = MemoryInfo.keyBytes(engine);
        long keys = data / MemoryInfo.BYTES_PER_KEY;
        String[] names = {
            "peak.allocated",
            "total.allocated",
            "startup.allocated",
            "replication.backlog",
            "clients.slaves",
            "clients.normal",
            "cluster.links",
            "aof.buffer",
            "lua.caches",
            "functions.caches",
            "overhead.total",
            "keys.count",
            "keys.bytes-per-key",
            "dataset.bytes"
        };
        long used = MemoryInfo.EMPTY_SERVER_BYTES + data;
        long[] values = {
            used,
            used,
            MemoryInfo.EMPTY_SERVER_BYTES,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            MemoryInfo.EMPTY_SERVER_BYTES,
            keys,
            keys == 0 ? 0 : data / keys,
            data
        };
        reply.map(names.length);
        for (int i = 0; i < names.length; i++) {
            reply.bulk(names[i]);
            reply.integer(values[i]);
        }
        return reply.done();
    }

    static Outcome help(Call call) {
        return Help.reply(
                call,
                "MEMORY",
                "DOCTOR",
                "Report on memory for people.",
                "MALLOC-STATS",
                "Show what the allocator says.",
                "PURGE",
                "Ask the allocator to give memory back.",
                "STATS",
                "Show how memory is used.",
                "USAGE <key> [SAMPLES <count>]",
                "Estimate the memory of a key.");
    }
}

package io.clusterjar.engine.server;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.Help;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.command.Words;
import java.util.List;

/** {@code SLOWLOG}. */
final class SlowLogCommands {
    private static final long DEFAULT_COUNT = 10;

    private SlowLogCommands() {}

    static Outcome get(Call call, SlowLog log) {
        if (call.args().count() > 3) {
            throw new CommandError("ERR wrong number of arguments for 'slowlog|get' command");
        }
        long count = call.args().count() == 2
                ? DEFAULT_COUNT
                : Words.integer(call.args(), 2, -1, Long.MAX_VALUE, "ERR count should be greater than or equal to -1");
        List<SlowLog.Entry> entries = log.newest(count < 0 ? Long.MAX_VALUE : count);
        Reply reply = call.reply();
        reply.array(entries.size());
        for (SlowLog.Entry entry : entries) {
            reply.array(6);
            reply.integer(entry.id());
            reply.integer(entry.timeSeconds());
            reply.integer(entry.micros());
            reply.array(entry.words().size());
            entry.words().forEach(reply::bulk);
            reply.bulk(entry.client());
            reply.bulk(entry.name());
        }
        return reply.done();
    }

    static Outcome reset(Call call, SlowLog log) {
        log.clear();
        return call.reply().ok();
    }

    static Outcome help(Call call) {
        return Help.reply(
                call,
                "SLOWLOG",
                "GET [<count>]",
                "Show the newest <count> slow commands (default: 10, all with -1): id, time, duration in microseconds, "
                        + "words, client, its name.",
                "LEN",
                "Count the slow commands.",
                "RESET",
                "Forget the slow commands.");
    }
}

package io.clusterjar.command.generic;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.config.ConfigKey;
import io.clusterjar.store.Frequency;
import io.clusterjar.store.KeyEntry;
import io.clusterjar.store.StringValue;

/** {@code OBJECT}: how a value is kept, without using it. */
final class ObjectCommands {
    private static final String[] HELP = {
        "OBJECT <subcommand> [<arg> [value] [opt] ...]. Subcommands are:",
        "ENCODING <key>",
        "    Return the kind of internal representation used in order to store the value",
        "    associated with a <key>.",
        "FREQ <key>",
        "    Return the access frequency index of the <key>. The returned integer is",
        "    proportional to the logarithm of the recent access frequency of the key.",
        "IDLETIME <key>",
        "    Return the idle time of the <key>, that is the approximated number of",
        "    seconds elapsed since the last access to the key.",
        "REFCOUNT <key>",
        "    Return the number of references of the value associated with the specified",
        "    <key>.",
        "HELP",
        "    Prints this help."
    };
    private static final String NO_FREQUENCY =
            "ERR An LFU maxmemory policy is not selected, access frequency not tracked. "
                    + "Please note that when switching between policies at runtime LRU and LFU data will take some time to adjust.";
    private static final String NO_IDLE_TIME = "ERR An LFU maxmemory policy is selected, idle time not tracked. "
            + "Please note that when switching between policies at runtime LRU and LFU data will take some time to adjust.";

    private ObjectCommands() {}

    static Outcome encoding(Call call) {
        KeyEntry entry = KeyCommands.readUntouched(call, 2);
        return entry == null
                ? call.reply().nullBulk()
                : call.reply().bulk(entry.value().encoding());
    }

    static Outcome refCount(Call call) {
        KeyEntry entry = KeyCommands.readUntouched(call, 2);
        if (entry == null) {
            return call.reply().nullBulk();
        }
        return call.reply().integer(entry.value() instanceof StringValue value ? value.sharedCount() : 1);
    }

    static Outcome idleTime(Call call) {
        KeyEntry entry = KeyCommands.readUntouched(call, 2);
        if (entry == null) {
            return call.reply().nullBulk();
        }
        if (call.config().usesFrequency()) {
            throw new CommandError(NO_IDLE_TIME);
        }
        return call.reply().integer(Math.max(0, call.nowMs() / 1000 - (entry.access() & 0xFFFFFFFFL)));
    }

    static Outcome freq(Call call) {
        KeyEntry entry = KeyCommands.readUntouched(call, 2);
        if (entry == null) {
            return call.reply().nullBulk();
        }
        if (!call.config().usesFrequency()) {
            throw new CommandError(NO_FREQUENCY);
        }
        int decayMinutes = call.config().integer(ConfigKey.LFU_DECAY_TIME);
        return call.reply().integer(Frequency.counter(entry.access(), call.nowMs(), decayMinutes));
    }

    static Outcome help(Call call) {
        Reply reply = call.reply();
        reply.array(HELP.length);
        for (String line : HELP) {
            reply.status(line);
        }
        return reply.done();
    }
}

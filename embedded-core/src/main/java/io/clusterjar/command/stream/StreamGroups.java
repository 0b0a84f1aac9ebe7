package io.clusterjar.command.stream;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.Help;
import io.clusterjar.command.KeyEvent;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Words;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.StreamConsumer;
import io.clusterjar.store.StreamGroup;
import io.clusterjar.store.StreamId;
import io.clusterjar.store.StreamValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code XGROUP}. */
final class StreamGroups {
    private static final int KEY = 2;
    private static final int GROUP = 3;
    private static final int ARGUMENT = 4;

    private StreamGroups() {}

    static Outcome create(Call call) {
        Args args = call.args();
        Options options = Options.read(args, true);
        StreamValue stream = call.write(KEY, StreamValue.class);
        if (stream == null && !options.makeStream) {
            throw missingKey();
        }
        if (args.count() > 8) {
            throw wrongWords(args);
        }
        StreamId id = args.is(ARGUMENT, "$")
                ? (stream == null ? StreamId.MIN : stream.lastId())
                : StreamIds.strict(args, ARGUMENT);
        if (stream == null) {
            stream = new StreamValue();
            call.put(KEY, stream, false);
            call.touched(call.db(), args.copy(KEY));
        }
        if (stream.group(args.copy(GROUP)) != null) {
            throw new CommandError("BUSYGROUP Consumer Group name already exists");
        }
        stream.addGroup(args.copy(GROUP), id, options.entriesRead);
        changed(call, "xgroup-create");
        return call.reply().ok();
    }

    static Outcome setId(Call call) {
        Args args = call.args();
        Options options = Options.read(args, false);
        StreamValue stream = stream(call);
        StreamGroup group = group(args, stream);
        if (args.count() != 5 && args.count() != 7) {
            throw wrongWords(args);
        }
        group.lastId(args.is(ARGUMENT, "$") ? stream.lastId() : StreamIds.loose(args, ARGUMENT, 0));
        group.entriesRead(options.entriesRead);
        changed(call, "xgroup-setid");
        return call.reply().ok();
    }

    static Outcome destroy(Call call) {
        if (!stream(call).removeGroup(call.args().copy(GROUP))) {
            return call.reply().integer(0);
        }
        changed(call, "xgroup-destroy");
        call.awaken(call.db(), call.args().copy(KEY));
        return call.reply().integer(1);
    }

    static Outcome createConsumer(Call call) {
        Args args = call.args();
        StreamGroup group = group(args, stream(call));
        byte[] name = args.copy(ARGUMENT);
        if (group.consumer(name) != null) {
            return call.reply().integer(0);
        }
        StreamConsumers.create(call, args.copy(KEY), group, name);
        return call.reply().integer(1);
    }

    static Outcome deleteConsumer(Call call) {
        Args args = call.args();
        StreamGroup group = group(args, stream(call));
        StreamConsumer consumer = group.consumer(args.copy(ARGUMENT));
        if (consumer == null) {
            return call.reply().integer(0);
        }
        int pending = consumer.pending().size();
        group.remove(consumer);
        changed(call, "xgroup-delconsumer");
        return call.reply().integer(pending);
    }

    static Outcome help(Call call) {
        return Help.reply(
                call,
                "XGROUP",
                "CREATE <key> <groupname> <id|$> [MKSTREAM] [ENTRIESREAD <entries-read>]",
                "Add a group that begins after an entry; MKSTREAM makes a stream that is missing.",
                "CREATECONSUMER <key> <groupname> <consumer>",
                "Add a consumer to a group.",
                "DELCONSUMER <key> <groupname> <consumer>",
                "Remove a consumer and what it did not acknowledge.",
                "DESTROY <key> <groupname>",
                "Remove a group.",
                "SETID <key> <groupname> <id|$> [ENTRIESREAD <entries-read>]",
                "Set after which entry a group goes on.");
    }

    private static void changed(Call call, String event) {
        call.dirty(1);
        call.notify(call.db(), call.args().copy(KEY), KeyEvent.STREAM, event);
    }

    private static StreamValue stream(Call call) {
        StreamValue stream = call.write(KEY, StreamValue.class);
        if (stream == null) {
            throw missingKey();
        }
        return stream;
    }

    private static StreamGroup group(Args args, StreamValue stream) {
        StreamGroup group = stream.group(args.copy(GROUP));
        if (group == null) {
            throw noGroup(args, GROUP, KEY);
        }
        return group;
    }

    /** A key that is there has no such group. */
    static CommandError noGroup(Args args, int group, int key) {
        return new CommandError(
                "NOGROUP No such consumer group '" + args.text(group) + "' for key name '" + args.text(key) + "'");
    }

    /** The group of {@code stream}; the error when either is missing. */
    static StreamGroup group(Args args, @Nullable StreamValue stream, int key, int word) {
        StreamGroup group = stream == null ? null : stream.group(args.copy(word));
        if (group == null) {
            throw new CommandError(
                    "NOGROUP No such key '" + args.text(key) + "' or consumer group '" + args.text(word) + "'");
        }
        return group;
    }

    private static CommandError missingKey() {
        return new CommandError(
                "ERR The XGROUP subcommand requires the key to exist. Note that for CREATE you may want "
                        + "to use the MKSTREAM option to create an empty stream automatically.");
    }

    /** A subcommand got words that it does not know. */
    static CommandError wrongWords(Args args) {
        return new CommandError("ERR unknown subcommand or wrong number of arguments for '" + args.text(1) + "'. Try "
                + args.text(0).toUpperCase(Locale.ROOT) + " HELP.");
    }

    /** {@code [MKSTREAM] [ENTRIESREAD entries-read]}. */
    private static final class Options {
        private boolean makeStream;
        private long entriesRead = StreamGroup.UNKNOWN;

        static Options read(Args args, boolean creating) {
            Options options = new Options();
            for (int word = ARGUMENT + 1; word < args.count(); word++) {
                if (creating && args.is(word, "mkstream")) {
                    options.makeStream = true;
                } else if (args.is(word, "entriesread") && word + 1 < args.count()) {
                    options.entriesRead = Words.integer(args, ++word);
                    if (options.entriesRead < 0 && options.entriesRead != StreamGroup.UNKNOWN) {
                        throw new CommandError("ERR value for ENTRIESREAD must be positive or -1");
                    }
                } else {
                    throw wrongWords(args);
                }
            }
            return options;
        }
    }
}

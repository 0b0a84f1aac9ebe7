package io.clusterjar.engine.server;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.Help;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.engine.EngineCall;
import io.clusterjar.persistence.DumpPayload;
import io.clusterjar.protocol.Args;
import io.clusterjar.protocol.RespWriter;
import io.clusterjar.store.KeyEntry;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** {@code DEBUG}: the subcommands that tests of clients use. */
final class DebugCommands {
    /** Type, version and checksum, which {@code DUMP} adds to a value. */
    private static final int DUMP_FRAME_BYTES = 1 + 2 + 8;

    private static final int LRU_CLOCK_MASK = 0xFFFFFF;

    private DebugCommands() {}

    static Outcome run(EngineCall call, ServerHost host) {
        Args args = call.args();
        Reply reply = call.reply();
        int count = args.count();
        switch (args.text(1).toLowerCase(Locale.ROOT)) {
            case "help" -> {
                return help(call);
            }
            case "segfault", "panic" -> {
                host.crash();
                return call.noReply();
            }
            case "sleep" -> {
                if (count == 3) {
                    host.sleep(sleepMs(args.text(2)));
                    return reply.ok();
                }
            }
            case "set-active-expire" -> {
                if (count == 3) {
                    call.engine().activeExpire(!args.text(2).equals("0"));
                    return reply.ok();
                }
            }
            case "change-repl-id" -> {
                host.changeReplicationId();
                return reply.ok();
            }
            case "log" -> {
                if (count == 3) {
                    host.log(args.text(2));
                    return reply.ok();
                }
            }
            case "error" -> {
                if (count == 3) {
                    return reply.error(args.text(2));
                }
            }
            case "object" -> {
                if (count >= 3) {
                    return object(call);
                }
            }
            case "digest" -> {
                if (count == 2) {
                    return reply.status(new Digest().of(call.engine()));
                }
            }
            case "digest-value" -> {
                if (count >= 2) {
                    return digestValues(call);
                }
            }
            case "protocol" -> {
                if (count == 3) {
                    return protocol(call, args.text(2).toLowerCase(Locale.ROOT));
                }
            }
            default -> throw unknown(args);
        }
        throw unknown(args);
    }

    private static CommandError unknown(Args args) {
        return new CommandError(
                "ERR unknown subcommand or wrong number of arguments for '" + args.text(1) + "'. Try DEBUG HELP.");
    }

    /** As C's strtod reads it: what is no number is 0. */
    private static long sleepMs(String seconds) {
        try {
            return Math.round(Double.parseDouble(seconds) * 1000);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static Outcome object(EngineCall call) {
        KeyEntry entry = call.peekEntry(2);
        if (entry == null) {
            throw new CommandError("ERR no such key");
        }
        long nowSeconds = call.nowMs() / 1000;
        long idleSeconds = Math.max(0, nowSeconds - (entry.access() & 0xFFFFFFFFL));
        return call.reply()
                .status("Value at:0x7f0000000000 refcount:1 encoding:"
                        + entry.value().encoding() + " serializedlength:"
                        + (DumpPayload.encode(entry.value()).length - DUMP_FRAME_BYTES) + " lru:"
                        + (nowSeconds - idleSeconds & LRU_CLOCK_MASK) + " lru_seconds_idle:" + idleSeconds);
    }

    private static Outcome digestValues(EngineCall call) {
        Digest digest = new Digest();
        Reply reply = call.reply();
        reply.array(call.args().count() - 2);
        for (int i = 2; i < call.args().count(); i++) {
            KeyEntry entry = call.peekEntry(i);
            reply.status(entry == null ? Digest.nothing() : digest.of(entry));
        }
        return reply.done();
    }

    private static Outcome protocol(Call call, String type) {
        RespWriter out = call.reply().out();
        switch (type) {
            case "string" -> out.bulk("Hello World");
            case "integer" -> out.integer(12345);
            case "double" -> out.dbl("3.141");
            case "null" -> out.nullBulk();
            case "array", "set" -> {
                if (type.equals("array")) {
                    out.array(3);
                } else {
                    out.set(3);
                }
                for (int i = 0; i < 3; i++) {
                    out.integer(i);
                }
            }
            case "map" -> {
                out.map(3);
                for (int i = 0; i < 3; i++) {
                    out.integer(i);
                    out.bool(i == 1);
                }
            }
            case "attrib" -> {
                if (out.version() == 3) {
                    out.attribute(1);
                    out.bulk("key-popularity");
                    out.array(2);
                    out.bulk("key:123");
                    out.integer(90);
                }
                out.bulk("Some real reply following the attribute");
            }
            case "push" -> {
                if (out.version() < 3) {
                    throw new CommandError("ERR RESP2 is not supported by this command");
                }
                out.push(2);
                out.bulk("server-cpu-usage");
                out.integer(42);
                out.bulk("Some real reply following the push reply");
            }
            case "verbatim" -> out.verbatim("txt", "This is a verbatim\nstring".getBytes(StandardCharsets.US_ASCII));
            case "true" -> out.bool(true);
            case "false" -> out.bool(false);
            case "bignum" -> out.bigNumber("1234567999999999999999999999999999999");
            default ->
                throw new CommandError("ERR Wrong protocol type name. Please use one of the following: "
                        + "string|integer|double|bignum|null|array|set|map|attrib|push|verbatim|true|false");
        }
        return call.reply().done();
    }

    private static Outcome help(Call call) {
        return Help.reply(
                call,
                "DEBUG",
                "CHANGE-REPL-ID",
                "Take new replication ids.",
                "DIGEST",
                "Show a digest of the data set.",
                "DIGEST-VALUE <key> [<key> ...]",
                "Show digests of values.",
                "ERROR <string>",
                "Reply with an error.",
                "LOG <message>",
                "Write to the log.",
                "OBJECT <key>",
                "Show how a value is kept.",
                "PROTOCOL <type>",
                "Reply with a value of a type.",
                "SEGFAULT",
                "Crash.",
                "SET-ACTIVE-EXPIRE <0|1>",
                "Turn the cycle that removes expired keys off or on.",
                "SLEEP <seconds>",
                "Do nothing for a while.");
    }
}

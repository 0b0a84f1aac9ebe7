package io.clusterjar.engine.server;

import io.clusterjar.base.Bytes;
import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.Help;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.command.Words;
import io.clusterjar.config.ConfigKey;
import io.clusterjar.engine.Command;
import io.clusterjar.engine.EngineCall;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code ACL} as far as there is anything to tell: one user, {@code default}, who may do everything and whose password is
 * {@code requirepass}.
 */
final class AclCommands implements CommandGroup {
    private static final String USER = "default";
    private static final int DEFAULT_BITS = 256;
    private static final int BITS_LIMIT = 4096;

    @Override
    public CommandRow[] rows() {
        return AclCommand.values();
    }

    @Override
    public Outcome run(CommandRow row, Call call) {
        Reply reply = call.reply();
        return switch ((AclCommand) row) {
            case ACL_WHOAMI -> reply.bulk(EngineCall.of(call).connection().user());
            case ACL_USERS -> {
                reply.array(1);
                yield reply.bulk(USER);
            }
            case ACL_LIST -> {
                reply.array(1);
                yield reply.bulk("user " + USER + " on " + password(call) + " ~* &* +@all");
            }
            case ACL_CAT -> categories(EngineCall.of(call));
            case ACL_GETUSER -> user(call);
            case ACL_GENPASS -> madeUpPassword(EngineCall.of(call));
            case ACL, ACL_HELP -> help(call);
        };
    }

    /** {@code nopass}, or {@code #} and the hash of the password. */
    private static String password(Call call) {
        String password = call.config().text(ConfigKey.REQUIREPASS);
        if (password.isEmpty()) {
            return "nopass";
        }
        try {
            return "#" + Bytes.hex(MessageDigest.getInstance("SHA-256").digest(Bytes.latin1(password)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static Outcome user(Call call) {
        Reply reply = call.reply();
        if (!call.args().text(2).equals(USER)) {
            return reply.nullBulk();
        }
        String password = password(call);
        boolean open = password.equals("nopass");
        reply.map(6);
        reply.bulk("flags");
        reply.set(open ? 2 : 1);
        reply.bulk("on");
        if (open) {
            reply.bulk(password);
        }
        reply.bulk("passwords");
        reply.array(open ? 0 : 1);
        if (!open) {
            reply.bulk(password.substring(1));
        }
        String[] rules = {"commands", "+@all", "keys", "~*", "channels", "&*", "selectors"};
        for (String rule : rules) {
            reply.bulk(rule);
        }
        return reply.array(0);
    }

    private static Outcome categories(EngineCall call) {
        List<String> names = new ArrayList<>();
        if (call.args().count() == 2) {
            names.addAll(CommandDescription.CATEGORIES);
        } else {
            String wanted = call.args().text(2);
            int index = CommandDescription.CATEGORIES.indexOf(wanted.toLowerCase(Locale.ROOT));
            if (index < 0) {
                throw new CommandError("ERR Unknown category '" + wanted + "'");
            }
            call.engine().commands().commands().forEach(command -> collect(names, command, 1 << index));
        }
        Reply reply = call.reply();
        reply.array(names.size());
        names.forEach(reply::bulk);
        return reply.done();
    }

    private static void collect(List<String> names, Command command, int category) {
        if ((command.spec().categories() & category) != 0) {
            names.add(command.name());
        }
        command.children().forEach(child -> collect(names, child, category));
    }

    private static Outcome madeUpPassword(EngineCall call) {
        int bits = DEFAULT_BITS;
        if (call.args().count() > 2) {
            long wanted = Words.integer(call.args(), 2);
            if (wanted <= 0 || wanted > BITS_LIMIT) {
                throw new CommandError("ERR ACL GENPASS argument must be the number of bits for the output password, a "
                        + "positive number up to " + BITS_LIMIT);
            }
            bits = (int) wanted;
        }
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < (bits + 3) / 4; i++) {
            password.append(Character.forDigit(call.random().nextInt(16), 16));
        }
        return call.reply().bulk(password.toString());
    }

    private static Outcome help(Call call) {
        return Help.reply(
                call,
                "ACL",
                "CAT [<category>]",
                "List the categories, or the commands of one.",
                "GENPASS [<bits>]",
                "Make up a password.",
                "GETUSER <username>",
                "Show the rules of a user.",
                "LIST",
                "Show all rules.",
                "USERS",
                "List the users.",
                "WHOAMI",
                "Name the user of this connection.");
    }
}

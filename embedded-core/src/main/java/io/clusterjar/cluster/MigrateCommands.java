package io.clusterjar.cluster;

import io.clusterjar.command.AclCategory;
import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.CommandFlag;
import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.CommandSpec;
import io.clusterjar.command.KeyFlag;
import io.clusterjar.command.KeySpec;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Words;
import io.clusterjar.engine.EngineCall;
import io.clusterjar.protocol.Args;
import java.util.ArrayList;
import java.util.List;

/** {@code MIGRATE}: reads its words and hands the work to {@link Migrations}. */
final class MigrateCommands implements CommandGroup {
    private static final long DEFAULT_TIMEOUT_MS = 1000;

    private final Migrations migrations;

    MigrateCommands(Migrations migrations) {
        this.migrations = migrations;
    }

    /** The row. */
    enum Row implements CommandRow {
        MIGRATE;

        private static final int KEY_FLAGS = KeyFlag.RW | KeyFlag.ACCESS | KeyFlag.DELETE;

        @Override
        public CommandSpec spec() {
            return CommandSpec.of(
                    "migrate",
                    -6,
                    CommandFlag.WRITE | CommandFlag.MOVABLEKEYS,
                    AclCategory.KEYSPACE | AclCategory.DANGEROUS,
                    KeySpec.key(3, KEY_FLAGS),
                    new KeySpec.Keyword("KEYS", -2, -1, 1, 0, KEY_FLAGS | KeyFlag.INCOMPLETE));
        }
    }

    @Override
    public CommandRow[] rows() {
        return Row.values();
    }

    @Override
    public Outcome run(CommandRow row, Call call) {
        Migration.Order order = read(call);
        List<byte[]> present = new ArrayList<>(order.keys().size());
        for (byte[] key : order.keys()) {
            if (call.readEntry(call.db(), key) != null) {
                present.add(key);
            }
        }
        if (present.isEmpty()) {
            return call.reply().status("NOKEY");
        }
        EngineCall made = EngineCall.of(call);
        if (!made.mayWait()) {
            throw new CommandError("ERR MIGRATE must wait for its target, which transactions and scripts cannot do");
        }
        migrations.start(order.withKeys(present), made);
        return made.park(0, null);
    }

    private static Migration.Order read(Call call) {
        Args args = call.args();
        boolean copy = false;
        boolean replace = false;
        byte[] user = null;
        byte[] password = null;
        int firstKey = 3;
        int keyCount = 1;
        for (int word = 6; word < args.count(); word++) {
            int more = args.count() - 1 - word;
            if (args.is(word, "copy")) {
                copy = true;
            } else if (args.is(word, "replace")) {
                replace = true;
            } else if (args.is(word, "auth") && more >= 1) {
                password = args.copy(++word);
            } else if (args.is(word, "auth2") && more >= 2) {
                user = args.copy(++word);
                password = args.copy(++word);
            } else if (args.is(word, "keys")) {
                if (args.length(3) != 0) {
                    throw new CommandError(
                            "ERR When using MIGRATE KEYS option, the key argument must be set to the empty "
                                    + "string");
                }
                firstKey = word + 1;
                keyCount = more;
                break;
            } else {
                throw CommandError.syntax();
            }
        }
        long timeoutMs = Words.integer(args, 5);
        long database = Words.integer(args, 4);
        List<byte[]> keys = new ArrayList<>(keyCount);
        for (int i = 0; i < keyCount; i++) {
            keys.add(args.copy(firstKey + i));
        }
        return new Migration.Order(
                args.text(1),
                args.text(2),
                database,
                timeoutMs <= 0 ? DEFAULT_TIMEOUT_MS : timeoutMs,
                copy,
                replace,
                user,
                password,
                keys);
    }
}

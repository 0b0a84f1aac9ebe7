package io.clusterjar.engine;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.CommandFlag;
import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.CommandSpec;
import io.clusterjar.command.KeyEvent;
import io.clusterjar.command.KeyFlag;
import io.clusterjar.command.KeySpec;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Words;
import io.clusterjar.store.KeyEntry;
import io.clusterjar.store.StringValue;
import io.clusterjar.store.ValueType;

/** The least commands that show what the engine does around a command. */
final class TestCommands implements CommandGroup {
    private enum Row implements CommandRow {
        T_PING("t.ping", -1, CommandFlag.FAST | CommandFlag.LOADING | CommandFlag.STALE),
        T_AUTH("t.auth", 2, CommandFlag.NO_AUTH | CommandFlag.LOADING | CommandFlag.STALE),
        T_DB("t.db", 2, CommandFlag.FAST | CommandFlag.LOADING | CommandFlag.STALE),
        T_DEL("t.del", -2, CommandFlag.WRITE, KeySpec.keys(1, -1, KeyFlag.RM)),
        T_PEXPIREAT("t.pexpireat", 3, CommandFlag.WRITE, KeySpec.key(1, KeyFlag.RW)),
        /** Takes the string at one of the keys, or waits for one: {@code t.take key [key ...] timeoutMs}. */
        T_TAKE("t.take", -3, CommandFlag.WRITE | CommandFlag.BLOCKING, KeySpec.keys(1, -2, KeyFlag.RW)),
        ASKING("asking", 1, CommandFlag.FAST),
        T_PARK("t.park", 2, CommandFlag.BLOCKING),
        T_SAVE("t.save", 1, CommandFlag.ADMIN | CommandFlag.NO_MULTI),
        T_MUTE("t.mute", 2, CommandFlag.LOADING | CommandFlag.STALE),
        T_TWO("t.two", 3, CommandFlag.WRITE, KeySpec.keys(1, 2, KeyFlag.RW)),
        T_BOX("t.box", -2, 0),
        T_BOX_GET("t.box|get", 3, 0);

        private final CommandSpec spec;

        Row(String name, int arity, int flags, KeySpec... keys) {
            spec = CommandSpec.of(name, arity, flags, 0, keys);
        }

        @Override
        public CommandSpec spec() {
            return spec;
        }
    }

    @Override
    public CommandRow[] rows() {
        return Row.values();
    }

    @Override
    public Outcome run(CommandRow row, Call call) {
        Connection client = EngineCall.of(call).connection();
        switch ((Row) row) {
            case T_PING -> {
                return call.reply().status("PONG");
            }
            case T_AUTH -> {
                client.authenticate("default");
                return call.reply().ok();
            }
            case T_DB -> {
                int index = (int) Words.integer(call.args(), 1);
                call.db(index);
                client.database(index);
                return call.reply().ok();
            }
            case T_DEL -> {
                return delete(call);
            }
            case T_PEXPIREAT -> {
                KeyEntry entry = call.writeEntry(1);
                if (entry == null) {
                    return call.reply().integer(0);
                }
                call.db().setExpire(entry, Words.integer(call.args(), 2));
                call.changed(1, KeyEvent.GENERIC, "expire");
                return call.reply().integer(1);
            }
            case T_TAKE -> {
                return take(call);
            }
            case ASKING -> {
                client.asking(true);
                return call.reply().ok();
            }
            case T_PARK -> {
                long timeoutMs = Words.integer(call.args(), 1);
                return EngineCall.of(call).park(timeoutMs, () -> client.out().status("LATE"));
            }
            case T_SAVE -> {
                return call.reply().ok();
            }
            case T_MUTE -> {
                client.replyOff(call.args().is(1, "off"));
                if (call.args().is(1, "skip")) {
                    client.replySkipNext();
                    return call.noReply();
                }
                return call.reply().ok();
            }
            case T_TWO -> {
                call.propagateNothing();
                call.propagateAlso("SET".getBytes(), call.args().copy(1), "1".getBytes());
                call.propagateAlso("SET".getBytes(), call.args().copy(2), "2".getBytes());
                call.dirty(2);
                return call.reply().ok();
            }
            case T_BOX, T_BOX_GET -> {
                return call.reply().status(row.spec().name());
            }
        }
        throw new CommandError("ERR no such row");
    }

    private static Outcome delete(Call call) {
        int gone = 0;
        for (int word = 1; word < call.args().count(); word++) {
            if (call.writeEntry(word) != null && call.remove(word)) {
                call.changed(word, KeyEvent.GENERIC, "del");
                gone++;
            }
        }
        return call.reply().integer(gone);
    }

    private static Outcome take(Call call) {
        int last = call.args().count() - 2;
        long timeoutMs = Words.integer(call.args(), last + 1);
        for (int word = 1; word <= last; word++) {
            KeyEntry entry = call.writeEntry(word);
            if (entry != null) {
                StringValue value = call.write(word, StringValue.class);
                assert value != null;
                byte[] bytes = value.toBytes();
                call.remove(word);
                call.changed(word, KeyEvent.GENERIC, "del");
                call.propagateAs("DEL".getBytes(), call.args().copy(word));
                call.reply().array(2);
                call.reply().bulk(call.args().copy(word));
                return call.reply().bulk(bytes);
            }
        }
        return call.waitForKeys(1, last, ValueType.STRING, timeoutMs);
    }
}

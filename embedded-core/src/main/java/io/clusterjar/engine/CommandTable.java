package io.clusterjar.engine;

import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.CommandRow;
import io.clusterjar.protocol.Args;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds commands by name, in any case, without making a string: open addressing over the names' bytes.
 */
public final class CommandTable {
    private final List<Command> commands = new ArrayList<>();
    private byte[][] names = new byte[16][];
    private @Nullable Command[] slots = new Command[16];
    private int size;

    CommandTable() {}

    /** A table of all rows of {@code groups}; a subcommand follows its container within its group. */
    static CommandTable of(List<CommandGroup> groups) {
        CommandTable table = new CommandTable();
        for (CommandGroup group : groups) {
            for (CommandRow row : group.rows()) {
                table.add(group, row);
            }
        }
        return table;
    }

    private void add(CommandGroup group, CommandRow row) {
        String name = row.spec().name();
        int bar = name.indexOf('|');
        if (bar < 0) {
            Command command = new Command(group, row, null);
            put(name, command);
            commands.add(command);
            return;
        }
        Command parent = find(name.substring(0, bar));
        if (parent == null) {
            throw new IllegalArgumentException("name=" + name + " stands before its container");
        }
        parent.add(new Command(group, row, parent));
    }

    /** The command or subcommand that a request names; a container when the subcommand is missing or unknown. */
    public @Nullable Command find(Args args) {
        Command command = find(args.buffer(), args.offset(0), args.length(0));
        if (command == null || !command.isContainer() || args.count() < 2) {
            return command;
        }
        return command.child(args.buffer(), args.offset(1), args.length(1));
    }

    /** The top-level command of that name in any case, or {@code container|sub}. */
    public @Nullable Command find(String name) {
        int bar = name.indexOf('|');
        byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
        if (bar < 0) {
            return find(bytes, 0, bytes.length);
        }
        Command parent = find(bytes, 0, bar);
        return parent == null ? null : parent.child(bytes, bar + 1, bytes.length - bar - 1);
    }

    /** All top-level commands in the order of their groups and rows. */
    public List<Command> commands() {
        return List.copyOf(commands);
    }

    /** Sets the statistics of all commands to zero. */
    public void resetStats() {
        for (Command command : commands) {
            command.resetStats();
            for (Command child : command.children()) {
                child.resetStats();
            }
        }
    }

    @Nullable
    Command find(byte[] buffer, int offset, int length) {
        int mask = slots.length - 1;
        for (int at = hash(buffer, offset, length) & mask; ; at = (at + 1) & mask) {
            Command command = slots[at];
            if (command == null || equal(names[at], buffer, offset, length)) {
                return command;
            }
        }
    }

    void put(String name, Command command) {
        if (size * 2 >= slots.length) {
            grow();
        }
        byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
        if (find(bytes, 0, bytes.length) != null) {
            throw new IllegalArgumentException("name=" + command.name() + " is in the table already");
        }
        insert(bytes, command);
        size++;
    }

    private void insert(byte[] name, Command command) {
        int mask = slots.length - 1;
        int at = hash(name, 0, name.length) & mask;
        while (slots[at] != null) {
            at = (at + 1) & mask;
        }
        slots[at] = command;
        names[at] = name;
    }

    private void grow() {
        byte[][] oldNames = names;
        @Nullable Command[] oldSlots = slots;
        names = new byte[oldSlots.length * 2][];
        slots = new Command[oldSlots.length * 2];
        for (int i = 0; i < oldSlots.length; i++) {
            Command command = oldSlots[i];
            if (command != null) {
                insert(oldNames[i], command);
            }
        }
    }

    private static int hash(byte[] buffer, int offset, int length) {
        int hash = length;
        for (int i = 0; i < length; i++) {
            hash = hash * 31 + lower(buffer[offset + i]);
        }
        return hash ^ (hash >>> 15);
    }

    private static boolean equal(byte[] name, byte[] buffer, int offset, int length) {
        if (name.length != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (name[i] != lower(buffer[offset + i])) {
                return false;
            }
        }
        return true;
    }

    private static int lower(int b) {
        return b >= 'A' && b <= 'Z' ? b | 0x20 : b;
    }
}

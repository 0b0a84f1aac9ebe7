package io.clusterjar.engine;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandFlag;
import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.CommandSpec;
import io.clusterjar.command.KeySpec;
import io.clusterjar.command.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the command table as one node keeps it: what the row says, who runs it, and how often it was called.
 */
public final class Command {
    /** What the gate and the engine do about a few commands that are unlike all others. */
    enum Kind {
        ORDINARY,
        EXEC,
        DISCARD,
        MULTI,
        WATCH,
        QUIT,
        RESET,
        PING,
        SUBSCRIBING,
        ASKING
    }

    private final CommandGroup group;
    private final CommandRow row;
    private final CommandSpec spec;
    private final @Nullable Command parent;
    private final List<Command> children = new ArrayList<>();
    private @Nullable CommandTable childTable;

    final Kind kind;
    final int flags;
    final boolean keyed;
    /** Word of the only key of a command with exactly one key at a fixed place, else 0. */
    final int soleKey;
    /** Whether a refused wait is answered with a null string, not a null array. */
    final boolean nullBulkWhenNotWaiting;

    long calls;
    long micros;
    long nanosRest;
    long rejected;
    long failed;

    Command(CommandGroup group, CommandRow row, @Nullable Command parent) {
        this.group = group;
        this.row = row;
        this.spec = row.spec();
        this.parent = parent;
        flags = spec.flags();
        keyed = !spec.keys().isEmpty() || spec.has(CommandFlag.MOVABLEKEYS);
        soleKey = soleKeyOf(spec);
        kind = kindOf(spec.name());
        nullBulkWhenNotWaiting = spec.name().equals("blmove") || spec.name().equals("brpoplpush");
    }

    private static int soleKeyOf(CommandSpec spec) {
        if (spec.keys().size() == 1
                && spec.keys().get(0) instanceof KeySpec.Range range
                && range.last() == 0
                && !spec.has(CommandFlag.MOVABLEKEYS)) {
            return range.index();
        }
        return 0;
    }

    private static Kind kindOf(String name) {
        return switch (name) {
            case "exec" -> Kind.EXEC;
            case "discard" -> Kind.DISCARD;
            case "multi" -> Kind.MULTI;
            case "watch" -> Kind.WATCH;
            case "quit" -> Kind.QUIT;
            case "reset" -> Kind.RESET;
            case "ping" -> Kind.PING;
            case "asking" -> Kind.ASKING;
            case "subscribe", "unsubscribe", "psubscribe", "punsubscribe", "ssubscribe", "sunsubscribe" ->
                Kind.SUBSCRIBING;
            default -> Kind.ORDINARY;
        };
    }

    Outcome run(Call call) {
        return group.run(row, call);
    }

    /** Full name in lower case, {@code config|get} for a subcommand. */
    public String name() {
        return spec.name();
    }

    /** What the row says. */
    public CommandSpec spec() {
        return spec;
    }

    /** The row within its group. */
    public CommandRow row() {
        return row;
    }

    /** The group that runs it. */
    public CommandGroup group() {
        return group;
    }

    /** The container of a subcommand, else null. */
    public @Nullable Command parent() {
        return parent;
    }

    /** The subcommands of a container in the order of its rows. */
    public List<Command> children() {
        return List.copyOf(children);
    }

    /** Whether all of {@code flag}'s bits are set; bits of {@link CommandFlag}. */
    public boolean has(int flag) {
        return (flags & flag) == flag;
    }

    /** Whether it has key positions, so that the cluster has a say. */
    public boolean keyed() {
        return keyed;
    }

    /** Calls that ran. */
    public long calls() {
        return calls;
    }

    /** Time spent in it, in microseconds. */
    public long micros() {
        return micros;
    }

    /** Calls refused before they ran. */
    public long rejectedCalls() {
        return rejected;
    }

    /** Calls that ran and ended in an error. */
    public long failedCalls() {
        return failed;
    }

    /** Sets the statistics to zero. */
    public void resetStats() {
        calls = 0;
        micros = 0;
        nanosRest = 0;
        rejected = 0;
        failed = 0;
    }

    void spent(long nanos) {
        nanosRest += nanos;
        if (nanosRest >= 1000) {
            micros += nanosRest / 1000;
            nanosRest %= 1000;
        }
    }

    void add(Command child) {
        children.add(child);
        if (childTable == null) {
            childTable = new CommandTable();
        }
        childTable.put(child.name().substring(child.name().indexOf('|') + 1), child);
    }

    boolean isContainer() {
        return childTable != null;
    }

    @Nullable
    Command child(byte[] buffer, int offset, int length) {
        return childTable == null ? null : childTable.find(buffer, offset, length);
    }

    /** Whether {@code count} words are as many as it takes. */
    boolean takes(int count) {
        int arity = spec.arity();
        return arity >= 0 ? count == arity : count >= -arity;
    }

    @Override
    public String toString() {
        return spec.name();
    }
}

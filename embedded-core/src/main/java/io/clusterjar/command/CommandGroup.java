package io.clusterjar.command;

/** A group of commands: its rows, and the switch from row to handler. */
public interface CommandGroup {
    /** All rows, containers before their subcommands. */
    CommandRow[] rows();

    /** Runs the call of {@code row}, which is one of {@link #rows()}. */
    Outcome run(CommandRow row, Call call);
}

package io.clusterjar.command;

/** A row of the command table: each group is an enum of rows. */
public interface CommandRow {
    /** What the row says. */
    CommandSpec spec();
}

package io.clusterjar.engine;

import io.clusterjar.protocol.Args;
import io.clusterjar.store.Database;
import org.jspecify.annotations.Nullable;

/** Hears which keys clients read and which are changed: what client-side caching needs. */
public interface KeyTracker {
    /** Whether no client tracks anything, so that nothing below needs to be called. */
    boolean isIdle();

    /** A client has run a command that only reads; {@code args} are valid only now. */
    void read(Connection client, Command command, Args args);

    /** A client has run a command of any kind. */
    void ran(Connection client, Command command);

    /** A key was changed, expired or evicted; {@code by} is the client whose request runs, null outside requests. */
    void changed(Database db, byte[] key, @Nullable Connection by);

    /** All keys of a database go or are replaced. */
    void flushed();

    /** The end of a turn, before replies leave. */
    void endOfTurn();
}

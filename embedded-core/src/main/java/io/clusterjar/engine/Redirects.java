package io.clusterjar.engine;

import io.clusterjar.protocol.Args;
import org.jspecify.annotations.Nullable;

/** What the gate asks the cluster: may this node serve these keys? */
public interface Redirects {
    /**
     * Checks one command, or a whole transaction when {@code command} is EXEC and the connection has one queued.
     *
     * @return null to serve it here, else the text of the error reply ({@code MOVED 1 127.0.0.1:7000}, {@code CLUSTERDOWN ...})
     */
    @Nullable
    String check(Connection client, Command command, Args args);

    /**
     * Checks a client that waits for keys, about once a second.
     *
     * @return null to let it wait on, else the error text it is woken with
     */
    @Nullable
    String checkWaiting(Connection client);
}

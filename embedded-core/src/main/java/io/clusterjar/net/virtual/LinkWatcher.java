package io.clusterjar.net.virtual;

import org.jspecify.annotations.Nullable;

/** Something on a link that has to know at once when the link's conditions change. */
public abstract class LinkWatcher {
    static final int NOWHERE = -1;

    /** Where the network has it in its list; changed under the list's lock. */
    int place = NOWHERE;

    /** The link. */
    public abstract LinkId link();

    /** The conditions changed, null when the link is whole; called while every lane stands still. */
    public abstract void refresh(@Nullable Conditions conditions);
}

package io.clusterjar.net.virtual;

import org.jspecify.annotations.Nullable;

/** Something on a link that has to know at once when the link's conditions change. */
public interface LinkWatcher {
    /** The link. */
    LinkId link();

    /** The conditions changed, null when the link is whole; called while every lane stands still. */
    void refresh(@Nullable Conditions conditions);
}

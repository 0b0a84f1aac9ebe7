package io.clusterjar.engine.connection;

import java.util.Set;
import java.util.TreeSet;

/** How keys are tracked for one client. */
final class TrackingState {
    /** Whether the end of the client will be heard. */
    boolean heard;

    boolean on;
    boolean broadcast;
    boolean optIn;
    boolean optOut;
    boolean noLoop;
    boolean caching;
    boolean brokenRedirect;
    /** Id of the client that gets the invalidations; 0 for the client itself. */
    long redirect;
    /** Prefixes of a broadcasting client, in the order of their bytes. */
    final Set<String> prefixes = new TreeSet<>();

    void reset() {
        on = false;
        broadcast = false;
        optIn = false;
        optOut = false;
        noLoop = false;
        caching = false;
        brokenRedirect = false;
        redirect = 0;
        prefixes.clear();
    }

    /** Its letters in {@code CLIENT LIST}. */
    String letters() {
        return !on ? "" : "t" + (brokenRedirect ? "R" : "") + (broadcast ? "B" : "");
    }
}

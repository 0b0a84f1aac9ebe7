package io.clusterjar;

import io.clusterjar.net.virtual.MessageFilter;

/** Bus messages that are held, dropped or doubled. Closing it lets what is held go on, and everything after it. */
public final class HeldMessages implements Fault {
    private final MessageFilter filter;
    private final String description;

    HeldMessages(MessageFilter filter, String description) {
        this.filter = filter;
        this.description = description;
    }

    /** How many messages it has met so far. */
    public long matched() {
        return filter.matched();
    }

    /** How many are held now. */
    public int held() {
        return filter.held();
    }

    /** Delivers what is held, and goes on holding what comes. */
    public void release() {
        filter.release();
    }

    /** Loses what is held, and goes on holding what comes. */
    public void drop() {
        filter.drop();
    }

    @Override
    public void close() {
        filter.close();
    }

    @Override
    public boolean isActive() {
        return filter.isActive();
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public String toString() {
        return description;
    }
}

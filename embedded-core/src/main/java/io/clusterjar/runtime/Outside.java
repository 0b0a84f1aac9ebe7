package io.clusterjar.runtime;

import io.clusterjar.net.virtual.Lane;
import io.clusterjar.net.virtual.Party;

/** Whatever is not in this world: it has a name for faults, and answers nothing. */
final class Outside implements Party {
    /** The endpoint that faults know everything outside by. */
    static final String ENDPOINT = "outside";

    private final Lane lane;

    Outside(Lane lane) {
        this.lane = lane;
    }

    @Override
    public String endpoint() {
        return ENDPOINT;
    }

    @Override
    public Lane lane() {
        return lane;
    }

    @Override
    public void deliver(Runnable event) {
        event.run();
    }

    @Override
    public void flushLater(Flushable sender) {
        throw new IllegalStateException("nothing outside writes");
    }

    @Override
    public void adopt(Flushable stream) {}

    @Override
    public void release(Flushable stream) {}
}

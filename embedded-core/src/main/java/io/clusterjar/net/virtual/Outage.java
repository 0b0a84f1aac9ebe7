package io.clusterjar.net.virtual;

import io.clusterjar.net.CutMode;
import java.util.Set;

/** A machine without power: what is sent to it disappears. It lasts until somebody switches the machine on; healing does not. */
final class Outage implements Fault {
    final String endpoint;
    final Rule rule = Rules.always(CutMode.BLACKHOLE);
    private volatile boolean active = true;

    Outage(String endpoint) {
        this.endpoint = endpoint;
    }

    boolean concerns(LinkId link) {
        return link.to().equals(endpoint);
    }

    Links links() {
        return Links.between(Endpoints.allBut(Set.of(endpoint)), Endpoints.of(endpoint))
                .oneWay();
    }

    @Override
    public void close() {
        active = false;
    }

    @Override
    public boolean isActive() {
        return active;
    }

    @Override
    public String description() {
        return endpoint + " is without power";
    }
}

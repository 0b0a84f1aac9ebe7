package io.clusterjar;

import io.clusterjar.net.CutMode;
import io.clusterjar.net.Plane;
import io.clusterjar.net.virtual.Links;
import io.clusterjar.net.virtual.Rules;
import io.clusterjar.net.virtual.VirtualNetwork;
import java.util.Locale;

/**
 * A cut between two sides of the network. It is in force from the call that made it on: all planes, both ways, {@link
 * CutMode#BLACKHOLE}. The methods here change it in place, at once.
 */
public final class Cut implements Fault {
    private final VirtualNetwork network;
    private final String verb;
    private Links links;
    private CutMode mode = CutMode.BLACKHOLE;
    private io.clusterjar.net.virtual.Fault fault;

    Cut(VirtualNetwork network, String verb, Links links) {
        this.network = network;
        this.verb = verb;
        this.links = links;
        fault = cut();
    }

    /**
     * How it fails: {@link CutMode#BLACKHOLE} loses everything as a dead switch does, and TCP sends it again, less and less often;
     * {@link CutMode#RESET} resets streams and refuses new ones; {@link CutMode#HOLD} keeps everything until it is healed.
     */
    public Cut mode(CutMode mode) {
        this.mode = mode;
        return apply();
    }

    /** Only on these planes: "gossip is fine but replication is dead". */
    public Cut planes(Plane... planes) {
        links = links.on(planes);
        return apply();
    }

    /** Only what goes from the first side to the second is stopped; with {@code isolate}, what the isolated send. */
    public Cut oneWay() {
        links = links.oneWay();
        return apply();
    }

    private io.clusterjar.net.virtual.Fault cut() {
        return network.apply(links, Rules.cut(mode), description());
    }

    private synchronized Cut apply() {
        if (!fault.isActive()) {
            throw new IllegalStateException("the fault is healed: " + description());
        }
        io.clusterjar.net.virtual.Fault before = fault;
        network.together(() -> {
            fault = cut();
            before.close();
        });
        return this;
    }

    @Override
    public synchronized void close() {
        fault.close();
    }

    @Override
    public synchronized boolean isActive() {
        return fault.isActive();
    }

    @Override
    public String description() {
        return verb + " " + links + " (" + mode.name().toLowerCase(Locale.ROOT) + ")";
    }

    @Override
    public String toString() {
        return description();
    }
}

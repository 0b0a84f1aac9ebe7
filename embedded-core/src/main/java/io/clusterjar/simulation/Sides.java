package io.clusterjar.simulation;

import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import io.clusterjar.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Whom faults are about. */
final class Sides {
    private Sides() {}

    /** A fault's selectors, the first side first. */
    static List<Selector> of(FaultSpec fault) {
        List<Selector> all = new ArrayList<>();
        var unused = map(fault, side -> {
            all.add(side);
            return side;
        });
        return all;
    }

    /** The same fault with other selectors in the places of its own. */
    static FaultSpec map(FaultSpec fault, UnaryOperator<Selector> change) {
        if (fault instanceof FaultSpec.Partition cut) {
            return new FaultSpec.Partition(
                    change.apply(cut.a()), change.apply(cut.b()), cut.planes(), cut.oneWay(), cut.mode());
        }
        if (fault instanceof FaultSpec.MajoritiesRing ring) {
            return new FaultSpec.MajoritiesRing(change.apply(ring.nodes()));
        }
        if (fault instanceof FaultSpec.Bridge bridge) {
            return new FaultSpec.Bridge(change.apply(bridge.a()), change.apply(bridge.b()));
        }
        if (fault instanceof FaultSpec.WeakLink link) {
            return new FaultSpec.WeakLink(
                    change.apply(link.a()), change.apply(link.b()), link.planes(), link.weakness());
        }
        if (fault instanceof FaultSpec.Crash crash) {
            return new FaultSpec.Crash(change.apply(crash.nodes()), crash.mode());
        }
        if (fault instanceof FaultSpec.Pause pause) {
            return new FaultSpec.Pause(change.apply(pause.nodes()));
        }
        if (fault instanceof FaultSpec.Skew skew) {
            return new FaultSpec.Skew(change.apply(skew.nodes()), skew.difference());
        }
        if (fault instanceof FaultSpec.Drift drift) {
            return new FaultSpec.Drift(change.apply(drift.nodes()), drift.rate());
        }
        if (fault instanceof FaultSpec.Messages messages) {
            return new FaultSpec.Messages(
                    messages.types(), change.apply(messages.from()), change.apply(messages.to()), messages.action());
        }
        if (fault instanceof FaultSpec.DiskTrouble disk) {
            return new FaultSpec.DiskTrouble(change.apply(disk.nodes()), disk.kind(), disk.delay());
        }
        throw new AssertionError("fault=" + fault);
    }

    /** {@code side}, which is not everybody else. */
    static Selector first(String verb, Selector side) {
        if (side == Selector.rest()) {
            throw new IllegalArgumentException(verb + " " + side + ": rest is only a second side");
        }
        return side;
    }

    /** {@code side}, which is of nodes alone. */
    static Selector nodes(String verb, Selector side) {
        if (side == Selector.rest()) {
            throw new IllegalArgumentException(verb + " " + side + ": rest is only for the second side of a link");
        }
        if (!side.clientNames().isEmpty()) {
            throw new IllegalArgumentException(
                    verb + " " + side + ": this is for nodes; clients are for cut, bridge and what makes links worse");
        }
        return side;
    }

    /** The nodes that a selector means now. */
    static List<ClusterNode> bind(Selector side, EmbeddedCluster cluster) {
        List<ClusterNode> nodes = new ArrayList<>();
        for (Endpoint found : side.bind(cluster)) {
            nodes.add((ClusterNode) found);
        }
        return nodes;
    }
}

package io.clusterjar.simulation;

import io.clusterjar.ClusterNode;
import io.clusterjar.Fault;
import io.clusterjar.NodeState;
import io.clusterjar.persistence.FaultyDisk;
import java.util.ArrayList;
import java.util.List;

/** Faults put together from others. */
final class Faults {
    private Faults() {}

    static boolean isUp(ClusterNode node) {
        return node.state() != NodeState.DOWN;
    }

    /** Starts a node again, if its disk lets it. */
    static void restart(ClusterNode node) {
        try {
            node.restart();
        } catch (FaultyDisk.DiskFailure e) {
            node.deployment().timeline().note(node.name() + " cannot start: " + e.getMessage());
        }
    }

    /** A fault that found nobody to concern. */
    static Fault nothing(FaultSpec spec) {
        return new Compound(spec.toString(), List.of());
    }

    static Fault together(FaultSpec spec, List<Fault> parts) {
        return new Compound(spec.toString(), parts);
    }

    static Fault healedBy(String description, Runnable heal) {
        return new Single(description, heal);
    }

    private static final class Compound implements Fault {
        private final String description;
        private final List<Fault> parts;

        Compound(String description, List<Fault> parts) {
            this.description = description;
            this.parts = new ArrayList<>(parts);
        }

        @Override
        public void close() {
            parts.forEach(Fault::close);
        }

        @Override
        public boolean isActive() {
            return parts.stream().anyMatch(Fault::isActive);
        }

        @Override
        public String description() {
            return description;
        }
    }

    private static final class Single implements Fault {
        private final String description;
        private final Runnable heal;
        private boolean active = true;

        Single(String description, Runnable heal) {
            this.description = description;
            this.heal = heal;
        }

        @Override
        public void close() {
            if (active) {
                active = false;
                heal.run();
            }
        }

        @Override
        public boolean isActive() {
            return active;
        }

        @Override
        public String description() {
            return description;
        }
    }
}

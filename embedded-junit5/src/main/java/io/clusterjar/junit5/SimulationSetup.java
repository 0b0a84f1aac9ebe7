package io.clusterjar.junit5;

import io.clusterjar.simulation.Simulation;

/** Says what {@link SimulatedCluster} has no word for: another mix of faults, probes, invariants with arguments. */
@FunctionalInterface
public interface SimulationSetup {
    /** The simulation that is to be run in place of {@code simulation}. */
    Simulation apply(Simulation simulation);
}

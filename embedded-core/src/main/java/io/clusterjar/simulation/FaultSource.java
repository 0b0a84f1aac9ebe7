package io.clusterjar.simulation;

import java.time.Duration;

/** Where the plan of a run comes from: one that is written by hand, or a mix that draws one for each seed. */
public sealed interface FaultSource permits FaultPlan, FaultMix {
    /** The plan for a seed: always the same for the same arguments. */
    FaultPlan plan(long seed, Topology topology, Duration duration);
}

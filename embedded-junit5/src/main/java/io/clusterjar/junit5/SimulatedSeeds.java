package io.clusterjar.junit5;

import io.clusterjar.simulation.Seeds;
import java.util.List;

/** Seeds of simulated tests as a text names them. */
final class SimulatedSeeds {
    /** The JUnit configuration parameter, or system property, that names other seeds than the annotations do. */
    static final String SEED_PARAMETER = Seeds.PROPERTY;

    /** The same for a run that a failure, or what shrinks failures, printed the whole line of: {@code clusterjar-replay: v=...}. */
    static final String REPLAY_PARAMETER = "clusterjar.replay";

    private SimulatedSeeds() {}

    /** The seeds in {@code text}, each once, in its order. */
    static List<Long> parse(String what, String text) {
        return Seeds.parse(what, text).all();
    }
}

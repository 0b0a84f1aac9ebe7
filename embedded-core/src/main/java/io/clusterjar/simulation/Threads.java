package io.clusterjar.simulation;

import io.clusterjar.runtime.Strands;
import java.util.ArrayList;
import java.util.List;

/** The threads of one run. They come to their end by themselves when the time for faults is over. */
final class Threads {
    private final Strands strands;
    private final List<SimulatedThread> all = new ArrayList<>();

    Threads(Strands strands) {
        this.strands = strands;
    }

    SimulatedThread start(String name, SimulatedThread.Body body) {
        SimulatedThread thread = SimulatedThread.start(strands, name, body);
        all.add(thread);
        return thread;
    }

    /** Whether all have ended, of those that there were. */
    boolean areDone() {
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).isDone()) {
                return false;
            }
        }
        return true;
    }

    /** Whether there were any, and all have ended. */
    boolean haveEnded() {
        return !all.isEmpty() && areDone();
    }

    /** Those that have not ended and where they wait, in words. */
    String waiting() {
        StringBuilder out = new StringBuilder();
        for (SimulatedThread thread : all) {
            if (!thread.isDone()) {
                out.append(out.isEmpty() ? "" : "; ")
                        .append(thread)
                        .append(" waits at ")
                        .append(thread.place());
            }
        }
        return out.toString();
    }
}

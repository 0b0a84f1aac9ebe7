package io.clusterjar.runtime;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an event raises and blocking code waits for, in virtual time: bytes that have arrived, a future that is complete. One waits at a
 * time. Used by whoever holds the world's baton.
 */
public final class Signal {
    private final Strands strands;
    private boolean raised;
    private @Nullable Strand waiting;

    Signal(Strands strands) {
        this.strands = strands;
    }

    /** Lets who waits go on, now or when he comes. */
    public void raise() {
        raised = true;
        if (waiting != null) {
            waiting.wake();
        }
    }

    /** Waits until it is raised, and lowers it. */
    public void await() {
        await(Strand.NEVER);
    }

    /**
     * Waits until it is raised, and lowers it.
     *
     * @return whether it was raised within {@code max}
     */
    public boolean await(Duration max) {
        return await(strands.untilNs(max));
    }

    boolean await(long untilNs) {
        Strand strand = strands.current();
        if (strand == null) {
            strands.await(() -> raised, untilNs);
        } else if (!raised) {
            if (waiting != null) {
                throw new IllegalStateException(waiting + " waits for it already");
            }
            waiting = strand;
            try {
                strand.park(untilNs);
            } finally {
                waiting = null;
            }
        }
        boolean was = raised;
        raised = false;
        return was;
    }
}

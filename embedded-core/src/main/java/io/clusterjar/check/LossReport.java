package io.clusterjar.check;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which acknowledged writes are gone.
 *
 * @param acknowledged how many writes were acknowledged whose fate is known
 * @param lost those that are gone, in the order of their acknowledgement, each with what became of it
 */
public record LossReport(int acknowledged, List<Loss> lost) {
    private static final int SHOWN = 8;
    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * A write that was acknowledged and is gone.
     *
     * @param write the write
     * @param succession what it fell victim to; null when nothing was found that explains it
     * @param excused whether the protocol excuses it
     * @param reason why, or why not
     */
    public record Loss(Operation write, @Nullable Succession succession, boolean excused, String reason) {}

    /** A report. */
    public LossReport {
        lost = List.copyOf(lost);
    }

    /** The losses that nothing excuses. */
    public List<Loss> inexcusable() {
        return lost.stream().filter(loss -> !loss.excused()).toList();
    }

    /** From the first acknowledgement that was lost to the last; zero when none was. */
    public Duration window() {
        return lost.isEmpty()
                ? Duration.ZERO
                : Duration.ofNanos(lost.get(lost.size() - 1).write().returnedNs()
                        - lost.get(0).write().returnedNs());
    }

    /** A violation when a loss is not excused, else a pass. */
    public Verdict verdict() {
        List<Loss> wrong = inexcusable();
        if (wrong.isEmpty()) {
            return Verdict.pass();
        }
        return Verdict.violation(
                wrong.size() + " acknowledged writes are gone without excuse (" + this + "); the first: "
                        + wrong.get(0).reason() + ":",
                wrong.stream().limit(SHOWN).map(Loss::write).toList());
    }

    /** A line: {@code lost 12 of 3400 acknowledged writes, 0 without excuse, from 61.204 s to 63.790 s (2.586 s)}. */
    @Override
    public String toString() {
        String line = "lost " + lost.size() + " of " + acknowledged + " acknowledged writes";
        if (lost.isEmpty()) {
            return line;
        }
        return line
                + String.format(
                        java.util.Locale.ROOT,
                        ", %d without excuse, from %.3f s to %.3f s (%.3f s)",
                        inexcusable().size(),
                        lost.get(0).write().returnedNs() / NANOS_PER_SECOND,
                        lost.get(lost.size() - 1).write().returnedNs() / NANOS_PER_SECOND,
                        window().toNanos() / NANOS_PER_SECOND);
    }
}

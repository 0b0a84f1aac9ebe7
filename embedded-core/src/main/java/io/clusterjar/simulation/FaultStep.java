package io.clusterjar.simulation;

import io.clusterjar.time.TimeLimits;
import java.time.Duration;

/**
 * One fault of a plan. Text form: {@code @<at>+<lasting> <fault>}, both in milliseconds.
 *
 * @param at when it begins, from the beginning of the run; 0 or more
 * @param lasting for how long it is in force; 0 or more
 * @param fault what is broken
 */
public record FaultStep(Duration at, Duration lasting, FaultSpec fault) {
    /** Checks the times, and rounds them to milliseconds. */
    public FaultStep {
        TimeLimits.check("at", at);
        TimeLimits.check("lasting", lasting);
        at = Duration.ofMillis(at.toMillis());
        lasting = Duration.ofMillis(lasting.toMillis());
    }

    /** Reads the text form. */
    public static FaultStep parse(String text) {
        int blank = text.indexOf(' ');
        int plus = text.indexOf('+');
        if (!text.startsWith("@") || plus < 0 || blank < plus) {
            throw new IllegalArgumentException(
                    "step=" + text + " does not begin with @<at>+<lasting> in milliseconds and a blank");
        }
        try {
            Duration at = Duration.ofMillis(Long.parseLong(text.substring(1, plus)));
            Duration lasting = Duration.ofMillis(Long.parseLong(text.substring(plus + 1, blank)));
            return new FaultStep(at, lasting, FaultText.parse(text.substring(blank + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("step=" + text + " does not begin with @<at>+<lasting>", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("step=" + text + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "@" + at.toMillis() + "+" + lasting.toMillis() + " " + fault;
    }
}

package io.clusterjar.simulation;

import io.clusterjar.Backstage;
import io.clusterjar.Timeline;
import java.io.UncheckedIOException;
import java.util.List;

/** Leaves the timelines of failing seeds in files: under the class that ran the simulation, named by its method and the seed. */
final class TimelineFiles {
    private static final int MAX_MARK_CHARS = 300;

    private final Settings settings;
    private final Place place;

    /** Who ran a simulation. */
    record Place(String type, String method) {
        /** The method that called into {@link Simulation}. */
        static Place ofCaller() {
            return StackWalker.getInstance()
                    .walk(frames -> frames.filter(frame -> !frame.getClassName().equals(Simulation.class.getName())
                                    && !frame.getClassName().equals(Place.class.getName()))
                            .findFirst()
                            .map(frame -> new Place(frame.getClassName(), withoutLambda(frame.getMethodName())))
                            .orElseGet(() -> new Place(Simulation.class.getName(), "run")));
        }

        /** The body of a lambda is named {@code lambda$method$0}. */
        private static String withoutLambda(String name) {
            String[] parts = name.split("\\$");
            return parts.length == 3 && parts[0].equals("lambda") ? parts[1] : name;
        }
    }

    TimelineFiles(Settings settings, Place place) {
        this.settings = settings;
        this.place = place;
    }

    /**
     * Runs a failing seed once more and writes what happened.
     *
     * @param troubles gets what went wrong
     * @return what a message says of it, a line each; empty when nobody wants files
     */
    String write(SeedResult failure, List<Throwable> troubles) {
        if (!Backstage.wantsReports()) {
            return "";
        }
        try {
            StringBuilder out = new StringBuilder();
            List<String> files =
                    Backstage.writeReport(timelineOf(settings, failure, out), place.type(), fileName(failure));
            files.forEach(file -> out.append("timeline: ").append(file).append('\n'));
            return out.toString();
        } catch (UncheckedIOException e) {
            troubles.add(e);
            return "timeline: could not be written: " + e.getMessage() + "\n";
        } catch (RuntimeException | Error e) {
            troubles.add(e);
            return "timeline: the run could not be done again: " + e + "\n";
        }
    }

    /** The same for each run of a seed with the same cluster, faults and load, so that a test that is run again replaces its files. */
    private String fileName(SeedResult failure) {
        String which = TextHash.hex(TextHash.of(failure.replayLine())).substring(0, 8);
        return place.method() + "-seed-" + failure.seed() + "-" + which;
    }

    /**
     * The timeline of a run that is done again, marked at its end with what is broken.
     *
     * @param remarks gets a line when it went otherwise than before
     */
    static Timeline timelineOf(Settings settings, SeedResult before, StringBuilder remarks) {
        try (PreparedRun prepared = PreparedRun.of(settings, before.seed(), before.plan())) {
            SeedResult again = prepared.play(settings.workload);
            Timeline timeline = prepared.run().cluster().timeline();
            again.violation().ifPresent(broken -> timeline.violation(mark(broken.toString())));
            if (again.traceHash() != before.traceHash()) {
                remarks.append("run once more the seed ")
                        .append(again.passed() ? "passes" : "goes another way")
                        .append(": something in it does not come from the seed, such as real time, real chance, or"
                                + " state that an earlier run left\n");
            }
            return timeline;
        }
    }

    private static String mark(String text) {
        return text.length() <= MAX_MARK_CHARS ? text : text.substring(0, MAX_MARK_CHARS) + "...";
    }
}

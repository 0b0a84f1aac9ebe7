package io.clusterjar.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is broken in a run, and when: steps in the order of their beginnings. Steps know nothing of each other, so that any of them can be
 * left out. Text form: a step a line, as in {@code @5000+20000 cut node-1,client(inside) rest}; {@link FaultText} tells the faults, {@link
 * Selector} whom they can be about.
 */
public final class FaultPlan implements FaultSource {
    /** Nothing is broken. */
    public static final FaultPlan NONE = new FaultPlan(List.of());

    private final List<FaultStep> steps;

    private FaultPlan(List<FaultStep> steps) {
        this.steps = steps;
    }

    /** A plan of these steps. */
    public static FaultPlan of(FaultStep... steps) {
        return of(Arrays.asList(steps));
    }

    /** A plan of these steps. */
    public static FaultPlan of(List<FaultStep> steps) {
        List<FaultStep> sorted = new ArrayList<>(steps);
        sorted.sort(Comparator.comparing(FaultStep::at));
        return new FaultPlan(List.copyOf(sorted));
    }

    /**
     * Reads the text form; steps are separated by line ends or by {@code ;}. Lines that begin with {@code #} are remarks.
     *
     * @throws IllegalArgumentException naming the step that cannot be read
     */
    public static FaultPlan parse(String text) {
        return of(text.lines()
                .filter(line -> !line.strip().startsWith("#"))
                .flatMap(line -> Arrays.stream(line.split(";")))
                .map(String::trim)
                .filter(step -> !step.isEmpty())
                .map(FaultStep::parse)
                .toList());
    }

    /** The steps. */
    public List<FaultStep> steps() {
        return steps;
    }

    /** This plan with one step more. */
    public FaultPlan with(Duration at, Duration lasting, FaultSpec fault) {
        List<FaultStep> more = new ArrayList<>(steps);
        more.add(new FaultStep(at, lasting, fault));
        return of(more);
    }

    /**
     * Checks that there can be somebody for each step.
     *
     * @throws IllegalArgumentException naming the step that can never find whom it is about
     */
    void check(Topology topology) {
        for (FaultStep step : steps) {
            for (Selector side : Sides.of(step.fault())) {
                side.trouble(topology).ifPresent(why -> {
                    throw new IllegalArgumentException("step=" + step + ": " + why);
                });
            }
        }
    }

    /**
     * Checks that each step does something in a run of that length.
     *
     * @throws IllegalArgumentException naming the step that would begin only after the end, or that cuts somebody off from himself
     */
    void check(Duration duration) {
        for (FaultStep step : steps) {
            if (step.at().compareTo(duration) >= 0) {
                throw new IllegalArgumentException("step=" + step + " would never begin: the run is healed after "
                        + duration.toMillis() + " ms; say a longer duration, or an earlier beginning");
            }
            if (step.fault() instanceof FaultSpec.Partition cut && cut.a().equals(cut.b())
                    || step.fault() instanceof FaultSpec.Bridge bridge
                            && bridge.a().equals(bridge.b())) {
                throw new IllegalArgumentException("step=" + step + " cuts nobody off: both sides are the same");
            }
        }
    }

    /** What is left of it in another cluster: steps that are about nobody there are left out, and so are nodes that are not there. */
    FaultPlan within(Topology topology) {
        List<FaultStep> left = new ArrayList<>();
        for (FaultStep step : steps) {
            if (Sides.of(step.fault()).stream()
                    .allMatch(side -> side.within(topology).isPresent())) {
                FaultSpec fault =
                        Sides.map(step.fault(), side -> side.within(topology).orElseThrow());
                left.add(new FaultStep(step.at(), step.lasting(), fault));
            }
        }
        return of(left);
    }

    /** A number that two plans share only if they are the same, but for one chance in 2<sup>64</sup>. */
    public long hash() {
        return TextHash.of(toString());
    }

    @Override
    public FaultPlan plan(long seed, Topology topology, Duration duration) {
        return this;
    }

    /** The steps in one line. */
    public String inOneLine() {
        return steps.stream().map(FaultStep::toString).collect(Collectors.joining("; "));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FaultPlan that && steps.equals(that.steps);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(hash());
    }

    @Override
    public String toString() {
        return steps.stream().map(step -> step + "\n").collect(Collectors.joining());
    }
}

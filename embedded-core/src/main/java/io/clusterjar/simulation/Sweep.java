package io.clusterjar.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The seeds of a simulation and what became of them. Shared by the threads that run them. */
final class Sweep {
    private final Settings settings;
    private final Seeds seeds;
    private final boolean named;
    private final TimelineFiles timelines;
    private final List<SeedResult> failures = new ArrayList<>();
    private final Map<String, Long> coverage = new TreeMap<>();
    private long handedOut;
    private long done;
    private Duration simulated = Duration.ZERO;

    /** @param place who asks for it */
    Sweep(Settings settings, TimelineFiles.Place place) {
        this.settings = settings;
        this.named = Seeds.areNamedByProperty();
        this.seeds = settings.seeds.orNamedByProperty();
        this.timelines = new TimelineFiles(settings, place);
    }

    synchronized @Nullable Runnable next() {
        if (handedOut == seeds.count()) {
            return null;
        }
        long seed = seeds.seed(handedOut++);
        return () -> add(SeedRun.of(settings, seed, settings.plan(seed)));
    }

    private synchronized void add(SeedResult result) {
        done++;
        simulated = simulated.plus(result.violatedAt());
        result.probes().forEach(probe -> coverage.merge(probe, 1L, Long::sum));
        if (!result.passed()) {
            failures.add(result);
        }
        settings.onProgress.accept(new Progress(done, seeds.count(), failures.size(), result));
    }

    synchronized SimulationResult result() {
        failures.sort(Comparator.comparingLong(SeedResult::seed));
        Set<String> missed = new LinkedHashSet<>();
        for (Probe probe : settings.probes) {
            if (!named && !coverage.containsKey(probe.name())) {
                missed.add(probe.name());
            }
        }
        return new SimulationResult(done, List.copyOf(failures), Map.copyOf(coverage), missed, simulated, timelines);
    }
}

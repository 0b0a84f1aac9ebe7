package io.clusterjar.junit5;

import io.clusterjar.check.Invariant;
import io.clusterjar.simulation.FaultMix;
import io.clusterjar.simulation.FaultPlan;
import io.clusterjar.simulation.FaultSource;
import io.clusterjar.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.ReflectionSupport;

/** What a {@link SimulatedCluster} asks for. */
final class SimulationRequest {
    private static final String STANDARD = "standard";
    private static final Duration WITH_FAULTS = Duration.ofMinutes(1);
    private static final Duration WITHOUT_FAULTS = Duration.ofHours(1);

    private final SimulatedCluster annotation;
    private final DeploymentRequest cluster;

    /** @param place where it stands, for messages */
    SimulationRequest(SimulatedCluster annotation, String place) {
        this.annotation = annotation;
        this.cluster = new DeploymentRequest(annotation, place);
    }

    /** The cluster, as parameters see it. */
    DeploymentRequest cluster() {
        return cluster;
    }

    /** What is asked for. Whatever is wrong with it fails the test that asks. */
    Simulation simulation() {
        try {
            return build();
        } catch (RuntimeException e) {
            throw new ExtensionConfigurationException(this + ": " + e.getMessage(), e);
        }
    }

    private Simulation build() {
        String faults = annotation.faults().trim();
        Simulation simulation = Simulation.of(cluster.builder(annotation)).endsWithThreads();
        if (!faults.isEmpty()) {
            simulation = simulation.faults(faults(faults));
        }
        simulation = simulation.duration(duration(faults.isEmpty()));
        List<Invariant> invariants = new ArrayList<>();
        for (Class<? extends Invariant> type : annotation.invariants()) {
            invariants.add(made(type));
        }
        simulation = simulation.invariants(invariants);
        for (Class<? extends SimulationSetup> type : annotation.setup()) {
            simulation = made(type).apply(simulation);
        }
        return simulation;
    }

    private static FaultSource faults(String text) {
        if (!text.equals(STANDARD) && !text.startsWith("@")) {
            throw new IllegalArgumentException("faults=\"" + text + "\" is neither \"" + STANDARD
                    + "\" nor the steps of a plan, as in \"@5000+20000 crash master(cart:42)\"");
        }
        return text.equals(STANDARD) ? FaultMix.standard() : FaultPlan.parse(text);
    }

    private static <T> T made(Class<? extends T> type) {
        if (Arrays.stream(type.getDeclaredConstructors()).noneMatch(made -> made.getParameterCount() == 0)) {
            throw new IllegalArgumentException(type.getName() + " has no constructor without arguments");
        }
        return ReflectionSupport.newInstance(type);
    }

    private Duration duration(boolean withoutFaults) {
        if (annotation.duration().isEmpty()) {
            return withoutFaults ? WITHOUT_FAULTS : WITH_FAULTS;
        }
        return DeploymentRequest.duration("duration", annotation.duration());
    }

    @Override
    public String toString() {
        return cluster.toString();
    }
}

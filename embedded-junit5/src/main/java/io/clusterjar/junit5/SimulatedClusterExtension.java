package io.clusterjar.junit5;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** What stands behind {@link SimulatedCluster}, which registers it; nobody needs to name it. It makes a test of each seed. */
public final class SimulatedClusterExtension implements TestTemplateInvocationContextProvider {
    /** JUnit makes it. */
    public SimulatedClusterExtension() {}

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return isSimulated(context);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        SimulatedCluster annotation = on(method).orElseThrow();
        SimulationRequest request = new SimulationRequest(
                annotation, method.getDeclaringClass().getSimpleName() + "." + method.getName() + "()");
        Optional<String> line = context.getConfigurationParameter(SimulatedSeeds.REPLAY_PARAMETER)
                .filter(text -> !text.isBlank());
        if (line.isPresent()) {
            String asked = line.get();
            return Stream.of(
                    new SeedInvocation("replay", new SeedPlayer(request, simulation -> simulation.prepare(asked))));
        }
        return seeds(annotation, request, context).stream()
                .map(seed -> new SeedInvocation(
                        "seed " + seed, new SeedPlayer(request, simulation -> simulation.prepare(seed))));
    }

    private static List<Long> seeds(SimulatedCluster annotation, SimulationRequest request, ExtensionContext context) {
        try {
            return context.getConfigurationParameter(SimulatedSeeds.SEED_PARAMETER)
                    .filter(text -> !text.isBlank())
                    .map(text -> SimulatedSeeds.parse(SimulatedSeeds.SEED_PARAMETER, text))
                    .orElseGet(() -> SimulatedSeeds.parse("seeds", annotation.seeds()));
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(request + ": " + e.getMessage(), e);
        }
    }

    /** Whether a context is of a simulated test. */
    static boolean isSimulated(ExtensionContext context) {
        return context.getTestMethod().flatMap(SimulatedClusterExtension::on).isPresent();
    }

    private static Optional<SimulatedCluster> on(Method method) {
        return AnnotationSupport.findAnnotation(method, SimulatedCluster.class);
    }

    /** The test of one seed. */
    private record SeedInvocation(String name, SeedPlayer player) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int invocationIndex) {
            return name;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(player);
        }
    }
}

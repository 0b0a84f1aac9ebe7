package io.clusterjar.junit5;

import io.clusterjar.check.InvariantViolation;
import io.clusterjar.simulation.PreparedRun;
import io.clusterjar.simulation.SeedResult;
import io.clusterjar.simulation.Simulation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/** Plays the test of one seed: starts its cluster, resolves its parameters, runs its body inside the simulation, and explains its failure. */
final class SeedPlayer implements ParameterResolver, InvocationInterceptor {
    private static final Namespace NAMESPACE = Namespace.create(SeedPlayer.class);
    private static final String WORKLOAD = "workload";

    private final SimulationRequest request;
    private final Function<Simulation, PreparedRun> which;

    /**
     * @param which starts the run that is wanted
     */
    SeedPlayer(SimulationRequest request, Function<Simulation, PreparedRun> which) {
        this.request = request;
        this.which = which;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return SimulatedParameters.isKnown(parameter);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Playing playing = playing(context);
        return SimulatedParameters.resolve(
                parameter, context, playing.prepared.run(), request.cluster(), playing.closeables);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        PreparedRun prepared = playing(context).prepared;
        SeedResult result =
                prepared.play(run -> run.thread(method.getExecutable().getName(), () -> {
                    try {
                        invocation.proceed();
                    } catch (Exception | Error e) {
                        throw e;
                    } catch (Throwable e) {
                        throw new IllegalStateException(e);
                    }
                }));
        if (result.violation().isPresent()) {
            Throwable failure = cause(result.violation().get());
            throw failure instanceof TestAbortedException
                    ? failure
                    : FailureReport.explained(failure, describe(result, prepared, failure, context), context);
        }
    }

    /** What the test's own code threw is shown as it is. */
    private static Throwable cause(InvariantViolation violation) {
        Throwable cause = violation.getCause();
        return cause != null && violation.invariant().equals(WORKLOAD)
                ? cause
                : new AssertionError(violation.toString(), violation);
    }

    private static String describe(
            SeedResult result, PreparedRun prepared, Throwable failure, ExtensionContext context) {
        StringBuilder out = new StringBuilder();
        out.append("seed ").append(result.seed());
        out.append(", after ").append(result.violatedAt().toMillis()).append(" ms; it alone: -D");
        out.append(
                        result.hasFaultsOfItsSeed()
                                ? SimulatedSeeds.SEED_PARAMETER + "=" + result.seed()
                                : SimulatedSeeds.REPLAY_PARAMETER + " with")
                .append('\n');
        out.append(result.replayLine()).append('\n');
        result.plan()
                .steps()
                .forEach(step -> out.append("  fault ").append(step).append('\n'));
        out.append(prepared.run().cluster().describe());
        out.append(TimelineReport.ofSeed(prepared.run().cluster().timeline(), result.seed(), failure, context));
        return out.toString();
    }

    private PreparedRun start() {
        try {
            return which.apply(request.simulation());
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(request + ": " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("deprecation") // Its successor is in JUnit 6 only.
    private Playing playing(ExtensionContext context) {
        return context.getStore(NAMESPACE).getOrComputeIfAbsent("run", key -> new Playing(start()), Playing.class);
    }

    /** A run in the store of its test, closed with it. */
    @SuppressWarnings("deprecation") // Its successor is in JUnit 6 only.
    private static final class Playing implements ExtensionContext.Store.CloseableResource, AutoCloseable {
        private final PreparedRun prepared;
        private final List<AutoCloseable> closeables = new ArrayList<>();

        Playing(PreparedRun prepared) {
            this.prepared = prepared;
        }

        @Override
        public void close() {
            try (prepared) {
                for (AutoCloseable closeable : closeables) {
                    closeable.close();
                }
            } catch (Exception e) {
                throw new IllegalStateException("what seed " + prepared.run().seed() + " left could not be closed", e);
            }
        }
    }
}

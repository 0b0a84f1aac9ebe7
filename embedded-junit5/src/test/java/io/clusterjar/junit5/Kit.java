package io.clusterjar.junit5;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs classes that fail on purpose. */
public final class Kit {
    private Kit() {}

    /** What everything failed with in the classes' run. */
    static List<Throwable> failures(Class<?>... cases) {
        var builder = EngineTestKit.engine("junit-jupiter");
        for (Class<?> type : cases) {
            builder.selectors(selectClass(type));
        }
        return builder.execute().allEvents().finished().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .flatMap(result -> result.getThrowable().stream())
                .toList();
    }

    static Throwable failure(Class<?> type) {
        List<Throwable> failures = failures(type);
        if (failures.size() != 1) {
            throw new AssertionError("one failure expected, not " + failures);
        }
        return failures.get(0);
    }

    /** The failures' texts, which mean something across class loaders. */
    public static List<String> messages(Class<?> type) {
        return failures(type).stream().map(Throwable::toString).toList();
    }
}

package io.clusterjar.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The files and the text that a failed test leaves behind. */
class TimelineReportTest {
    @TempDir
    Path directory;

    @RedisCluster(replicas = 1)
    static class CrashCase {
        @Test
        void losesItsMaster(EmbeddedCluster cluster, @Master("k") ClusterNode master) {
            master.crash();
            cluster.await().fastForward().masterOf("k").isNot(master);
            throw new AssertionError("the cart is empty");
        }
    }

    @RedisStandalone
    static class ParameterizedCase {
        @ParameterizedTest
        @ValueSource(ints = {7, 8})
        void fails(int number) {
            throw new AssertionError("number " + number);
        }
    }

    static class SeededCase {
        @SimulatedCluster(masters = 1, replicas = 0, seeds = "5, 9")
        void fails(EmbeddedCluster cluster) {
            throw new AssertionError("no");
        }
    }

    private static List<Throwable> failures(Class<?> type, String directory) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(type))
                .configurationParameter("clusterjar.timeline.directory", directory)
                .execute()
                .allEvents()
                .finished()
                .stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .flatMap(result -> result.getThrowable().stream())
                .toList();
    }

    private List<String> written() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void shouldTellTheStoryAndNameThePageWhenATestFails() throws IOException {
        String message = failures(CrashCase.class, directory.toString()).get(0).getMessage();

        Path page = directory.resolve(CrashCase.class.getName()).resolve("losesItsMaster.html");
        assertThat(message)
                .startsWith("the cart is empty\nwhen the test failed")
                .containsPattern("node-\\d: crashed\n")
                .containsPattern("node-\\d: is elected master, epoch \\d+")
                .contains("VIOLATION: losesItsMaster(")
                .endsWith("the whole timeline: " + page.toAbsolutePath() + "\n");
        assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>").contains("the cart is empty");
        assertThat(Files.readString(page.resolveSibling("losesItsMaster.jsonl")))
                .contains("\"kind\":\"crashed\"", "\"kind\":\"elected\"", "\"kind\":\"violation\"");
    }

    @Test
    void shouldWriteAPageForEachInvocationWhenATestHasSeveral() throws IOException {
        assertThat(failures(ParameterizedCase.class, directory.toString())).hasSize(2);

        assertThat(written())
                .containsExactly(
                        ParameterizedCase.class.getName() + "/fails-1.html",
                        ParameterizedCase.class.getName() + "/fails-1.jsonl",
                        ParameterizedCase.class.getName() + "/fails-2.html",
                        ParameterizedCase.class.getName() + "/fails-2.jsonl");
    }

    @Test
    void shouldNameThePageByTheSeedWhenThereIsOne() throws IOException {
        assertThat(failures(SeededCase.class, directory.toString())).hasSize(2);

        assertThat(written())
                .containsExactly(
                        SeededCase.class.getName() + "/fails-seed-5.html",
                        SeededCase.class.getName() + "/fails-seed-5.jsonl",
                        SeededCase.class.getName() + "/fails-seed-9.html",
                        SeededCase.class.getName() + "/fails-seed-9.jsonl");
    }

    @Test
    void shouldWriteNothingWhenNobodyWantsFiles() {
        String message = failures(CrashCase.class, "none").get(0).getMessage();

        assertThat(message).contains("crashed").doesNotContain("the whole timeline");
    }

    @Test
    void shouldSayWhyWhenThePageCannotBeWritten() throws IOException {
        Path taken = Files.writeString(directory.resolve("file"), "not a directory");

        String message = failures(CrashCase.class, taken.toString()).get(0).getMessage();

        assertThat(message).startsWith("the cart is empty").contains("the timeline could not be written to " + taken);
    }
}

package io.clusterjar.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.clusterjar.EmbeddedCluster;
import io.clusterjar.EmbeddedClusterBuilder;
import io.clusterjar.Timeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a failing simulation leaves behind. */
class SimulationTimelineTest {
    private static final String OWN_FOLDER = SimulationTimelineTest.class.getName();

    @TempDir
    Path directory;

    private String before;

    @BeforeEach
    void redirect() {
        before = System.setProperty(Timeline.DIRECTORY_PROPERTY, directory.toString());
    }

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(Timeline.DIRECTORY_PROPERTY);
        } else {
            System.setProperty(Timeline.DIRECTORY_PROPERTY, before);
        }
    }

    private static Simulation losing() {
        return Simulation.of(EmbeddedCluster.builder().masters(1))
                .workload(run -> run.schedule(Duration.ofSeconds(1), () -> {
                    throw new IllegalStateException("lost it");
                }))
                .duration(Duration.ofSeconds(5));
    }

    private static AssertionError failure(SimulationResult result) {
        return catchThrowableOfType(AssertionError.class, result::assertPassed);
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
    void shouldLeaveTheTimelinesOfTheFirstFailingSeedsAndNameThem() throws IOException {
        AssertionError error = failure(losing().seeds(11, 5).run());

        String method = OWN_FOLDER + "/shouldLeaveTheTimelinesOfTheFirstFailingSeedsAndNameThem";
        assertThat(written())
                .hasSize(2 * SimulationResult.MAX_SHOWN)
                .satisfiesExactly(
                        file -> assertThat(file)
                                .startsWith(method + "-seed-11-")
                                .endsWith(".html"),
                        file -> assertThat(file)
                                .startsWith(method + "-seed-11-")
                                .endsWith(".jsonl"),
                        file -> assertThat(file)
                                .startsWith(method + "-seed-12-")
                                .endsWith(".html"),
                        file -> assertThat(file)
                                .startsWith(method + "-seed-12-")
                                .endsWith(".jsonl"),
                        file -> assertThat(file)
                                .startsWith(method + "-seed-13-")
                                .endsWith(".html"),
                        file -> assertThat(file)
                                .startsWith(method + "-seed-13-")
                                .endsWith(".jsonl"));
        for (String file : written()) {
            assertThat(error.getMessage())
                    .contains("\ntimeline: " + directory.resolve(file).toAbsolutePath() + "\n");
        }
        assertThat(error.getMessage()).contains("it alone: -Dclusterjar.seed=11\n" + ReplayLine.PREFIX);
        assertThat(Files.readString(directory.resolve(written().get(1))))
                .contains("\"violation\"")
                .contains("lost it");
    }

    @Test
    void shouldReplaceItsFilesWhenItFailsAgain() throws IOException {
        failure(losing().run());
        List<String> first = written();

        failure(losing().run());

        assertThat(written()).isEqualTo(first);
    }

    @Test
    void shouldWriteNothingWhenNobodyWantsFiles() throws IOException {
        System.setProperty(Timeline.DIRECTORY_PROPERTY, Timeline.NOWHERE);
        AtomicInteger runs = new AtomicInteger();

        AssertionError error = failure(Simulation.of(EmbeddedCluster.builder().masters(1))
                .workload(run -> {
                    runs.incrementAndGet();
                    run.fail("lost", "it");
                })
                .run());

        assertThat(error).hasMessageContaining("lost: it").hasMessageNotContaining("timeline");
        assertThat(runs).hasValue(1);
    }

    @Test
    void shouldFailAsBeforeAndSayWhyWhenFilesCannotBeWritten() throws IOException {
        Path taken = Files.writeString(directory.resolve("file"), "not a directory");
        System.setProperty(Timeline.DIRECTORY_PROPERTY, taken.toString());

        AssertionError error = failure(losing().run());

        assertThat(error)
                .hasMessageContaining("seed 1 breaks workload")
                .hasMessageContaining("timeline: could not be written: ");
        assertThat(error.getCause()).hasMessageContaining("lost it");
        assertThat(error.getSuppressed()).hasSize(1).hasOnlyElementsOfType(UncheckedIOException.class);
    }

    @Test
    void shouldSayThatSomethingDoesNotComeFromTheSeedWhenTheRunGoesOtherwise() throws IOException {
        AtomicInteger runs = new AtomicInteger();

        AssertionError error = failure(Simulation.of(EmbeddedCluster.builder().masters(1))
                .workload(run -> {
                    if (runs.incrementAndGet() == 1) {
                        run.schedule(Duration.ofSeconds(1), () -> run.fail("first", "the first run alone"));
                    }
                })
                .duration(Duration.ofSeconds(5))
                .run());

        assertThat(error)
                .hasMessageContaining("first: the first run alone")
                .hasMessageContaining("run once more the seed passes: something in it does not come from the seed");
        assertThat(written()).hasSize(2);
    }

    @Test
    void shouldSayThatTheRunCouldNotBeDoneAgainWhenItsClusterDoesNotStart() {
        EmbeddedClusterBuilder spec = EmbeddedCluster.builder().masters(1);
        SimulationResult result =
                Simulation.of(spec).workload(run -> run.fail("lost", "it")).run();
        spec.ports(7000, 7001); // one too many

        assertThat(failure(result))
                .hasMessageContaining("the run could not be done again")
                .satisfies(error -> assertThat(error.getSuppressed()).hasSize(1));
    }

    @Test
    void shouldGiveTheTimelineOfOneSeedWhenItIsAskedFor() {
        Simulation simulation = losing();
        SeedResult result = simulation.runSeed(4);

        Timeline timeline = simulation.timelineOf(result);
        timeline.writeTo(directory.resolve("by-hand"));

        assertThat(timeline.jsonLines()).contains("lost it");
        assertThat(directory.resolve("by-hand.html")).exists();
        assertThat(directory.resolve("by-hand.jsonl")).exists();
        assertThat(simulation.runSeed(4)).isEqualTo(result).hasSameHashCodeAs(result);
        assertThat(simulation.runSeed(5)).isNotEqualTo(result);
    }
}

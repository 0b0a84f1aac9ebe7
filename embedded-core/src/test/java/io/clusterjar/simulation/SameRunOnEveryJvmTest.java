package io.clusterjar.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * A seed is a promise: whoever runs it elsewhere sees the same. So other JVMs run the same seeds: one that compiles nothing, one whose
 * identity hashes are all other numbers, and every other JDK that is installed.
 */
class SameRunOnEveryJvmTest {
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");
    private static final String OWN_HOME = System.getProperty("java.home");
    private static final int SEEDS = 2;
    /** Without a compiler it takes long. */
    private static final int INTERPRETED_SEEDS = 1;

    @Test
    void shouldRunTheSameWhenItIsRunAgain() {
        assertThat(TraceHashes.lines(SEEDS))
                .isEqualTo(TraceHashes.lines(SEEDS))
                .allMatch(line -> line.endsWith("passes"));
    }

    @Test
    void shouldRunTheSameWhenNothingIsCompiled() throws Exception {
        assertThat(elsewhere(OWN_HOME, INTERPRETED_SEEDS, "-Xint")).isEqualTo(TraceHashes.lines(INTERPRETED_SEEDS));
    }

    @Test
    void shouldRunTheSameWhenIdentityHashesAreOthers() throws Exception {
        assertThat(elsewhere(OWN_HOME, SEEDS, "-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=2"))
                .isEqualTo(TraceHashes.lines(SEEDS));
    }

    @Test
    void shouldRunTheSameWhenTheJdkIsAnother() throws Exception {
        List<Path> others = otherJdks();
        Assumptions.assumeFalse(others.isEmpty(), "skipped: no other JDK from 17 on in " + INSTALLED);
        List<String> here = TraceHashes.lines(SEEDS);
        for (Path other : others) {
            assertThat(elsewhere(other.toString(), SEEDS)).as("%s", other).isEqualTo(here);
        }
    }

    private static List<Path> otherJdks() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            return List.of();
        }
        List<Path> homes = new ArrayList<>();
        try (Stream<Path> entries = Files.list(INSTALLED)) {
            for (Path home : entries.sorted().toList()) {
                Path release = home.resolve("release");
                if (Files.isExecutable(home.resolve("bin/java"))
                        && Files.exists(release)
                        && feature(Files.readString(release)) >= 17
                        && feature(Files.readString(release))
                                != Runtime.version().feature()) {
                    homes.add(home);
                }
            }
        }
        return homes;
    }

    private static int feature(String release) {
        return release.lines()
                .filter(line -> line.startsWith("JAVA_VERSION="))
                .map(line -> line.replaceAll("[^0-9.]", "").split("[.]")[0])
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(0);
    }

    /** What {@link TraceHashes} prints in a JVM of its own. */
    private static List<String> elsewhere(String javaHome, int seeds, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(javaHome, "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        command.addAll(Arrays.asList(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), TraceHashes.class.getName()));
        command.add(Integer.toString(seeds));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output;
        try (InputStream printed = process.getInputStream()) {
            output = new String(printed.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }
}

package io.clusterjar.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the README tells users to copy is the test beside this one. */
class ReadmeTest {
    private static final Path MODULE = Path.of("").toAbsolutePath();

    @Test
    void shouldShowTheTestThatRunsHereWhenItShowsATest() throws IOException {
        String test = read("CartTest");
        assertThat(readme()).contains(test.substring(test.indexOf("import static")));
    }

    @Test
    void shouldShowTheSimulationsThatRunHereWhenItShowsOne() throws IOException {
        String test = read("VisitsTest");
        String body = test.substring(test.indexOf("    @SimulatedCluster"), test.lastIndexOf('}'));
        assertThat(readme()).contains(body.stripTrailing().stripIndent());
    }

    private static String readme() throws IOException {
        return Files.readString(MODULE.resolveSibling("README.md"));
    }

    private static String read(String test) throws IOException {
        return Files.readString(MODULE.resolve("src/test/java/io/clusterjar/readme/" + test + ".java"));
    }
}

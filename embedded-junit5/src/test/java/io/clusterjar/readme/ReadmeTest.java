package io.clusterjar.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the README tells users to copy is the test beside this one. */
class ReadmeTest {
    @Test
    void shouldShowTheTestThatRunsHereWhenItShowsATest() throws IOException {
        Path module = Path.of("").toAbsolutePath();
        String readme = Files.readString(module.resolveSibling("README.md"));
        String test = Files.readString(module.resolve("src/test/java/io/clusterjar/readme/CartTest.java"));
        assertThat(readme).contains(test.substring(test.indexOf("import static")));
    }
}

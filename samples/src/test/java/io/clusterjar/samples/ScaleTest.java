package io.clusterjar.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaleTest {
    @Test
    void shouldDoAsRedisFormulasPromiseWhenAClusterIsMeasured(@TempDir Path directory) throws IOException {
        Path page = directory.resolve("scale.html");
        Printed out = new Printed();

        assertThat(Scale.tell(page, List.of(6, 12, 30), out.stream())).isTrue();

        assertThat(out.text().lines()).hasSize(5);
        assertThat(Files.readString(page)).contains("<polyline class=measured").doesNotContain("NaN", "Infinity");
    }

    @Test
    void shouldSendNoMorePacketsThanPromisedWhenAClusterRests() {
        ScalePoint point = Scale.measure(40);

        assertThat(point.messagesPerSecond()).isBetween(2.0, point.promisedMessagesPerSecond());
    }
}

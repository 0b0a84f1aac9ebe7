package io.clusterjar.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitBrainTimelineTest {
    @TempDir
    Path directory;

    @Test
    void shouldLoseWhatTheCutOffMasterPromisedAndWriteThePage() throws IOException {
        Printed out = new Printed();

        int status = Main.run(
                new String[] {"timeline", directory.resolve("run.html").toString()},
                out.stream(),
                out.stream(),
                new CountDownLatch(0));

        assertThat(status).isEqualTo(Main.OK);
        assertThat(out.text()).contains("is elected master", "VIOLATION: ").contains("run.html, and .jsonl beside it");
        assertThat(Files.readString(directory.resolve("run.html"))).startsWith("<!DOCTYPE html>");
        assertThat(Files.readString(directory.resolve("run.jsonl"))).contains("writes that z1 was promised are lost");
    }

    @Test
    void shouldWriteTheSamePageWhenPlayedAgain() throws IOException {
        SplitBrainTimeline.Outcome first = SplitBrainTimeline.play(directory.resolve("a"));
        SplitBrainTimeline.Outcome second = SplitBrainTimeline.play(directory.resolve("b"));

        assertThat(first.asExpected()).isTrue();
        assertThat(Files.readString(second.page())).isEqualTo(Files.readString(first.page()));
    }
}

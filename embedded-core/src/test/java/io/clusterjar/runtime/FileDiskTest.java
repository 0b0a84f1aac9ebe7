package io.clusterjar.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clusterjar.persistence.Disk;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDiskTest {
    @TempDir
    Path directory;

    @Test
    void shouldReadWhatWasReplaced() {
        try (FileDisk disk = new FileDisk(directory.resolve("node"))) {
            assertThat(disk.read("nodes.conf")).isNull();
            disk.replace("nodes.conf", Recorder.bytes("old and long"));
            disk.replace("nodes.conf", Recorder.bytes("new"));
            disk.replace("appendonlydir/base.rdb", Recorder.bytes("base"));
            assertThat(disk.read("nodes.conf")).isEqualTo(Recorder.bytes("new"));
            assertThat(disk.list()).containsExactly("appendonlydir/base.rdb", "nodes.conf");
            disk.delete("nodes.conf");
            disk.delete("nodes.conf");
            assertThat(disk.list()).containsExactly("appendonlydir/base.rdb");
        }
    }

    @Test
    void shouldAppendAfterWhatIsThereAndCut() {
        try (FileDisk disk = new FileDisk(directory)) {
            append(disk, "one");
            Disk.Appender appender = disk.append("log");
            appender.write(Recorder.bytes("-two-"), 1, 3);
            appender.sync();
            assertThat(appender.lengthBytes()).isEqualTo(6);
            appender.truncate(4);
            appender.write(Recorder.bytes("!"), 0, 1);
            appender.close();
            assertThat(disk.read("log")).isEqualTo(Recorder.bytes("onet!"));
        }
    }

    private static void append(Disk disk, String text) {
        Disk.Appender appender = disk.append("log");
        appender.write(Recorder.bytes(text), 0, text.length());
        appender.close();
    }

    @Test
    void shouldRefuseADirectoryThatIsInUse() {
        try (FileDisk disk = new FileDisk(directory)) {
            assertThatThrownBy(() -> new FileDisk(directory))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(disk.path());
        }
        new FileDisk(directory).close();
    }

    @Test
    void shouldRefuseNamesThatLeadOut() {
        try (FileDisk disk = new FileDisk(directory)) {
            assertThatThrownBy(() -> disk.read("../secret")).isInstanceOf(IllegalArgumentException.class);
        }
    }
}

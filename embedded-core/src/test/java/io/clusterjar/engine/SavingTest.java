package io.clusterjar.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clusterjar.base.Bytes;
import io.clusterjar.engine.saving.SaveCommands;
import io.clusterjar.engine.saving.Saving;
import io.clusterjar.persistence.CorruptRdb;
import io.clusterjar.persistence.Disk;
import io.clusterjar.persistence.MemoryDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SavingTest {
    private final MemoryDisk disk = new MemoryDisk("/data");

    private static final class Node {
        final EngineFixture world;
        final Saving saving;
        final EngineFixture.Client client;

        Node(Disk disk, String... settings) {
            SaveCommands commands = new SaveCommands();
            world = new EngineFixture(List.of(settings), commands);
            saving = new Saving(world.engine(), world.config(), disk, List::of);
            commands.attach(saving);
            client = world.client();
            saving.start();
        }

        String call(String line) {
            String reply = client.call(line);
            return reply.substring(0, reply.length() - "\\r\\n".length());
        }
    }

    @Test
    void shouldLoadWhatWasSaved() {
        Node node = new Node(disk);
        node.call("SET k v");
        node.call("SET t v PX 100000");
        assertThat(node.call("SAVE")).isEqualTo("+OK");
        assertThat(node.world.engine().dirty()).isZero();
        Node again = new Node(disk);
        assertThat(again.saving.load()).isEmpty();
        assertThat(again.call("GET k")).isEqualTo("$1\\r\\nv");
        assertThat(again.world.engine().databases().db(0).expiresCount()).isEqualTo(1);
        assertThat(again.saving.lastLoaded()).isEqualTo(2);
    }

    @Test
    void shouldTakeTheDataOfTheMomentWhenItSavesInTheBackground() {
        Node node = new Node(disk);
        node.call("SET k before");
        assertThat(node.call("BGSAVE")).isEqualTo("+Background saving started");
        assertThat(node.call("BGSAVE")).isEqualTo("-ERR Background save already in progress");
        assertThat(node.call("SAVE")).isEqualTo("-ERR Background save already in progress");
        node.call("SET k after");
        assertThat(disk.read("dump.rdb")).isNull();
        node.world.advance(5);
        assertThat(node.saving.inProgress()).isFalse();
        assertThat(node.world.engine().dirty()).isEqualTo(1);
        Node again = new Node(disk);
        again.saving.load();
        assertThat(again.call("GET k")).isEqualTo("$6\\r\\nbefore");
    }

    @Test
    void shouldSaveAfterATransactionWhenAskedWithin() {
        Node node = new Node(disk);
        node.call("MULTI");
        node.call("BGSAVE");
        assertThat(node.call("EXEC")).contains("Background saving scheduled");
        node.world.advance(200);
        assertThat(node.saving.saves()).isEqualTo(1);
        assertThat(node.call("BGSAVE NOW")).isEqualTo("-ERR syntax error");
        assertThat(node.call("BGSAVE SCHEDULE")).isEqualTo("+Background saving started");
    }

    @Test
    void shouldSaveWhenASavePointIsReached() {
        Node node = new Node(disk, "save=10 2");
        long began = node.saving.lastSaveSeconds();
        assertThat(node.call("LASTSAVE")).isEqualTo(":" + began);
        node.call("SET a 1");
        node.world.advance(20_000);
        assertThat(node.saving.saves()).isZero();
        node.call("SET b 1");
        node.world.advance(1500);
        assertThat(node.saving.saves()).isEqualTo(1);
        assertThat(node.saving.lastSaveSeconds()).isBetween(began + 20, began + 22);
        node.world.advance(60_000);
        assertThat(node.saving.saves()).isEqualTo(1);
    }

    @Test
    void shouldSayThatSavingFailed() {
        Node node = new Node(new FullDisk(), "save=1 1");
        node.call("SET a 1");
        assertThat(node.call("SAVE")).isEqualTo("-ERR");
        assertThat(node.saving.lastFailed()).isTrue();
        assertThat(node.world.engine().dirty()).isEqualTo(1);
        assertThat(node.saving.inProgress()).isFalse();
    }

    @Test
    void shouldRefuseToLoadADamagedFileAndLeaveIt() {
        Node node = new Node(disk);
        node.call("SET k v");
        node.call("SAVE");
        byte[] file = disk.read("dump.rdb");
        assertThat(file).isNotNull();
        file[file.length - 1] ^= 1;
        disk.replace("dump.rdb", file);
        Node again = new Node(disk);
        assertThatThrownBy(again.saving::load)
                .isInstanceOf(CorruptRdb.class)
                .hasMessage("dump.rdb: wrong checksum at byte " + (file.length - 8));
        assertThat(Bytes.hex(disk.read("dump.rdb"))).isEqualTo(Bytes.hex(file));
        assertThat(new Node(new MemoryDisk("/other")).saving.load()).isNull();
    }

    private static final class FullDisk implements Disk {
        private final MemoryDisk empty = new MemoryDisk("/full");

        @Override
        public byte[] read(String name) {
            return null;
        }

        @Override
        public void replace(String name, byte[] content) {
            throw new UncheckedIOException(new IOException("No space left on device"));
        }

        @Override
        public Appender append(String name) {
            return empty.append(name);
        }

        @Override
        public void delete(String name) {}

        @Override
        public List<String> list() {
            return List.of();
        }

        @Override
        public String path() {
            return "/full";
        }
    }
}

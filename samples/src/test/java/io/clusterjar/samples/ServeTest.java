package io.clusterjar.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

@Timeout(60)
class ServeTest {
    private static final String READY = "Ctrl-C ends it.";
    private static final int SIGTERM_STATUS = 143;

    @Test
    void shouldServeAClusterOnTheChosenPortsUntilInterrupted() throws Exception {
        int port = FreePorts.consecutive(4);
        try (Served served =
                new Served("--port=" + port, "--masters", "2", "--replicas", "1", "--config", "maxmemory=100mb")) {
            assertThat(served.description())
                    .contains("127.0.0.1:" + port + "  master of slots 0-8191")
                    .contains("127.0.0.1:" + (port + 1) + "  master of slots 8192-16383")
                    .contains("127.0.0.1:" + (port + 2) + "  replica of 127.0.0.1:" + port)
                    .contains("127.0.0.1:" + (port + 3) + "  replica of 127.0.0.1:" + (port + 1))
                    .contains("redis-cli -c -p " + port);
            try (Jedis jedis = new Jedis("127.0.0.1", port + 1)) {
                assertThat(jedis.clusterInfo()).contains("cluster_state:ok", "cluster_known_nodes:4");
                assertThat(jedis.set("foo", "bar")).isEqualTo("OK");
                assertThat(jedis.configGet("maxmemory")).containsEntry("maxmemory", "104857600");
            }
            assertThat(served.end()).isEqualTo(Main.OK);
            assertThat(served.errors()).isEmpty();
        }
        assertThat(FreePorts.areFree(port, 4)).isTrue();
    }

    @Test
    void shouldServeOneMasterWithReplicasBehindAPasswordWhenStandalone() throws Exception {
        int port = FreePorts.consecutive(2);
        try (Served served =
                new Served("--standalone", "--port", "" + port, "--replicas", "1", "--password", "secret")) {
            assertThat(served.description())
                    .contains("127.0.0.1:" + port + "  master\n")
                    .contains("127.0.0.1:" + (port + 1) + "  replica of 127.0.0.1:" + port)
                    .contains("redis-cli -p " + port + " -a secret");
            try (Jedis jedis = new Jedis("127.0.0.1", port)) {
                assertThatThrownBy(() -> jedis.get("foo"))
                        .isInstanceOf(JedisDataException.class)
                        .hasMessageStartingWith("NOAUTH");
                assertThat(jedis.auth("secret")).isEqualTo("OK");
                assertThat(jedis.info("replication")).contains("role:master", "connected_slaves:1");
                assertThat(jedis.info("cluster")).contains("cluster_enabled:0");
            }
            assertThat(served.end()).isEqualTo(Main.OK);
        }
        assertThat(FreePorts.areFree(port, 2)).isTrue();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void shouldEndQuietlyAndFreeItsPortWhenTerminated(@TempDir Path directory) throws Exception {
        int port = FreePorts.consecutive(1);
        Path errors = directory.resolve("stderr");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        "--standalone",
                        "--port=" + port)
                .redirectError(errors.toFile())
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line;
            do {
                line = out.readLine();
            } while (line != null && !line.equals(READY));
            assertThat(line).isEqualTo(READY);
            process.destroy();
            assertThat(process.waitFor()).isEqualTo(SIGTERM_STATUS);
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(errors)).doesNotContain("Exception", "clusterjar:");
        assertThat(FreePorts.areFree(port, 1)).isTrue();
    }

    /** {@code serve} on a thread of its own. */
    private static final class Served implements AutoCloseable {
        private final Printed out = new Printed();
        private final Printed err = new Printed();
        private final CountDownLatch interrupted = new CountDownLatch(1);
        private final CompletableFuture<Void> ready = new CompletableFuture<>();
        private final CompletableFuture<Integer> status;

        Served(String... options) throws Exception {
            List<String> words = new ArrayList<>(List.of("serve"));
            words.addAll(List.of(options));
            FlushWatch watch = new FlushWatch(out.stream(), () -> {
                if (out.text().contains(READY)) {
                    ready.complete(null);
                }
            });
            status = CompletableFuture.supplyAsync(
                    () -> Main.run(words.toArray(String[]::new), watch, err.stream(), interrupted));
            try {
                CompletableFuture.anyOf(ready, status).get(30, TimeUnit.SECONDS);
                assertThat(ready).as(() -> "ready; stderr: " + err.text()).isDone();
            } catch (Exception | AssertionError e) {
                interrupted.countDown();
                throw e;
            }
        }

        String description() {
            return out.text();
        }

        String errors() {
            return err.text();
        }

        int end() throws Exception {
            interrupted.countDown();
            return status.get(30, TimeUnit.SECONDS);
        }

        @Override
        public void close() throws IOException {
            interrupted.countDown();
            status.join();
        }
    }
}

package io.clusterjar.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A real {@code redis-server} on a free port of the loopback interface, in a directory of its own and without
 * persistence. Tests ask it what the right answer is.
 *
 * <p>Where the binary is missing the test is skipped, and says so.
 */
public final class RealRedis implements AutoCloseable {
    private static final long START_TIMEOUT_MS = 10_000;
    /** Why a test is skipped. */
    static final String MISSING = "skipped: redis-server is not on the PATH, nothing to compare with";

    private static final int ATTEMPTS = 5;

    private final Process process;
    private final Path directory;
    private final int port;

    private RealRedis(Process process, Path directory, int port) {
        this.process = process;
        this.directory = directory;
        this.port = port;
    }

    /** Whether {@code redis-server} is on the PATH. */
    public static boolean available() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .anyMatch(dir -> Files.isExecutable(Path.of(dir, "redis-server")));
    }

    /**
     * Starts a server and waits until it answers.
     *
     * @param options further words of the command line, as in {@code "--hash-max-listpack-entries", "4"}
     */
    public static RealRedis start(String... options) {
        Assumptions.assumeTrue(available(), MISSING);
        for (int attempt = 1; ; attempt++) {
            try {
                return tryStart(options);
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new UncheckedIOException("redis-server does not start", e);
                }
            }
        }
    }

    private static RealRedis tryStart(String... options) throws IOException {
        int port = freePort();
        Path directory = Files.createTempDirectory("real-redis");
        List<String> words = new ArrayList<>(List.of("redis-server", "--port", Integer.toString(port)));
        words.addAll(List.of("--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", directory.toString()));
        words.addAll(List.of("--logfile", directory.resolve("redis.log").toString()));
        words.addAll(List.of(options));
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        RealRedis redis = new RealRedis(process, directory, port);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        try {
            redis.awaitAnswer();
        } catch (IOException e) {
            redis.close();
            throw e;
        }
        return redis;
    }

    /** A port that was free a moment ago: the one asked for by {@code clusterjar.test.redis.port}, or any. */
    private static int freePort() throws IOException {
        for (int port = Integer.getInteger("clusterjar.test.redis.port", 0); port != 0; port++) {
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (java.net.BindException taken) {
                continue;
            }
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer() throws IOException {
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_TIMEOUT_MS);
        while (true) {
            try (RespClient client = connect()) {
                client.call("PING");
                return;
            } catch (UncheckedIOException notYet) {
                if (!process.isAlive() || System.nanoTime() > deadlineNs) {
                    throw new IOException("no answer on port=" + port + ": " + log(), notYet);
                }
                java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
            }
        }
    }

    private String log() throws IOException {
        Path file = directory.resolve("redis.log");
        return Files.exists(file) ? Files.readString(file) : "(no log)";
    }

    /** Its port on the loopback interface. */
    public int port() {
        return port;
    }

    /** Its version, as in {@code 7.0.15}. */
    public String version() {
        try (RespClient client = connect()) {
            String info = client.call("INFO", "server");
            int at = info.indexOf("redis_version:") + "redis_version:".length();
            return info.substring(at, info.indexOf('\r', at));
        }
    }

    /** A new connection. */
    public RespClient connect() {
        try {
            return new RespClient(new Socket(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the server and deletes its directory. Closing twice is fine. */
    @Override
    public void close() {
        if (!Files.exists(directory)) {
            return;
        }
        process.destroyForcibly();
        try {
            process.waitFor(START_TIMEOUT_MS, TimeUnit.MILLISECONDS);
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "redis-server " + Map.of("port", port);
    }
}

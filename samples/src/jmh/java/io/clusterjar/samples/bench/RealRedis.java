package io.clusterjar.samples.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Processes of the real thing to compare with, on loopback, without persistence. Closing ends them and removes their files. */
final class RealRedis implements AutoCloseable {
    private static final long GIVE_UP_NS = 60_000_000_000L;

    private final Path directory;
    private final List<Process> processes = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();

    RealRedis() throws IOException {
        directory = Files.createTempDirectory("redis");
    }

    /** Whether redis-server, redis-cli and redis-benchmark can be called. */
    static boolean isInstalled() throws IOException, InterruptedException {
        for (String tool : List.of("redis-server", "redis-cli", "redis-benchmark")) {
            try {
                run(tool, "--version");
            } catch (IOException e) {
                System.out.println("without " + tool + " (" + e.getMessage() + ")");
                return false;
            }
        }
        return true;
    }

    /** Starts one server; its port. */
    int start(boolean clustered) throws IOException, InterruptedException {
        int port = freePort();
        Path home = Files.createDirectory(directory.resolve("port-" + port));
        List<String> command = new ArrayList<>(List.of("redis-server", "--port", "" + port, "--bind", "127.0.0.1"));
        command.addAll(List.of("--save", "", "--appendonly", "no", "--dir", home.toString()));
        if (clustered) {
            command.addAll(List.of("--cluster-enabled", "yes"));
        }
        processes.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile())
                .start());
        ports.add(port);
        return port;
    }

    /** Waits until all answer. */
    void awaitPongs() throws IOException, InterruptedException {
        for (int port : ports) {
            awaitAnswer(port, "+PONG", "PING");
        }
    }

    /** Joins six servers, three masters with a replica each, and waits until all say that all is well. */
    void join() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("redis-cli", "--cluster", "create"));
        ports.forEach(port -> command.add("127.0.0.1:" + port));
        command.addAll(List.of("--cluster-replicas", "1", "--cluster-yes"));
        run(command.toArray(String[]::new));
        for (int port : ports) {
            awaitAnswer(port, "cluster_state:ok", "CLUSTER INFO");
        }
    }

    private static void awaitAnswer(int port, String wanted, String request) throws IOException, InterruptedException {
        long endNs = System.nanoTime() + GIVE_UP_NS;
        while (System.nanoTime() - endNs < 0) {
            try (java.net.Socket socket = new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.US_ASCII));
                byte[] answer = new byte[2048];
                int length = socket.getInputStream().read(answer);
                if (new String(answer, 0, Math.max(0, length), StandardCharsets.US_ASCII).contains(wanted)) {
                    return;
                }
            } catch (java.net.ConnectException e) {
                Thread.onSpinWait(); // not yet listening
            }
            Thread.sleep(1);
        }
        throw new IllegalStateException("port " + port + " never answered " + wanted);
    }

    /** CPU time that all have used. */
    long cpuNs() {
        return processes.stream()
                .mapToLong(process ->
                        process.info().totalCpuDuration().orElseThrow().toNanos())
                .sum();
    }

    /** Runs a tool to its end; what it printed. */
    static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output;
        try (InputStream in = process.getInputStream()) {
            output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ":\n" + output);
        }
        return output;
    }

    /** A port that is free, as is the one that a cluster's bus would take. */
    private static int freePort() throws IOException {
        while (true) {
            try (ServerSocket probe = new ServerSocket(0)) {
                if (probe.getLocalPort() > 50_000) {
                    continue;
                }
                try (ServerSocket bus = new ServerSocket(probe.getLocalPort() + 10_000)) {
                    return bus.getLocalPort() - 10_000;
                }
            } catch (java.net.BindException e) {
                Thread.onSpinWait(); // the bus port is taken: another one
            }
        }
    }

    @Override
    public void close() throws IOException {
        processes.forEach(Process::destroyForcibly);
        for (Process process : processes) {
            process.onExit().join();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

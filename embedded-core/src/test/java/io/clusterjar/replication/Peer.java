package io.clusterjar.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.testing.RespClient;
import io.clusterjar.testing.RespText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Asks a server, ours or a real one, how its replication stands. */
final class Peer implements AutoCloseable {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(20);

    private final RespClient client;
    private final int port;

    Peer(int port) {
        this.port = port;
        client = connect(port);
    }

    static RespClient connect(int port) {
        try {
            return new RespClient(new Socket(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    RespClient client() {
        return client;
    }

    String call(String line) {
        return client.call(line.split(" "));
    }

    /** A field of {@code INFO}; empty when it is not there. */
    String info(String field) {
        for (String line : call("INFO ALL").split("\r\n")) {
            if (line.startsWith(field + ":")) {
                return line.substring(field.length() + 1);
            }
        }
        return "";
    }

    long number(String field) {
        return Long.parseLong(info(field));
    }

    /** All keys with their databases, types, and digests; last the digest of all. Equal for equal data. */
    String data() {
        StringBuilder all = new StringBuilder();
        for (int db = 0; db < 16; db++) {
            call("SELECT " + db);
            for (byte[] key : keys()) {
                String name = new String(key, StandardCharsets.ISO_8859_1);
                all.append(db)
                        .append(' ')
                        .append(name)
                        .append(' ')
                        .append(call("TYPE " + name).strip());
                all.append(' ').append(call("DEBUG DIGEST-VALUE " + name).substring(4));
            }
        }
        call("SELECT 0");
        return all.append(call("DEBUG DIGEST")).toString();
    }

    private byte[][] keys() {
        byte[][] keys = RespText.wordsOf(client.call("KEYS".getBytes(StandardCharsets.ISO_8859_1), new byte[] {'*'}));
        Arrays.sort(keys, Arrays::compare);
        return keys;
    }

    /** Waits until this one, a replica, is in sync and has all of {@code master}'s stream. */
    void awaitSameAs(Peer master) {
        await("link up", () -> info("master_link_status").equals("up"));
        await("all of the stream", () -> number("master_repl_offset") == master.number("master_repl_offset"));
        assertThat(info("master_replid")).isEqualTo(master.info("master_replid"));
    }

    void await(String what, BooleanSupplier done) {
        long endNs = System.nanoTime() + PATIENCE_NS;
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as(() -> what + ":\n" + call("INFO replication"))
                    .isLessThan(endNs);
            LockSupport.parkNanos(2_000_000);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}

package io.clusterjar;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks at ports of the loopback interface. */
final class Ports {
    private static final int BUS_OFFSET = 10_000;

    private Ports() {}

    /** Fails unless somebody else could listen on each of {@code ports} now. */
    static void assertFree(int... ports) {
        for (int port : ports) {
            assertThatCode(() -> listen(port).close()).as("port " + port).doesNotThrowAnyException();
        }
    }

    /** Listens on a port, as a stranger would. */
    static ServerSocket listen(int port) throws java.io.IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
        return socket;
    }

    /** The first of {@code count} ports in a row that are free now, and whose bus ports exist. */
    static int freeRow(int count) throws java.io.IOException {
        for (int first = 20_100; first + count < 65_536 - BUS_OFFSET; first += count) {
            if (isFree(first, count)) {
                return first;
            }
        }
        throw new java.io.IOException("no " + count + " free ports in a row");
    }

    private static boolean isFree(int first, int count) {
        for (int port = first; port < first + count; port++) {
            try (ServerSocket socket = listen(port)) {
                socket.getLocalPort();
            } catch (java.io.IOException taken) {
                return false;
            }
        }
        return true;
    }
}

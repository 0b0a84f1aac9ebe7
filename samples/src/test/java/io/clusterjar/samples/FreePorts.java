package io.clusterjar.samples;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports that nobody listens on, below those that the system hands out. */
final class FreePorts {
    private static final int FIRST = 20_000;
    private static final int COUNT = 12_000;

    private FreePorts() {}

    /** The first of {@code count} free ports in a row. */
    static int consecutive(int count) {
        // Another JVM that looks for ports at the same time begins elsewhere.
        int begin = (int) (ProcessHandle.current().pid() * 31 % (COUNT - count));
        for (int port = FIRST + begin; port < FIRST + COUNT - count; port++) {
            if (areFree(port, count)) {
                return port;
            }
        }
        throw new IllegalStateException("no " + count + " ports in a row are free");
    }

    /** Whether all of {@code count} ports from {@code first} on can be listened on. */
    static boolean areFree(int first, int count) {
        for (int port = first; port < first + count; port++) {
            try (ServerSocket socket = occupy(port)) {
                if (!socket.isBound()) {
                    return false;
                }
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }

    /** Takes a port until closed. */
    static ServerSocket occupy(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }
}

package io.clusterjar.replication;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Relays connections to a server of ours and says of the RDB that goes by that it is of version 10, as Redis 7.0 writes it. */
final class OlderRdb implements AutoCloseable {
    private static final String OURS = "REDIS0011";
    private static final String OLDER = "REDIS0010";

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;

    OlderRdb(int target) throws IOException {
        this.target = target;
        start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "older-rdb");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket replica = door.accept();
                Socket master = new Socket(InetAddress.getLoopbackAddress(), target);
                start(() -> relay(replica, master, false));
                start(() -> relay(master, replica, true));
            }
        } catch (IOException closed) {
            return; // by the test's end
        }
    }

    private static void relay(Socket from, Socket to, boolean older) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[64 * 1024];
            boolean seen = !older;
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                String text = seen ? "" : new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
                if (text.contains(OURS)) {
                    System.arraycopy(
                            text.replace(OURS, OLDER).getBytes(StandardCharsets.ISO_8859_1), 0, buffer, 0, count);
                    seen = true;
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException cut) {
            return; // one side has gone, the other goes too
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}

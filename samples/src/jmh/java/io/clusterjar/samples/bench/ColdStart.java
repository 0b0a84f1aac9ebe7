package io.clusterjar.samples.bench;

import io.clusterjar.EmbeddedCluster;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** What a JVM that does nothing else needs: start six nodes, write once over TCP, end. Measured from outside. */
public final class ColdStart {
    private ColdStart() {}

    /** Starts, writes, and prints the server's answer. */
    public static void main(String[] args) throws IOException {
        try (EmbeddedCluster cluster = EmbeddedCluster.builder()
                .masters(3)
                .replicasPerMaster(1)
                .name("cold")
                .start()) {
            System.out.println(write(cluster.masterOf("k").socketAddress(), "k"));
        }
    }

    /** Writes a key through a socket; the answer without its line end. */
    static String write(InetSocketAddress node, String key) throws IOException {
        try (Socket socket = new Socket(node.getAddress(), node.getPort())) {
            socket.getOutputStream().write(("SET " + key + " v\r\n").getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[256];
            int length = socket.getInputStream().read(answer);
            return new String(answer, 0, Math.max(0, length), StandardCharsets.US_ASCII).strip();
        }
    }
}

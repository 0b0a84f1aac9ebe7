package io.clusterjar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class KeptPortsTest {
    @Test
    void shouldKeepThePortAndRefuseClientsWhenANodeIsDown() throws IOException {
        int port;
        try (EmbeddedRedis redis = EmbeddedRedis.builder().start()) {
            port = redis.port();
            redis.master().crash();
            assertThatThrownBy(() -> bind(port).close()).isInstanceOf(BindException.class);
            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                    .isInstanceOf(ConnectException.class);
            redis.master().restart();
            assertThat(redis.port()).isEqualTo(port);
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            redis.master().crash();
        }
        bind(port).close();
    }

    private static ServerSocket bind(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(false);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }
}

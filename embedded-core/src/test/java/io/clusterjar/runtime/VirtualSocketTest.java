package io.clusterjar.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clusterjar.net.Address;
import io.clusterjar.net.CutMode;
import io.clusterjar.net.Net;
import io.clusterjar.net.virtual.Fault;
import io.clusterjar.net.virtual.Links;
import io.clusterjar.net.virtual.Rules;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VirtualSocketTest {
    private final SteppedWorld world = new SteppedWorld(42);
    private final NodeHost server = world.host("server");
    private final VirtualClient client = world.client("c1");
    private final List<Recorder> accepted = new ArrayList<>();
    private Address address;

    @BeforeEach
    void listen() {
        Net.Listener listener = world.call(server, () -> server.net().listen(new Address("127.0.0.1", 0), stream -> {
            Recorder recorder = new Recorder(true);
            recorder.stream = stream;
            accepted.add(recorder);
            return recorder;
        }));
        address = listener.address();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Socket connected() throws IOException {
        Socket socket = client.socket();
        socket.connect(new InetSocketAddress(address.host(), address.port()), 2_000);
        return socket;
    }

    private long nowMs() {
        return world.time().nowNs() / 1_000_000;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String read(Socket socket, int lengthBytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(lengthBytes), StandardCharsets.US_ASCII);
    }

    @Test
    void shouldEchoWhenAStrandWritesAndReads() throws Exception {
        List<String> seen = new ArrayList<>();
        world.network().apply(Links.between("client:c1", "server"), Rules.latency(Duration.ofMillis(5), Duration.ZERO));
        world.strands().start("c1", () -> {
            try (Socket socket = connected()) {
                write(socket, "hello");
                seen.add(read(socket, 5) + " at " + nowMs());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        world.advance(Duration.ofSeconds(1));
        assertThat(seen).containsExactly("hello at 20");
        assertThat(accepted.get(0).events).contains("END_OF_STREAM");
    }

    @Test
    void shouldTellItsStateWhenItLives() throws Exception {
        Socket socket = client.socket();
        assertThat(socket.isConnected()).isFalse();
        assertThatThrownBy(socket::getInputStream).isInstanceOf(SocketException.class);
        socket.connect(new InetSocketAddress(address.host(), address.port()));
        assertThat(socket.isConnected()).isTrue();
        assertThat(socket.isBound()).isTrue();
        assertThat(socket.getPort()).isEqualTo(address.port());
        assertThat(socket.getLocalPort()).isPositive();
        socket.setSoTimeout(70);
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        socket.setReuseAddress(true);
        socket.setSoLinger(true, 0);
        assertThat(socket.getSoTimeout()).isEqualTo(70);
        assertThat(socket.getTcpNoDelay()).isTrue();
        socket.close();
        assertThat(socket.isClosed()).isTrue();
        assertThatThrownBy(() -> write(socket, "x")).isInstanceOf(SocketException.class);
    }

    @Test
    void shouldTimeOutInVirtualTimeWhenNothingIsThereToRead() throws Exception {
        Socket socket = connected();
        socket.setSoTimeout(1_500);
        long before = nowMs();
        assertThatThrownBy(() -> read(socket, 1))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessage("Read timed out");
        assertThat(nowMs() - before).isEqualTo(1_500);
        write(socket, "still there");
        assertThat(read(socket, 11)).isEqualTo("still there");
    }

    @Test
    void shouldThrowWhenItIsReset() throws Exception {
        Socket socket = connected();
        world.network().reset(Links.between("client:c1", "server"));
        assertThatThrownBy(() -> read(socket, 1))
                .isInstanceOf(SocketException.class)
                .hasMessage("Connection reset");
        assertThatThrownBy(() -> write(socket, "x"))
                .isInstanceOf(SocketException.class)
                .hasMessage("Broken pipe");
    }

    @Test
    void shouldThrowOnceWhenNobodyAcknowledgesWhatItWrote() throws Exception {
        Socket socket = connected();
        world.network().isolate("server", CutMode.BLACKHOLE);
        write(socket, "x");
        long before = nowMs();
        assertThatThrownBy(() -> read(socket, 1))
                .isInstanceOf(SocketException.class)
                .hasMessage("Connection timed out");
        assertThat(nowMs() - before).isEqualTo(924_600);
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
        assertThatThrownBy(() -> write(socket, "x"))
                .isInstanceOf(SocketException.class)
                .hasMessage("Broken pipe");
    }

    @Test
    void shouldTimeOutByItselfWhenTheServersMachineHasNoPower() {
        server.losePower();
        long before = nowMs();
        assertThatThrownBy(() -> client.socket().connect(new InetSocketAddress(address.host(), address.port())))
                .isInstanceOf(ConnectException.class)
                .hasMessage("Connection timed out");
        assertThat(nowMs() - before).isEqualTo(127_000);
    }

    @Test
    void shouldTimeOutWhenItIsKeptAliveAndTheServersMachineHasNoPower() throws Exception {
        Socket socket = connected();
        socket.setKeepAlive(true);
        server.losePower();
        long before = nowMs();
        assertThatThrownBy(() -> read(socket, 1)).hasMessage("Connection timed out");
        assertThat(nowMs() - before).isEqualTo(7_875_000);
    }

    @Test
    void shouldWriteOnceInVainWhenTheServerWasKilled() throws Exception {
        Socket socket = connected();
        server.kill();
        world.settle();
        write(socket, "taken by the kernel");
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
        assertThatThrownBy(() -> write(socket, "x"))
                .isInstanceOf(SocketException.class)
                .hasMessage("Broken pipe");
    }

    @Test
    void shouldSendNothingAgainWhenItIsClosedWithoutLingering() throws Exception {
        Socket lingering = connected();
        Socket resetting = connected();
        resetting.setSoLinger(true, 0);
        Fault cut = world.network().isolate("server", CutMode.BLACKHOLE);
        write(lingering, "x");
        write(resetting, "x");
        world.settle();
        lingering.close();
        resetting.close();
        world.settle();
        cut.close();
        world.advance(Duration.ofSeconds(1));
        assertThat(accepted.get(0).events).containsExactly("x", "END_OF_STREAM");
        assertThat(accepted.get(1).events).isEmpty();
    }

    @Test
    void shouldResetWhenItIsClosedWithoutLingering() throws Exception {
        Socket socket = connected();
        socket.setSoLinger(true, 0);
        socket.close();
        world.settle();
        assertThat(accepted.get(0).events).containsExactly("RESET");
    }

    @Test
    void shouldEndWhenTheServerCloses() throws Exception {
        Socket socket = connected();
        world.call(server, () -> {
            accepted.get(0).stream.write(new byte[] {'b', 'y', 'e'}, 0, 3);
            accepted.get(0).stream.close();
            return "closed";
        });
        assertThat(read(socket, 10)).isEqualTo("bye");
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void shouldBeRefusedWhenNobodyListens() {
        Socket socket = client.socket();
        assertThatThrownBy(() -> socket.connect(new InetSocketAddress("127.0.0.1", 1), 1_000))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("Connection refused");
        server.kill();
        assertThatThrownBy(this::connected).isInstanceOf(ConnectException.class);
    }

    @Test
    void shouldTimeOutConnectingWhenTheServerIsBehindABlackHole() {
        try (Fault cut = world.network().isolate("server", CutMode.BLACKHOLE)) {
            long before = nowMs();
            assertThatThrownBy(this::connected)
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessageContaining("timed out");
            assertThat(nowMs() - before).isEqualTo(2_000);
            assertThat(cut.isActive()).isTrue();
        }
    }

    @Test
    void shouldReachOnlyItsNodeWhenPlacedWithIt() throws Exception {
        world.network().place("client:c1", "server");
        try (Fault cut = world.network().isolate("server", CutMode.BLACKHOLE)) {
            Socket socket = connected();
            write(socket, "hi");
            assertThat(read(socket, 2)).isEqualTo("hi");
            assertThat(cut.isActive()).isTrue();
        }
    }

    @Test
    void shouldWakeTheReaderWhenAnotherStrandClosesTheSocket() throws Exception {
        List<String> seen = new ArrayList<>();
        Socket socket = connected();
        world.strands().start("reader", () -> {
            try {
                read(socket, 1);
            } catch (IOException e) {
                seen.add(e.getMessage());
            }
        });
        world.strands().start("closer", () -> {
            world.strands().sleep(Duration.ofMillis(3));
            try {
                socket.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        world.advance(Duration.ofSeconds(1));
        assertThat(seen).singleElement().asString().containsIgnoringCase("closed");
    }
}

package io.clusterjar.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clusterjar.net.Address;
import io.clusterjar.net.CutMode;
import io.clusterjar.net.Plane;
import io.clusterjar.net.virtual.Fault;
import io.clusterjar.net.virtual.Links;
import io.clusterjar.net.virtual.Rules;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a live world does besides: real sockets, real time, threads. Time is frozen unless a test lets it run. */
abstract class LiveSuite extends WorldSuite {
    private static final int PATIENCE_MS = 10_000;

    abstract int loopCount();

    @Override
    World create() {
        World live = new LiveWorld(getClass().getSimpleName(), 42, loopCount());
        live.time().freeze();
        return live;
    }

    static Socket open(Address to) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MS);
        socket.connect(new InetSocketAddress(to.host(), to.port()), PATIENCE_MS);
        return socket;
    }

    static String ask(Socket socket, String question) throws IOException {
        say(socket, question);
        return read(socket, question.length());
    }

    static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static String read(Socket socket, int length) throws IOException {
        return new String(socket.getInputStream().readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    private Address echo(NodeHost host) {
        return listen(host, Plane.CLIENT, true).address();
    }

    @Test
    void shouldServeRealClients() throws Exception {
        try (Socket client = open(echo(b))) {
            assertThat(ask(client, "PING")).isEqualTo("PING");
            String much = "x".repeat(3_000_000);
            Thread writer = new Thread(() -> {
                try {
                    say(client, much);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            writer.start();
            assertThat(read(client, much.length())).isEqualTo(much);
            writer.join();
        }
        assertThat(server().stream.local().port()).isPositive();
    }

    @Test
    void shouldHearWhenARealClientLeaves() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        Address at = world.call(b, () -> b.net()
                .listen(new Address("127.0.0.1", 0), stream -> new io.clusterjar.net.StreamHandler() {
                    @Override
                    public void onData(io.clusterjar.net.Stream from, byte[] bytes, int offset, int length) {}

                    @Override
                    public void onClose(io.clusterjar.net.Stream closed, io.clusterjar.net.CloseCause cause) {
                        if (cause == io.clusterjar.net.CloseCause.END_OF_STREAM) {
                            ended.countDown();
                        }
                    }
                })
                .address());
        open(at).close();
        assertThat(ended.await(PATIENCE_MS, TimeUnit.MILLISECONDS)).isTrue();
    }

    @Test
    void shouldSendWhatIsQueuedBeforeItCloses() throws Exception {
        byte[] much = new byte[4_000_000];
        Address at = world.call(b, () -> b.net()
                .listen(new Address("127.0.0.1", 0), stream -> {
                    stream.write(much, 0, much.length);
                    stream.close();
                    return new Recorder();
                })
                .address());
        try (Socket client = open(at)) {
            assertThat(client.getInputStream().readAllBytes()).hasSize(much.length);
        }
    }

    @Test
    void shouldReachAServerOutside() throws Exception {
        try (ServerSocket outside = new ServerSocket(0, 5, java.net.InetAddress.getLoopbackAddress())) {
            CountDownLatch heard = new CountDownLatch(2);
            Recorder recorder = new Recorder();
            world.call(a, () -> {
                recorder.stream = a.net()
                        .connect(
                                new Address("127.0.0.1", outside.getLocalPort()),
                                Plane.REPLICATION,
                                new io.clusterjar.net.StreamHandler() {
                                    @Override
                                    public void onOpen(io.clusterjar.net.Stream opened) {
                                        heard.countDown();
                                    }

                                    @Override
                                    public void onData(
                                            io.clusterjar.net.Stream from, byte[] bytes, int offset, int length) {
                                        recorder.onData(from, bytes, offset, length);
                                        heard.countDown();
                                    }

                                    @Override
                                    public void onClose(
                                            io.clusterjar.net.Stream closed, io.clusterjar.net.CloseCause cause) {}
                                });
                recorder.stream.write(Recorder.bytes("PSYNC"), 0, 5);
                return a;
            });
            try (Socket peer = outside.accept()) {
                peer.setSoTimeout(PATIENCE_MS);
                assertThat(read(peer, 5)).isEqualTo("PSYNC");
                say(peer, "+OK");
                assertThat(heard.await(PATIENCE_MS, TimeUnit.MILLISECONDS)).isTrue();
                assertThat(recorder.text).hasToString("+OK");
            }
        }
    }

    @Test
    void shouldLeaveSocketsAloneInABlackHole() throws Exception {
        Address at = echo(b);
        try (Socket client = open(at)) {
            assertThat(ask(client, "before")).isEqualTo("before");
            Fault cut = world.network().isolate("b", CutMode.BLACKHOLE);
            say(client, "during");
            try (Socket late = open(at)) {
                say(late, "late");
                pass(Duration.ofSeconds(30));
                assertThat(client.getInputStream().available()).isZero();
                assertThat(late.getInputStream().available()).isZero();
                assertThat(accepted).hasSize(1);
                cut.close();
                assertThat(read(client, 6)).isEqualTo("during");
                assertThat(read(late, 4)).isEqualTo("late");
            }
        }
    }

    @Test
    void shouldKeepRepliesWhenCutOnTheWayBackOnly() throws Exception {
        try (Socket client = open(echo(b))) {
            assertThat(ask(client, "before")).isEqualTo("before");
            Fault cut = world.network()
                    .cut(Links.between("b", ClientView.DEFAULT_ENDPOINT).oneWay(), CutMode.HOLD);
            say(client, "x");
            assertThat(world.time().advanceUntil(() -> server().text.length() == 7, Duration.ofHours(10)))
                    .isTrue();
            settle();
            assertThat(client.getInputStream().available()).isZero();
            cut.close();
            assertThat(read(client, 1)).isEqualTo("x");
        }
    }

    @Test
    void shouldResetSocketsUnderReset() throws Exception {
        Address at = echo(b);
        try (Socket client = open(at)) {
            assertThat(ask(client, "before")).isEqualTo("before");
            Fault cut = world.network().isolate("b", CutMode.RESET);
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
            assertThatThrownBy(() -> {
                        try (Socket late = open(at)) {
                            late.getInputStream().read();
                        }
                    })
                    .isInstanceOf(SocketException.class);
            cut.close();
        }
        try (Socket client = open(at)) {
            assertThat(ask(client, "after")).isEqualTo("after");
        }
    }

    @Test
    void shouldDelaySocketsInClusterTime() throws Exception {
        try (Socket client = open(echo(b))) {
            assertThat(ask(client, "before")).isEqualTo("before");
            world.network().apply(Links.all(), Rules.latency(Duration.ofSeconds(3), Duration.ZERO));
            long startNs = world.time().nowNs();
            say(client, "x");
            world.time().unfreeze();
            world.time().speed(1000);
            assertThat(read(client, 1)).isEqualTo("x");
            assertThat(world.time().nowNs() - startNs).isGreaterThanOrEqualTo(6_000_000_000L);
        }
    }

    @Test
    void shouldNotAnswerWhilePausedAndAnswerWhenResumed() throws Exception {
        Address at = echo(b);
        try (Socket client = open(at)) {
            assertThat(ask(client, "before")).isEqualTo("before");
            b.pause();
            say(client, "x");
            try (Socket late = open(at)) {
                say(late, "y");
                settle();
                assertThat(client.getInputStream().available()).isZero();
                assertThat(accepted).hasSize(1);
                b.resume();
                assertThat(read(client, 1)).isEqualTo("x");
                assertThat(read(late, 1)).isEqualTo("y");
            }
        }
    }

    @Test
    void shouldEndSocketsWhenKilledAndServeTheSamePortWhenHostedAgain() throws Exception {
        Address at = echo(b);
        try (Socket client = open(at)) {
            assertThat(ask(client, "before")).isEqualTo("before");
            b.kill();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        assertThatThrownBy(() -> open(at)).isInstanceOf(IOException.class);
        NodeHost again = world.host("b");
        world.call(again, () -> again.net().listen(at, stream -> new Recorder(true)));
        try (Socket client = open(at)) {
            assertThat(ask(client, "after")).isEqualTo("after");
        }
    }

    @Test
    void shouldBeSilentWithoutPowerAndResetOrServeWhenHostedAgain() throws Exception {
        Address at = echo(b);
        try (Socket client = open(at)) {
            assertThat(ask(client, "before")).isEqualTo("before");
            b.losePower();
            say(client, "during");
            try (Socket late = open(at)) {
                say(late, "late");
                pass(Duration.ofSeconds(30));
                assertThat(client.getInputStream().available()).isZero();
                assertThat(late.getInputStream().available()).isZero();
                NodeHost again = world.host("b");
                world.call(again, () -> again.net().listen(at, stream -> new Recorder(true)));
                assertThat(read(late, 4)).isEqualTo("late");
            }
            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessage("Connection reset");
        }
    }

    @Test
    void shouldLeaveNothingWhenTheWorldEndsBeforeThePowerIsBack() throws Exception {
        Address at = echo(b);
        try (Socket client = open(at)) {
            assertThat(ask(client, "before")).isEqualTo("before");
            b.losePower();
            world.close();
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        }
        assertThatThrownBy(() -> open(at)).isInstanceOf(IOException.class);
    }

    @Test
    void shouldGiveUpASocketThatAcknowledgesNothing() throws Exception {
        try (Socket client = open(echo(b))) {
            assertThat(ask(client, "before")).isEqualTo("before");
            Fault cut = world.network().isolate("b", CutMode.BLACKHOLE);
            write(b, server(), "anybody there?");
            pass(Duration.ofSeconds(924));
            assertThat(server().events).containsExactly("before");
            pass(Duration.ofSeconds(1));
            assertThat(server().events).containsExactly("before", "TIMED_OUT");
            client.setSoTimeout(20);
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            cut.close();
            client.setSoTimeout(10_000);
            say(client, "x");
            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessage("Connection reset");
        }
    }

    @Test
    void shouldNotGiveUpASocketWhenHealedInTime() throws Exception {
        try (Socket client = open(echo(b))) {
            assertThat(ask(client, "before")).isEqualTo("before");
            world.call(b, () -> {
                server().stream.keepAlive(300);
                return b;
            });
            Fault cut = world.network().isolate("b", CutMode.BLACKHOLE);
            write(b, server(), "late");
            pass(Duration.ofSeconds(599));
            cut.close();
            pass(Duration.ofHours(1));
            assertThat(read(client, 4)).isEqualTo("late");
            assertThat(server().events).doesNotContain("TIMED_OUT");
        }
    }

    @Test
    void shouldGiveUpAnIdleSocketThatIsKeptAlive() throws Exception {
        try (Socket client = open(echo(b))) {
            assertThat(ask(client, "before")).isEqualTo("before");
            world.call(b, () -> {
                server().stream.keepAlive(300);
                return b;
            });
            world.network().isolate("b", CutMode.BLACKHOLE);
            pass(Duration.ofSeconds(599));
            assertThat(server().events).containsExactly("before");
            pass(Duration.ofSeconds(1));
            assertThat(server().events).containsExactly("before", "TIMED_OUT");
        }
    }

    @Test
    void shouldSayTheEndOfAKilledProcessWhenTheLinkIsHealed() throws Exception {
        try (Socket client = open(echo(b))) {
            assertThat(ask(client, "before")).isEqualTo("before");
            Fault cut = world.network().isolate("b", CutMode.BLACKHOLE);
            b.kill();
            pass(Duration.ofSeconds(1));
            client.setSoTimeout(20);
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            cut.close();
            pass(Duration.ofSeconds(1));
            client.setSoTimeout(10_000);
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @SuppressWarnings("try") // closing it by hand is what is tested
    @Test
    void shouldGiveViewsPortsAndSidesOfTheirOwn() throws Exception {
        Address atA = echo(a);
        Address atB = echo(b);
        try (ClientView near = world.view("near");
                ClientView far = world.view("far")) {
            near.placeWith("b");
            assertThat(List.of(atA, atB, near.addressOf(atA), near.addressOf(atB), far.addressOf(atB)))
                    .doesNotHaveDuplicates();
            try (Socket nearB = open(near.addressOf(atB));
                    Socket farB = open(far.addressOf(atB));
                    Socket nearA = open(near.addressOf(atA));
                    Socket farA = open(far.addressOf(atA))) {
                for (Socket socket : List.of(nearB, farB, nearA, farA)) {
                    assertThat(ask(socket, "before")).isEqualTo("before");
                }
                Address asTold = world.call(b, () -> accepted.stream()
                        .filter(recorder -> recorder.stream.remote().port() == nearB.getLocalPort())
                        .findFirst()
                        .orElseThrow()
                        .stream
                        .translate(atA));
                assertThat(asTold).isEqualTo(near.addressOf(atA));
                try (Fault cut = world.network().isolate("b", CutMode.BLACKHOLE)) {
                    assertThat(ask(nearB, "x")).isEqualTo("x");
                    assertThat(ask(farA, "x")).isEqualTo("x");
                    say(farB, "y");
                    say(nearA, "y");
                    pass(Duration.ofSeconds(1));
                    assertThat(farB.getInputStream().available()).isZero();
                    assertThat(nearA.getInputStream().available()).isZero();
                    assertThat(cut.isActive()).isTrue();
                }
                assertThat(read(farB, 1)).isEqualTo("y");
                assertThat(read(nearA, 1)).isEqualTo("y");
            }
            Address viewOfB = far.addressOf(atB);
            far.close();
            try (ServerSocket free = new ServerSocket()) {
                free.setReuseAddress(true);
                free.bind(new InetSocketAddress(viewOfB.host(), viewOfB.port()));
            }
        }
    }

    @Test
    void shouldChooseAPortWhoseBusPortExists() {
        for (int i = 0; i < 20; i++) {
            assertThat(listen(b, Plane.CLIENT).port()).isLessThanOrEqualTo(55_535);
        }
    }

    @Test
    void shouldLeaveNoThreadAndNoPortWhenClosed() throws Exception {
        Address at = echo(b);
        try (Socket client = open(at)) {
            assertThat(ask(client, "before")).isEqualTo("before");
            world.close();
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        }
        String prefix = "clusterjar-" + getClass().getSimpleName() + "-";
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(name -> name.startsWith(prefix))
                        .collect(Collectors.toList()))
                .isEmpty();
        try (ServerSocket free = new ServerSocket()) {
            free.setReuseAddress(true);
            free.bind(new InetSocketAddress(at.host(), at.port()));
            assertThat(free.getLocalPort()).isEqualTo(at.port());
        }
    }

    @Test
    void shouldMakeNoTurnsWhileIdle() {
        settle();
        long before = ((LiveWorld) world).turns();
        java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        assertThat(((LiveWorld) world).turns() - before).isLessThanOrEqualTo(1);
    }

    @Test
    void shouldRunWithRealTimeTimesSpeed() throws Exception {
        CountDownLatch rung = new CountDownLatch(1);
        world.call(a, () -> a.timers().after(60_000, rung::countDown));
        world.time().unfreeze();
        world.time().speed(10_000);
        assertThat(rung.await(PATIENCE_MS, TimeUnit.MILLISECONDS)).isTrue();
        world.time().freeze();
        long frozenNs = world.time().nowNs();
        assertThat(world.time().isFrozen()).isTrue();
        assertThat(world.time().nowNs()).isEqualTo(frozenNs);
    }

    @Test
    void shouldPassTwentySecondsOfSixTickingNodesQuickly() {
        int[] ticks = new int[1];
        world.atSafepoint(() -> {
            for (int i = 0; i < 6; i++) {
                tick(world.host("node" + i), ticks);
            }
        });
        pass(Duration.ofSeconds(20));
        assertThat(ticks[0]).isEqualTo(6 * 200);
        long startNs = System.nanoTime();
        pass(Duration.ofSeconds(20));
        long tookMs = (System.nanoTime() - startNs) / 1_000_000;
        assertThat(ticks[0]).isEqualTo(2 * 6 * 200);
        assertThat(tookMs).as("milliseconds, with room for a slow machine").isLessThan(2000);
    }

    private static void tick(NodeHost host, int[] ticks) {
        host.timers().after(100, () -> {
            ticks[0]++;
            tick(host, ticks);
        });
    }

    @Test
    void shouldServeSafepointsFromCallbacksOfManyLoopsAtOnce() throws Exception {
        CountDownLatch done = new CountDownLatch(200);
        for (NodeHost host : List.of(a, b)) {
            world.call(host, () -> {
                for (int i = 0; i < 100; i++) {
                    host.timers().after(0, () -> world.atSafepoint(done::countDown));
                }
                return host;
            });
        }
        for (int i = 0; i < 100; i++) {
            world.atSafepoint(() -> {});
        }
        assertThat(done.await(PATIENCE_MS, TimeUnit.MILLISECONDS)).isTrue();
    }

    @Test
    void shouldRefuseToAdvanceFromACallback() {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        world.atSafepoint(() -> a.attach(() -> {}, failure::set));
        world.call(a, () -> a.timers().after(0, () -> world.time().advance(Duration.ofSeconds(1))));
        settle();
        assertThat(world.time().advanceUntil(() -> failure.get() != null, Duration.ofSeconds(1)))
                .isTrue();
        assertThat(failure.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining("callback");
    }

    @Test
    void shouldHangConnectingOutsideWhileCutAndConnectOnceHealed() throws Exception {
        try (ServerSocket outside = new ServerSocket(0, 5, java.net.InetAddress.getLoopbackAddress())) {
            Address at = new Address("127.0.0.1", outside.getLocalPort());
            Fault cut = world.network().isolate("a", CutMode.BLACKHOLE);
            Recorder hangs = connect(a, at, Plane.REPLICATION);
            write(a, hangs, "x");
            pass(Duration.ofSeconds(100));
            assertThat(hangs.events).isEmpty();
            cut.close();
            try (Socket peer = outside.accept()) {
                peer.setSoTimeout(PATIENCE_MS);
                assertThat(read(peer, 1)).isEqualTo("x");
            }
            world.network().isolate("a", CutMode.BLACKHOLE);
            Recorder timesOut = connect(a, at, Plane.REPLICATION);
            pass(Duration.ofSeconds(200));
            assertThat(timesOut.events).containsExactly("TIMED_OUT");
        }
    }

    @Test
    void shouldNameThePortWhenItIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 5, java.net.InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> world.call(
                            b, () -> b.net().listen(new Address("127.0.0.1", port), stream -> new Recorder())))
                    .isInstanceOf(java.io.UncheckedIOException.class)
                    .hasMessageContaining(Integer.toString(port));
        }
    }
}

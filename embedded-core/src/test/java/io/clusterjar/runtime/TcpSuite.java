package io.clusterjar.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.net.Address;
import io.clusterjar.net.CutMode;
import io.clusterjar.net.Plane;
import io.clusterjar.net.virtual.Fault;
import io.clusterjar.net.virtual.Links;
import io.clusterjar.net.virtual.Pipe;
import io.clusterjar.net.virtual.Rules;
import io.clusterjar.net.virtual.TcpTimes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long streams believe in each other, and what a side hears that has missed the end of the other. */
abstract class TcpSuite extends WorldFixture {
    static final Duration MOMENT = Duration.ofMillis(1);
    static final Duration PATIENCE = Duration.ofMillis(924_600);

    private Fault blackHole() {
        return world.network().partition(List.of("a"), List.of("b"), CutMode.BLACKHOLE);
    }

    private void close(NodeHost host, Recorder recorder) {
        world.call(host, () -> {
            recorder.stream.close();
            return recorder;
        });
    }

    // ---- bytes that nobody acknowledges

    @Test
    void shouldTimeOutWhenNobodyAcknowledgesWhatItWrote() {
        Recorder client = link(Plane.CLIENT);
        Fault cut = blackHole();
        pass(Duration.ofHours(1));
        write(a, client, "anybody");
        pass(Duration.ofSeconds(100));
        write(a, client, " there?");
        pass(PATIENCE.minusSeconds(100).minus(MOMENT));
        assertThat(client.events).containsExactly("open");
        pass(MOMENT);
        assertThat(client.events).containsExactly("open", "TIMED_OUT");
        assertThat(client.stream.isOpen()).isFalse();

        cut.close();
        pass(PATIENCE);
        assertThat(server().events).as("it has never heard").isEmpty();
        write(b, server(), "hello?");
        settle();
        assertThat(server().events)
                .as("what it asks is answered by a kernel that knows of nothing")
                .containsExactly("RESET");
        assertThat(client.text).isEmpty();
    }

    @Test
    void shouldNeverTimeOutWhenIdle() {
        Recorder client = link(Plane.CLIENT);
        Fault cut = blackHole();
        pass(Duration.ofDays(30));
        cut.close();
        write(a, client, "still here");
        settle();
        assertThat(server().text).hasToString("still here");
    }

    @Test
    void shouldNotTimeOutWhenHealedInTime() {
        Recorder client = link(Plane.CLIENT);
        Fault cut = blackHole();
        write(a, client, "x");
        pass(Duration.ofSeconds(804));
        cut.close();
        pass(Duration.ofMillis(599));
        assertThat(server().events).isEmpty();
        pass(MOMENT);
        assertThat(server().text).hasToString("x");
        pass(PATIENCE);
        assertThat(client.events).containsExactly("open");
    }

    @Test
    void shouldTimeOutWhenHealedAfterTheLastRetransmission() {
        Recorder client = link(Plane.CLIENT);
        Fault cut = blackHole();
        write(a, client, "x");
        pass(Duration.ofSeconds(805));
        cut.close();
        pass(PATIENCE);
        assertThat(client.events).containsExactly("open", "TIMED_OUT");
        assertThat(server().events).isEmpty();
    }

    @Test
    void shouldGoOnCountingWhenCutAgainBeforeTheNextRetransmission() {
        Recorder client = link(Plane.CLIENT);
        Fault cut = blackHole();
        write(a, client, "x");
        pass(Duration.ofSeconds(60));
        cut.close();
        pass(Duration.ofSeconds(40));
        blackHole();
        pass(PATIENCE.minusSeconds(100).minus(MOMENT));
        assertThat(client.events).containsExactly("open");
        pass(MOMENT);
        assertThat(client.events).containsExactly("open", "TIMED_OUT");
        assertThat(server().events).isEmpty();
    }

    @Test
    void shouldWaitForTheRetransmissionWhenOtherFaultsComeAndGo() {
        Recorder client = link(Plane.CLIENT);
        Fault cut = blackHole();
        write(a, client, "x");
        pass(Duration.ofSeconds(60));
        cut.close();
        pass(Duration.ofSeconds(1));
        world.network().isolate("c", CutMode.RESET).close();
        pass(Duration.ofMillis(41_199));
        assertThat(server().events).isEmpty();
        pass(MOMENT);
        assertThat(server().text).hasToString("x");
    }

    @Test
    void shouldTimeOutWhenOnlyAcknowledgementsAreLost() {
        Recorder client = link(Plane.CLIENT);
        world.network().cut(Links.between("b", "a").oneWay(), CutMode.BLACKHOLE);
        write(a, client, "x");
        pass(PATIENCE.minus(MOMENT));
        assertThat(server().text).hasToString("x");
        assertThat(client.events).containsExactly("open");
        pass(MOMENT);
        assertThat(client.events).containsExactly("open", "TIMED_OUT");
    }

    @Test
    void shouldTimeOutWhatWasUnderWayWhenTheCutCame() {
        Recorder client = link(Plane.CLIENT);
        world.network().apply(Links.all(), Rules.latency(Duration.ofSeconds(1), Duration.ZERO));
        write(a, client, "x");
        blackHole();
        pass(PATIENCE);
        assertThat(client.events).containsExactly("open", "TIMED_OUT");
    }

    @Test
    void shouldTimeOutWhenAFlakyLinkIsDownAtEveryRetransmission() {
        Recorder client = link(Plane.CLIENT);
        world.network().apply(Links.all(), Rules.flaky(Duration.ofSeconds(10), Duration.ofSeconds(300)));
        pass(Duration.ofSeconds(10));
        write(
                a, client,
                "x"); // up from 300, 610 and 920 s on, for ten; sent again after 204.6, 324.6, 444.6, 564.6, 684.6 and
        // 804.6 s
        pass(PATIENCE.minus(MOMENT));
        assertThat(client.events).containsExactly("open");
        pass(MOMENT);
        assertThat(client.events).containsExactly("open", "TIMED_OUT");
        assertThat(server().events).isEmpty();
    }

    @Test
    void shouldNeverTimeOutWhenHeld() {
        Recorder client = link(Plane.CLIENT);
        Fault hold = world.network().partition(List.of("a"), List.of("b"), CutMode.HOLD);
        write(a, client, "x");
        pass(PATIENCE.multipliedBy(2));
        hold.close();
        settle();
        assertThat(server().text).hasToString("x");
    }

    @Test
    void shouldTimeOutSoonerWhenTcpIsSetSo() {
        world.network().times(TcpTimes.LINUX.withRetries(3));
        Recorder client = link(Plane.CLIENT);
        blackHole();
        write(a, client, "x");
        pass(Duration.ofMillis(2_999));
        assertThat(client.events).containsExactly("open");
        pass(MOMENT);
        assertThat(client.events).containsExactly("open", "TIMED_OUT");
    }

    // ---- ends that the other side misses

    @Test
    void shouldDeliverTheEndWithTheNextRetransmission() {
        Recorder client = link(Plane.CLIENT);
        Fault cut = blackHole();
        write(a, client, "bye");
        close(a, client);
        pass(Duration.ofSeconds(30));
        cut.close();
        pass(Duration.ofSeconds(21).minus(MOMENT));
        assertThat(server().events).isEmpty();
        pass(MOMENT);
        assertThat(server().events).containsExactly("bye", "END_OF_STREAM");
    }

    @Test
    void shouldLeaveTheOtherSideHalfOpenWhenTheKernelGaveUpWhatWasClosed() {
        Recorder client = link(Plane.CLIENT);
        Fault cut = blackHole();
        write(a, client, "bye");
        close(a, client);
        pass(Duration.ofSeconds(60)); // would be sent again after 102.2 s, when it is given up
        cut.close();
        pass(Duration.ofHours(1));
        assertThat(server().events).isEmpty();
        write(b, server(), "hello?");
        settle();
        assertThat(server().events).containsExactly("RESET");
    }

    @Test
    void shouldLoseAResetInABlackHole() {
        Recorder client = link(Plane.CLIENT);
        Fault cut = blackHole();
        write(a, client, "x");
        world.call(a, () -> {
            client.stream.reset();
            return client;
        });
        settle();
        cut.close();
        pass(PATIENCE);
        assertThat(server().events).isEmpty();
        write(b, server(), "hello?");
        settle();
        assertThat(server().events).containsExactly("RESET");
    }

    @Test
    void shouldMeetLaterFaultsWhenItsOtherSideIsGone() {
        Recorder client = link(Plane.CLIENT);
        Fault cut = blackHole();
        world.call(a, () -> {
            client.stream.reset();
            return client;
        });
        settle();
        cut.close();
        blackHole();
        write(b, server(), "hello?");
        pass(PATIENCE.minus(MOMENT));
        assertThat(server().events).isEmpty();
        pass(MOMENT);
        assertThat(server().events).containsExactly("TIMED_OUT");
    }

    @Test
    void shouldAnswerWithAResetWhatComesAfterTheProcessDied() {
        Recorder client = link(Plane.CLIENT);
        world.network().apply(Links.between("b", "a").oneWay(), Rules.latency(Duration.ofSeconds(1), Duration.ZERO));
        b.kill();
        write(a, client, "x");
        pass(Duration.ofSeconds(1));
        assertThat(client.events).as("the end was on its way before").containsExactly("open", "END_OF_STREAM");
    }

    @Test
    void shouldResetWhenKilledWithBytesThatItHadNotRead() {
        Recorder client = link(Plane.CLIENT);
        b.pause();
        write(a, client, "x");
        settle();
        b.kill();
        settle();
        assertThat(client.events).containsExactly("open", "RESET");
    }

    @Test
    void shouldSendWhatTheKernelHadWhenKilled() {
        Recorder client = link(Plane.CLIENT);
        Fault cut = blackHole();
        write(a, client, "x".repeat(1000));
        write(a, client, "y".repeat((int) Pipe.WINDOW_BYTES));
        settle();
        a.kill();
        pass(Duration.ofSeconds(10));
        cut.close();
        pass(Duration.ofSeconds(3));
        assertThat(server().text.toString())
                .as("what the kernel had not taken was lost with the process")
                .isEqualTo("x".repeat(1000) + "y".repeat((int) Pipe.WINDOW_BYTES - 1000));
        assertThat(server().events).endsWith("END_OF_STREAM");
    }

    @Test
    void shouldSendNothingAgainWhenTheMachineLosesItsPower() {
        Recorder client = link(Plane.CLIENT);
        Fault cut = blackHole();
        write(a, client, "x");
        settle();
        a.losePower();
        cut.close();
        pass(PATIENCE);
        assertThat(server().events).isEmpty();
    }

    @Test
    void shouldEndWhatWasClosedInTheTurnInWhichItWasKilled() {
        Recorder client = link(Plane.CLIENT);
        world.atSafepoint(() -> {
            client.stream.write(Recorder.bytes("bye"), 0, 3);
            client.stream.close();
            a.kill();
        });
        settle();
        assertThat(server().events).containsExactly("bye", "END_OF_STREAM");
    }

    // ---- keep-alive

    @Test
    void shouldTimeOutWhenIdleAndKeptAlive() {
        Recorder client = link(Plane.CLIENT);
        world.call(b, () -> {
            server().stream.keepAlive(300_000, 100_000, 3);
            return b;
        });
        pass(Duration.ofHours(1));
        blackHole();
        pass(Duration.ofSeconds(600).minus(MOMENT));
        assertThat(server().events).isEmpty();
        pass(MOMENT);
        assertThat(server().events).containsExactly("TIMED_OUT");
        assertThat(client.events).containsExactly("open");
    }

    @Test
    void shouldBeginAnewToKeepAliveWhenHealedBetween() {
        link(Plane.CLIENT);
        world.call(b, () -> {
            server().stream.keepAlive(300_000, 100_000, 3);
            return b;
        });
        Fault cut = blackHole();
        pass(Duration.ofSeconds(599));
        cut.close();
        pass(Duration.ofHours(1));
        blackHole();
        pass(Duration.ofSeconds(599));
        assertThat(server().events).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(server().events).containsExactly("TIMED_OUT");
    }

    @Test
    void shouldWaitForRetransmissionsWhenKeptAliveWithBytesUnderWay() {
        link(Plane.CLIENT);
        world.call(b, () -> {
            server().stream.keepAlive(300_000, 100_000, 3);
            return b;
        });
        blackHole();
        pass(Duration.ofSeconds(10));
        write(b, server(), "x");
        pass(PATIENCE.minus(MOMENT));
        assertThat(server().events).isEmpty();
        pass(MOMENT);
        assertThat(server().events).containsExactly("TIMED_OUT");
    }

    // ---- connecting

    @Test
    void shouldConnectWithTheNextAttemptWhenHealed() {
        Address at = listen(b, Plane.BUS);
        Fault cut = blackHole();
        Recorder client = connect(a, at, Plane.BUS);
        pass(Duration.ofSeconds(10)); // tried again after 1, 3 and 7 s, and next after 15
        cut.close();
        pass(Duration.ofMillis(4_999));
        assertThat(client.events).isEmpty();
        pass(MOMENT);
        assertThat(client.events).containsExactly("open");
    }

    @Test
    void shouldConnectToWhoeverListensThereByThen() {
        Address at = listen(b, Plane.BUS);
        Fault cut = blackHole();
        Recorder client = connect(a, at, Plane.BUS);
        write(a, client, "x");
        b.kill();
        NodeHost again = world.host("b");
        world.call(again, () -> again.net().listen(at, Plane.BUS, stream -> {
            Recorder recorder = new Recorder();
            recorder.stream = stream;
            accepted.add(recorder);
            return recorder;
        }));
        cut.close();
        pass(Duration.ofSeconds(1));
        assertThat(client.events).containsExactly("open");
        assertThat(server().text).hasToString("x");
    }

    // ---- machines without power

    private NodeHost powerOn(Address at, Plane plane) {
        NodeHost again = world.host("b");
        world.call(again, () -> again.net().listen(at, plane, stream -> {
            Recorder recorder = new Recorder();
            recorder.stream = stream;
            accepted.add(recorder);
            return recorder;
        }));
        return again;
    }

    @Test
    void shouldHearNothingWhenTheOtherMachineLosesItsPower() {
        Recorder client = link(Plane.BUS);
        b.losePower();
        pass(Duration.ofDays(1));
        assertThat(client.events).as("it asks nothing, and is told nothing").containsExactly("open");
        assertThat(client.stream.isOpen()).isTrue();

        write(a, client, "hello?");
        pass(PATIENCE.minus(MOMENT));
        assertThat(client.events).containsExactly("open");
        pass(MOMENT);
        assertThat(client.events).containsExactly("open", "TIMED_OUT");
        assertThat(server().events).isEmpty();
    }

    @Test
    void shouldTimeOutWhatWasUnderWayWhenThePowerWasLost() {
        Recorder client = link(Plane.BUS);
        world.network().apply(Links.all(), Rules.latency(Duration.ofSeconds(1), Duration.ZERO));
        write(a, client, "x");
        settle();
        b.losePower();
        pass(PATIENCE.minus(MOMENT));
        assertThat(client.events).containsExactly("open");
        pass(MOMENT);
        assertThat(client.events).containsExactly("open", "TIMED_OUT");
        assertThat(server().events).isEmpty();
    }

    @Test
    void shouldBeResetByAMachineThatHasPowerAgain() {
        Recorder idle = link(Plane.BUS);
        Address at = idle.stream.remote();
        Recorder busy = connect(a, at, Plane.BUS);
        settle();
        b.losePower();
        write(a, busy, "x");
        pass(Duration.ofSeconds(10)); // sent again after 6.2 s, and next after 12.6
        powerOn(at, Plane.BUS);
        pass(Duration.ofMillis(2_599));
        assertThat(busy.events).containsExactly("open");
        pass(MOMENT);
        assertThat(busy.events).containsExactly("open", "RESET");

        pass(Duration.ofHours(1));
        assertThat(idle.events).as("it has not asked").containsExactly("open");
        write(a, idle, "x");
        settle();
        assertThat(idle.events).containsExactly("open", "RESET");
    }

    @Test
    void shouldConnectInVainToAMachineWithoutPower() {
        Address at = listen(b, Plane.BUS);
        b.losePower();
        Recorder client = connect(a, at, Plane.BUS);
        pass(Duration.ofMillis(126_999));
        assertThat(client.events).isEmpty();
        pass(MOMENT);
        assertThat(client.events).containsExactly("TIMED_OUT");
    }

    @Test
    void shouldConnectWithTheNextAttemptWhenTheMachineHasPowerAgain() {
        Address at = listen(b, Plane.BUS);
        b.losePower();
        Recorder client = connect(a, at, Plane.BUS);
        write(a, client, "x");
        pass(Duration.ofSeconds(4)); // tried again after 3 s, and next after 7
        powerOn(at, Plane.BUS);
        pass(Duration.ofMillis(2_999));
        assertThat(client.events).isEmpty();
        pass(MOMENT);
        assertThat(client.events).containsExactly("open");
        assertThat(server().text).hasToString("x");
    }

    @Test
    void shouldBeRefusedByAMachineThatHasPowerAgainWhereNobodyListens() {
        Address at = listen(b, Plane.BUS);
        b.losePower();
        Recorder client = connect(a, at, Plane.BUS);
        pass(Duration.ofSeconds(4));
        world.host("b");
        pass(Duration.ofSeconds(3));
        assertThat(client.events).containsExactly("REFUSED");
    }

    @Test
    void shouldDeliverWhatWasOnItsWayWhenThePowerWasLost() {
        Recorder client = link(Plane.BUS);
        world.network().apply(Links.all(), Rules.latency(Duration.ofSeconds(1), Duration.ZERO));
        write(b, server(), "last words");
        settle();
        b.losePower();
        pass(Duration.ofSeconds(1));
        assertThat(client.text).hasToString("last words");
    }

    @Test
    void shouldOpenNothingForAMachineThatLostItsPowerMeanwhile() {
        Address at = listen(b, Plane.BUS);
        world.network().apply(Links.all(), Rules.latency(Duration.ofSeconds(1), Duration.ZERO));
        Recorder client = connect(a, at, Plane.BUS);
        settle();
        a.losePower();
        pass(Duration.ofMinutes(10));
        assertThat(client.events).isEmpty();
        assertThat(accepted).isEmpty();
    }

    @Test
    void shouldStayWithoutPowerWhenTheNetworkIsHealed() {
        Recorder client = link(Plane.BUS);
        b.losePower();
        blackHole();
        write(a, client, "x");
        world.network().heal();
        pass(Duration.ofSeconds(10));
        assertThat(client.events).containsExactly("open");
        assertThat(world.network().faults()).as("the network is whole").isEmpty();
    }

    @Test
    void shouldReachOthersFromBesideAMachineWithoutPower() {
        NodeHost near = world.host("client:near");
        world.network().place("client:near", "b");
        Recorder other = connect(near, listen(a, Plane.CLIENT), Plane.CLIENT);
        Recorder own = connect(near, listen(b, Plane.BUS), Plane.BUS);
        settle();
        b.losePower();
        write(near, other, "x");
        write(near, own, "x");
        pass(PATIENCE);
        assertThat(other.events).containsExactly("open");
        assertThat(accepted.get(0).text).hasToString("x");
        assertThat(own.events).containsExactly("open", "TIMED_OUT");
    }

    @Test
    void shouldTimeOutWhenKeptAliveAndTheOtherMachineLostItsPower() {
        Recorder client = link(Plane.BUS);
        world.call(a, () -> {
            client.stream.keepAlive(30);
            return a;
        });
        b.losePower();
        pass(Duration.ofSeconds(60).minus(MOMENT));
        assertThat(client.events).containsExactly("open");
        pass(MOMENT);
        assertThat(client.events).containsExactly("open", "TIMED_OUT");
    }
}

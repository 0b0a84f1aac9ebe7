package io.clusterjar.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clusterjar.net.Address;
import io.clusterjar.net.CutMode;
import io.clusterjar.net.Net;
import io.clusterjar.net.Plane;
import io.clusterjar.net.Stream;
import io.clusterjar.net.virtual.Endpoints;
import io.clusterjar.net.virtual.Fault;
import io.clusterjar.net.virtual.Links;
import io.clusterjar.net.virtual.MessageFilter;
import io.clusterjar.net.virtual.Pipe;
import io.clusterjar.net.virtual.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What every world does alike. */
abstract class WorldSuite extends WorldFixture {
    private static final Duration RETRANSMISSION = Duration.ofMillis(Pipe.RETRANSMISSION_MS);

    @Test
    void shouldDeliverInOrderWhenWrittenBeforeAndAfterOpening() {
        Recorder client = connect(a, listen(b, Plane.REPLICATION), Plane.REPLICATION);
        write(a, client, "one ");
        settle();
        write(a, client, "two ");
        write(a, client, "three");
        settle();
        assertThat(server().text).hasToString("one two three");
        assertThat(server().stream.plane()).isEqualTo(Plane.REPLICATION);
        assertThat(server().stream.remote()).isEqualTo(client.stream.local());
        assertThat(client.events).containsExactly("open");
    }

    @Test
    void shouldDeliverWhatWasWrittenBeforeTheEnd() {
        Recorder client = link(Plane.CLIENT);
        world.call(a, () -> {
            client.stream.write(Recorder.bytes("bye"), 0, 3);
            client.stream.close();
            return client;
        });
        settle();
        assertThat(server().events).containsExactly("bye", "END_OF_STREAM");
        assertThat(server().stream.isOpen()).isFalse();
        assertThat(client.events).containsExactly("open");
    }

    @Test
    void shouldTellOfResetOnlyTheOtherSide() {
        Recorder client = link(Plane.CLIENT);
        world.call(b, () -> {
            server().stream.reset();
            return client;
        });
        settle();
        assertThat(client.events).containsExactly("open", "RESET");
        assertThat(server().events).isEmpty();
    }

    @Test
    void shouldRefuseWhenTheDoorIsClosed() {
        Net.Listener listener = listen(b, Plane.CLIENT, false);
        world.call(b, () -> {
            listener.close();
            return listener;
        });
        Recorder client = connect(a, listener.address(), Plane.CLIENT);
        settle();
        assertThat(client.events).containsExactly("REFUSED");
    }

    @Test
    void shouldRefuseATakenAddressNamingThePort() {
        Address taken = listen(b, Plane.BUS);
        assertThatThrownBy(() -> listen(a, Plane.BUS))
                .isInstanceOf(java.io.UncheckedIOException.class)
                .hasMessageContaining(Integer.toString(taken.port()));
    }

    @Test
    void shouldCallEndOfTurnBeforeSending() {
        Recorder client = link(Plane.CLIENT);
        world.atSafepoint(() -> b.attach(
                () -> {
                    if (server().text.length() == 2 && server().events.size() == 2) {
                        server().events.add("end of turn");
                        server().stream.write(Recorder.bytes("ok"), 0, 2);
                    }
                },
                failure -> {}));
        write(a, client, "x");
        settle();
        write(a, client, "y");
        settle();
        assertThat(server().events).containsExactly("x", "y", "end of turn");
        assertThat(client.text).hasToString("ok");
    }

    @Test
    void shouldCountQueuedBytesAndTellWhenDrained() {
        Recorder client = link(Plane.REPLICATION);
        b.pause();
        byte[] much = new byte[1_000_000];
        world.call(a, () -> {
            client.stream.write(much, 0, much.length);
            return client;
        });
        settle();
        assertThat(world.<Long>call(a, () -> client.stream.queuedBytes())).isEqualTo(much.length - Pipe.WINDOW_BYTES);
        b.resume();
        settle();
        assertThat(world.<Long>call(a, () -> client.stream.queuedBytes())).isZero();
        assertThat(client.events).containsExactly("open", "drained");
        assertThat(server().text).hasSize(much.length);
    }

    @Test
    void shouldStopOnlyTheNodeThatThrows() {
        Recorder client = link(Plane.CLIENT);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        world.atSafepoint(() -> {
            b.attach(() -> {}, failure::set);
            b.timers().after(5, () -> {
                throw new IllegalStateException("broken");
            });
        });
        pass(Duration.ofMillis(5));
        assertThat(failure.get()).hasMessage("broken");
        assertThat(b.isAlive()).isFalse();
        assertThat(client.events).containsExactly("open", "END_OF_STREAM");
        assertThat(a.isAlive()).isTrue();
    }

    @Test
    void shouldStallInABlackHoleAndDeliverWithTheNextRetransmission() {
        Recorder client = link(Plane.CLIENT);
        Fault cut = world.network().partition(List.of("a"), List.of("b"), CutMode.BLACKHOLE);
        write(a, client, "lost?");
        pass(Duration.ofSeconds(
                60)); // sent again after 0.2, 0.6, 1.4, 3, 6.2, 12.6, 25.4 and 51 s, and next after 102.2
        assertThat(server().events).isEmpty();
        cut.close();
        assertThat(cut.isActive()).isFalse();
        pass(Duration.ofMillis(42_199));
        assertThat(server().events).isEmpty();
        pass(Duration.ofMillis(1));
        assertThat(server().text).hasToString("lost?");
    }

    @Test
    void shouldTimeOutConnectingIntoABlackHole() {
        Address at = listen(b, Plane.CLIENT);
        world.network().isolate("b", CutMode.BLACKHOLE);
        Recorder client = connect(a, at, Plane.CLIENT);
        pass(Duration.ofSeconds(120));
        assertThat(client.events).isEmpty();
        pass(Duration.ofSeconds(10));
        assertThat(client.events).containsExactly("TIMED_OUT");
        world.network().heal();
        pass(Duration.ofSeconds(1));
        assertThat(client.events).containsExactly("TIMED_OUT");
    }

    @Test
    void shouldDeliverAtTheMomentOfReleaseWhenHeld() {
        Recorder client = link(Plane.CLIENT);
        try (Fault hold = world.network().cut(Links.between("a", "b"), CutMode.HOLD)) {
            write(a, client, "x");
            world.call(a, () -> {
                client.stream.close();
                return hold;
            });
            pass(Duration.ofSeconds(5));
            assertThat(server().events).isEmpty();
        }
        settle();
        assertThat(server().events).containsExactly("x", "END_OF_STREAM");
    }

    @Test
    void shouldResetStreamsAndRefuseNewOnes() {
        Recorder client = link(Plane.CLIENT);
        Fault cut = world.network().cut(Links.between("a", "b"), CutMode.RESET);
        settle();
        assertThat(client.events).containsExactly("open", "RESET");
        assertThat(server().events).containsExactly("RESET");
        Recorder next = connect(a, client.stream.remote(), Plane.CLIENT);
        settle();
        assertThat(next.events).containsExactly("REFUSED");
        cut.close();
        Recorder last = connect(a, client.stream.remote(), Plane.CLIENT);
        settle();
        assertThat(last.events).containsExactly("open");
    }

    @Test
    void shouldResetOnceWhenAsked() {
        Recorder client = link(Plane.CLIENT);
        world.network().reset(Links.between("a", "b"));
        settle();
        assertThat(client.events).containsExactly("open", "RESET");
        Recorder next = connect(a, client.stream.remote(), Plane.CLIENT);
        settle();
        assertThat(next.events).containsExactly("open");
    }

    @Test
    void shouldCutOneWayOnly() {
        Recorder client = link(Plane.CLIENT);
        world.network().cut(Links.between("a", "b").oneWay(), CutMode.BLACKHOLE);
        write(a, client, "there");
        world.call(b, () -> {
            server().stream.write(Recorder.bytes("back"), 0, 4);
            return b;
        });
        pass(Duration.ofSeconds(1));
        assertThat(server().events).isEmpty();
        assertThat(client.text).hasToString("back");
    }

    @Test
    void shouldCutOnePlaneOnly() {
        Recorder replication = link(Plane.REPLICATION);
        Recorder replica = server();
        Recorder bus = connect(a, listen(b, Plane.BUS), Plane.BUS);
        settle();
        world.network().cut(Links.between("a", "b").on(Plane.REPLICATION), CutMode.BLACKHOLE);
        write(a, replication, "x");
        write(a, bus, "y");
        pass(Duration.ofSeconds(1));
        assertThat(replica.events).isEmpty();
        assertThat(server().text).hasToString("y");
    }

    @Test
    void shouldHealOneFaultOfTwoAndKeepTheOther() {
        Recorder client = link(Plane.CLIENT);
        Fault first = world.network().cut(Links.between("a", "b"), CutMode.HOLD);
        Fault second = world.network().isolate("a", CutMode.BLACKHOLE);
        write(a, client, "x");
        second.close();
        pass(Duration.ofSeconds(1));
        assertThat(server().events).isEmpty();
        assertThat(world.network().faults()).containsExactly(first);
        first.close();
        pass(Duration.ofSeconds(1));
        assertThat(server().text).hasToString("x");
    }

    @Test
    void shouldAddUpDelays() {
        Recorder client = link(Plane.CLIENT);
        Links links = Links.between("a", "b");
        world.network().apply(links, Rules.latency(Duration.ofMillis(30), Duration.ZERO));
        world.network().apply(links, Rules.latency(Duration.ofMillis(12), Duration.ZERO));
        write(a, client, "x");
        pass(Duration.ofMillis(41));
        assertThat(server().events).isEmpty();
        pass(Duration.ofMillis(1));
        assertThat(server().text).hasToString("x");
    }

    @Test
    void shouldKeepOrderWhenDelaysJitter() {
        Recorder client = link(Plane.CLIENT);
        world.network().apply(Links.all(), Rules.latency(Duration.ZERO, Duration.ofMillis(50)));
        StringBuilder sent = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            write(a, client, i + ",");
            sent.append(i).append(',');
            pass(Duration.ofMillis(1));
        }
        pass(Duration.ofMillis(50));
        assertThat(server().text).hasToString(sent.toString());
    }

    @Test
    void shouldLimitBandwidth() {
        Recorder client = link(Plane.CLIENT);
        world.network().apply(Links.between("a", "b"), Rules.bandwidth(1000));
        for (int i = 0; i < 10; i++) {
            write(a, client, "x".repeat(100));
            settle();
        }
        pass(Duration.ofMillis(500));
        assertThat(server().text).hasSize(500);
        pass(Duration.ofMillis(500));
        assertThat(server().text).hasSize(1000);
    }

    @Test
    void shouldStallAllThatFollowsALoss() {
        Recorder client = link(Plane.CLIENT);
        try (Fault loss = world.network().apply(Links.between("a", "b"), Rules.loss(1))) {
            write(a, client, "x");
            pass(RETRANSMISSION);
            assertThat(server().events).isEmpty();
            assertThat(loss.isActive()).isTrue();
        }
        write(a, client, "y");
        settle();
        assertThat(server().text).hasToString("xy");
    }

    @Test
    void shouldWorkAndFailInTurnsWhenFlaky() {
        Recorder client = link(Plane.CLIENT);
        world.network().apply(Links.between("a", "b"), Rules.flaky(Duration.ofSeconds(1), Duration.ofSeconds(2)));
        write(a, client, "x");
        settle();
        assertThat(server().text).hasToString("x");
        pass(Duration.ofSeconds(2));
        write(a, client, "y");
        settle();
        assertThat(server().text).hasToString("x");
        pass(Duration.ofSeconds(1)
                .plus(RETRANSMISSION)); // sent again too early twice, and the third time 400 ms after it is up
        assertThat(server().text).hasToString("x");
        pass(RETRANSMISSION);
        assertThat(server().text).hasToString("xy");
    }

    @Test
    void shouldHoldDropAndDoubleWholeBusMessages() {
        Recorder bus = connect(a, listen(b, Plane.BUS), Plane.BUS);
        settle();
        Links links = Links.between("a", "b");
        MessageFilter hold = world.network().messages(links, message -> message.type() == 5, MessageFilter.Action.HOLD);
        write(a, bus, packet(5, "held") + packet(1, "ping"));
        settle();
        assertThat(server().text).hasToString(packet(1, "ping"));
        assertThat(hold.held()).isEqualTo(1);
        hold.release();
        settle();
        assertThat(server().text).hasToString(packet(1, "ping") + packet(5, "held"));
        hold.close();
        server().text.setLength(0);
        try (MessageFilter drop =
                world.network().messages(links, message -> message.type() == 1, MessageFilter.Action.DROP)) {
            write(a, bus, packet(1, "ping") + packet(2, "meet"));
            settle();
            assertThat(drop.matched()).isEqualTo(1);
        }
        assertThat(server().text).hasToString(packet(2, "meet"));
        server().text.setLength(0);
        world.network().messages(links, message -> message.type() == 2, MessageFilter.Action.DUPLICATE);
        write(a, bus, packet(2, "meet"));
        settle();
        assertThat(server().text).hasToString(packet(2, "meet") + packet(2, "meet"));
    }

    private static String packet(int type, String body) {
        int length = 16 + body.length();
        return "RCmb\0\0\0" + (char) length + "\0\1\0\0\0" + (char) type + "\0\0" + body;
    }

    @Test
    void shouldHandleWhatPiledUpWhenResumed() {
        Recorder client = link(Plane.CLIENT);
        List<String> ticks = new ArrayList<>();
        world.call(b, () -> b.timers()
                .after(100, () -> ticks.add("tick at " + b.clock().monotonicNs() / 1_000_000)));
        long beforeMs = world.<Long>call(b, () -> b.clock().monotonicNs()) / 1_000_000;
        b.pause();
        write(a, client, "x");
        Recorder second = connect(a, client.stream.remote(), Plane.CLIENT);
        pass(Duration.ofSeconds(3));
        assertThat(server().events).isEmpty();
        assertThat(ticks).isEmpty();
        assertThat(second.events).as("the kernel accepts for a stopped process").containsExactly("open");
        assertThat(accepted).hasSize(1);
        b.resume();
        settle();
        assertThat(accepted.get(0).text).hasToString("x");
        assertThat(ticks).containsExactly("tick at " + (beforeMs + 3000));
        assertThat(accepted).hasSize(2);
    }

    @Test
    void shouldEndStreamsWhenKilledAndListenAgainWhenHostedAgain() {
        Recorder client = link(Plane.CLIENT);
        Address at = client.stream.remote();
        List<String> ticks = new ArrayList<>();
        world.call(b, () -> b.timers().after(10, () -> ticks.add("never")));
        b.kill();
        pass(Duration.ofMillis(20));
        assertThat(client.events).containsExactly("open", "END_OF_STREAM");
        assertThat(ticks).isEmpty();
        Recorder refused = connect(a, at, Plane.CLIENT);
        settle();
        assertThat(refused.events).containsExactly("REFUSED");
        NodeHost again = world.host("b");
        world.call(again, () -> again.net().listen(at, stream -> new Recorder()));
        Recorder next = connect(a, at, Plane.CLIENT);
        settle();
        assertThat(next.events).containsExactly("open");
    }

    @Test
    void shouldRunTimersInOrderOfDeadlinesOverAllNodes() {
        List<String> order = new ArrayList<>();
        world.atSafepoint(() -> {
            a.timers().after(20, () -> order.add("a20"));
            b.timers().after(10, () -> order.add("b10"));
            a.timers().after(30, () -> order.add("a30"));
            a.timers().after(10, () -> order.add("cancelled")).cancel();
            b.timers().after(5, () -> b.timers().after(20, () -> order.add("b25")));
        });
        pass(Duration.ofMillis(29));
        assertThat(order).containsExactly("b10", "a20", "b25");
        pass(Duration.ofMillis(1));
        assertThat(order).containsExactly("b10", "a20", "b25", "a30");
    }

    @Test
    void shouldStopAdvancingWhenTheConditionHolds() {
        List<String> order = new ArrayList<>();
        world.call(a, () -> a.timers().after(700, () -> order.add("now")));
        long startNs = world.time().nowNs();
        assertThat(world.time().advanceUntil(() -> !order.isEmpty(), Duration.ofHours(1)))
                .isTrue();
        assertThat(world.time().nowNs() - startNs).isEqualTo(700_000_000L);
        assertThat(world.time().advanceUntil(() -> false, Duration.ofSeconds(1)))
                .isFalse();
        assertThat(world.time().nowNs() - startNs).isEqualTo(1_700_000_000L);
    }

    @Test
    void shouldShiftWallTimeOnlyWhenSkewed() {
        long wallMs = world.<Long>call(a, () -> a.clock().nowMs());
        long monotonicNs = world.<Long>call(a, () -> a.clock().monotonicNs());
        a.clock().skew(Duration.ofMinutes(-5));
        assertThat(world.<Long>call(a, () -> a.clock().nowMs())).isEqualTo(wallMs - 300_000);
        assertThat(world.<Long>call(a, () -> a.clock().monotonicNs())).isEqualTo(monotonicNs);
        assertThat(world.<Long>call(b, () -> b.clock().nowMs())).isEqualTo(wallMs);
    }

    @Test
    void shouldRunTimersFasterWhenTheClockDrifts() {
        List<String> order = new ArrayList<>();
        world.atSafepoint(() -> {
            a.timers().after(1000, () -> order.add("drifting"));
            b.timers().after(1000, () -> order.add("true"));
        });
        a.clock().rate(2);
        pass(Duration.ofMillis(500));
        assertThat(order).containsExactly("drifting");
        a.clock().driftPpm(0);
        pass(Duration.ofMillis(500));
        assertThat(order).containsExactly("drifting", "true");
        long difference = world.<Long>call(a, () -> a.clock().nowMs())
                - world.<Long>call(b, () -> b.clock().nowMs());
        assertThat(difference).isEqualTo(500);
    }

    @Test
    void shouldPlaceViewsOnANodesSide() {
        NodeHost near = world.host("client:near");
        NodeHost far = world.host("client:far");
        Address at = listen(b, Plane.CLIENT);
        world.network().place("client:near", "b");
        world.network().isolate("b", CutMode.RESET);
        Recorder inside = connect(near, at, Plane.CLIENT);
        Recorder outside = connect(far, at, Plane.CLIENT);
        Recorder other = connect(near, listen(a, Plane.CLIENT), Plane.CLIENT);
        settle();
        assertThat(inside.events).containsExactly("open");
        assertThat(outside.events).containsExactly("REFUSED");
        assertThat(other.events)
                .as("isolating the node isolates who stands with it")
                .containsExactly("REFUSED");
    }

    @Test
    void shouldRethrowWhatASafepointOrAQuestionThrows() {
        assertThatThrownBy(() -> world.atSafepoint(() -> {
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no");
        assertThatThrownBy(() -> world.call(a, () -> {
                    throw new IllegalArgumentException("neither");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("neither");
        assertThatThrownBy(() -> world.host("a")).hasMessageContaining("endpoint=a");
    }

    @Test
    void shouldRefuseEverythingOnceClosed() {
        world.close();
        world.close();
        assertThatThrownBy(() -> world.host("c")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> world.call(a, () -> "x")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldMatchEndpointsThatComeLater() {
        Address at = listen(b, Plane.CLIENT);
        world.network()
                .cut(
                        new Links(Endpoints.all(), Endpoints.of("b"), java.util.EnumSet.of(Plane.CLIENT), false),
                        CutMode.RESET);
        NodeHost c = world.host("c");
        Recorder client = connect(c, at, Plane.CLIENT);
        settle();
        assertThat(client.events).containsExactly("REFUSED");
    }

    @Test
    void shouldNotCallBackFromInsideACall() {
        Address at = listen(b, Plane.CLIENT, true).address();
        Recorder client = new Recorder();
        Stream stream = world.call(a, () -> {
            Stream opened = a.net().connect(at, Plane.CLIENT, client);
            opened.write(Recorder.bytes("x"), 0, 1);
            a.timers().after(0, () -> client.events.add("timer"));
            assertThat(client.events).isEmpty();
            return opened;
        });
        settle();
        assertThat(client.events).contains("open", "timer", "x");
        assertThat(stream.isOpen()).isTrue();
    }

    @Test
    void shouldGetPastANodeThatIsNeverQuiet() {
        world.call(a, () -> {
            again(a);
            return a;
        });
        long startNs = world.time().nowNs();
        pass(Duration.ofMillis(3));
        assertThat(world.time().nowNs() - startNs).isEqualTo(3_000_000);
        a.kill();
    }

    private static void again(NodeHost host) {
        host.timers().after(0, () -> again(host));
    }

    @Test
    void shouldLetTheWorstCutWin() {
        Recorder client = link(Plane.CLIENT);
        world.network().cut(Links.between("a", "b"), CutMode.BLACKHOLE);
        world.network().cut(Links.between("a", "b"), CutMode.RESET);
        settle();
        assertThat(client.events).containsExactly("open", "RESET");
        world.network().heal();
        assertThat(world.network().faults()).isEmpty();
        Recorder next = connect(a, client.stream.remote(), Plane.CLIENT);
        settle();
        assertThat(next.events).containsExactly("open");
    }

    @Test
    void shouldRefuseRulesOutOfRange() {
        assertThatThrownBy(() -> Rules.loss(1.5)).hasMessageContaining("probability=1.5");
        assertThatThrownBy(() -> Rules.bandwidth(0)).hasMessageContaining("bytesPerSecond=0");
        assertThatThrownBy(() -> Rules.latency(Duration.ofMillis(-1), Duration.ZERO))
                .hasMessageContaining("latency=");
        assertThatThrownBy(() -> a.clock().rate(0)).hasMessageContaining("factor=0");
        assertThatThrownBy(() -> world.time().advance(Duration.ofMillis(-1))).hasMessageContaining("duration=");
    }

    @Test
    void shouldTakeALambdaAsARule() {
        Recorder client = link(Plane.CLIENT);
        Fault slow = world.network()
                .apply(
                        Links.between("a", "b"),
                        (link, random, nowNs) -> (lengthBytes, now) -> lengthBytes * 1_000_000L);
        write(a, client, "12345");
        pass(Duration.ofMillis(4));
        assertThat(server().events).isEmpty();
        pass(Duration.ofMillis(1));
        assertThat(server().text).hasToString("12345");
        assertThat(slow.description()).contains("a", "b");
    }
}

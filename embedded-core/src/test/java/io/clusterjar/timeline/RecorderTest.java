package io.clusterjar.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.net.Address;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private long nowNs;
    private final Recorder recorder = new Recorder("test", 7L, () -> nowNs, 1_700_000_000_000L);
    private final Lane node = recorder.lane("node-1", Lane.Type.NODE);

    @Test
    void shouldShowMillisecondsWhenTimeIsAWholeSecond() {
        recorder.record(EventKind.CRASHED, node, null, "");
        nowNs = 7_000_000;
        recorder.record(EventKind.PAUSED, recorder.lane("node-2", Lane.Type.NODE), null, "");

        assertThat(recorder.lines()).containsExactly("22:13:20.000 node-1: crashed", "22:13:20.007 node-2: paused");
    }

    @Test
    void shouldTellTheLastLinesOnlyWhenThereAreMore() {
        for (int i = 0; i <= Recorder.MAX_LINES; i++) {
            recorder.record(EventKind.DEPLOYMENT, null, null, "event " + i);
        }

        assertThat(recorder.lines()).hasSize(Recorder.MAX_LINES);
        assertThat(recorder.lines().get(0)).isEqualTo("22:13:20.000 test: event 1");
    }

    @Test
    void shouldNameOtherNodesByTheirNamesInLines() {
        Lane other = recorder.lane("node-2", Lane.Type.NODE);
        recorder.address(other, new Address("127.0.0.1", 7001));
        recorder.record(EventKind.SUSPECTED, node, recorder.laneAt("127.0.0.1:7001"), "");
        recorder.record(EventKind.SUSPECTED, node, recorder.laneAt("10.0.0.1:6379"), "");

        assertThat(recorder.lines())
                .containsExactly("22:13:20.000 node-1: suspects node-2", "22:13:20.000 node-1: suspects 10.0.0.1:6379");
    }

    @Test
    void shouldForgetTheOldestButKeepStatesWhenFull() {
        recorder.record(EventKind.ROLE, node, null, 0, 1, 0);
        recorder.record(EventKind.ROLE, node, null, 1, 2, 0);
        for (int i = 0; i < Recorder.MAX_EVENTS + EventRing.PIECE; i++) {
            nowNs++;
            recorder.record(EventKind.SLOTS_SEEN, node, null, i, 0, 0);
        }

        Recording recording = recorder.recording();

        assertThat(recording.forgotten()).isEqualTo(2L * EventRing.PIECE);
        assertThat(recording.events()).hasSize(Recorder.MAX_EVENTS - EventRing.PIECE + 2 + 1);
        Event first = recording.events().get(0);
        assertThat(first.kind()).isEqualTo(EventKind.ROLE);
        assertThat(first.b()).as("epoch of the last role").isEqualTo(2);
        assertThat(recording.events().get(1).a()).isEqualTo(2L * EventRing.PIECE - 2);
    }

    @Test
    void shouldKeepTheStoryWhenClientsFillTheirRing() {
        Lane client = recorder.lane("z1", Lane.Type.CLIENT);
        recorder.record(EventKind.CRASHED, node, null, "");
        for (int i = 0; i < 2 * Recorder.MAX_OPERATIONS; i++) {
            recorder.record(EventKind.OPERATION, client, null, 0, 0, 0, "SET");
        }

        assertThat(recorder.recording().events().get(0).kind()).isEqualTo(EventKind.CRASHED);
        assertThat(recorder.recording().events()).hasSize(Recorder.MAX_OPERATIONS + 1);
    }

    @Test
    void shouldCountFromTheClearing() {
        nowNs = 5_000_000;
        recorder.record(EventKind.CRASHED, node, null, "");
        recorder.clear();
        nowNs = 7_000_000;
        recorder.record(EventKind.STARTED, node, null, "127.0.0.1:1");

        Recording recording = recorder.recording();

        assertThat(recording.events()).singleElement().satisfies(event -> {
            assertThat(event.atNs()).isEqualTo(2_000_000);
            assertThat(event.number()).isZero();
        });
        assertThat(recording.startedMs()).isEqualTo(1_700_000_000_005L);
    }
}

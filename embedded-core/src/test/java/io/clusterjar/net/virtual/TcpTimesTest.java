package io.clusterjar.net.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TcpTimesTest {
    private static final long MILLI_NS = 1_000_000;

    @Test
    void shouldBeAsPatientAsLinux() {
        assertThat(TcpTimes.LINUX.patience()).isEqualTo(Duration.ofMillis(924_600));
        assertThat(TcpTimes.LINUX.connectPatienceNs()).isEqualTo(127_000 * MILLI_NS);
        assertThat(TcpTimes.LINUX.orphanPatienceNs()).isEqualTo(102_200 * MILLI_NS);
        assertThat(TcpTimes.LINUX.withRetries(8).patience()).isEqualTo(Duration.ofMillis(102_200));
        assertThat(TcpTimes.LINUX.withRetries(0).patience()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void shouldSendAgainLessAndLessOften() {
        List<Long> atMs = new ArrayList<>();
        long atNs = 0;
        while ((atNs = TcpTimes.LINUX.nextNs(0, atNs + 1, false)) != TcpTimes.NEVER) {
            atMs.add(atNs / MILLI_NS);
        }
        assertThat(atMs)
                .containsExactly(
                        200L, 600L, 1_400L, 3_000L, 6_200L, 12_600L, 25_400L, 51_000L, 102_200L, 204_600L, 324_600L,
                        444_600L, 564_600L, 684_600L, 804_600L);
    }

    @Test
    void shouldGiveUpSoonerWhatItsProcessHasClosed() {
        assertThat(TcpTimes.LINUX.nextNs(0, 51_000 * MILLI_NS, true)).isEqualTo(51_000 * MILLI_NS);
        assertThat(TcpTimes.LINUX.nextNs(0, 51_000 * MILLI_NS + 1, true)).isEqualTo(TcpTimes.NEVER);
    }

    @Test
    void shouldTryToConnectAfterOneThreeSevenSeconds() {
        List<Long> atMs = new ArrayList<>();
        long atNs = 0;
        while ((atNs = TcpTimes.LINUX.nextSynNs(0, atNs + 1)) != TcpTimes.NEVER) {
            atMs.add(atNs / MILLI_NS);
        }
        assertThat(atMs).containsExactly(1_000L, 3_000L, 7_000L, 15_000L, 31_000L, 63_000L);
    }

    @Test
    void shouldRefuseTimesOutOfRange() {
        assertThatThrownBy(() -> new TcpTimes(0, 1, 1, 1, 1, 1)).hasMessageContaining("firstNs=0");
        assertThatThrownBy(() -> new TcpTimes(2, 1, 1, 1, 1, 1)).hasMessageContaining("longestNs=1");
        assertThatThrownBy(() -> TcpTimes.LINUX.withRetries(-1)).hasMessageContaining("retries=-1");
    }
}

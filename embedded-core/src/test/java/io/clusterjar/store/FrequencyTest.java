package io.clusterjar.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.time.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrequencyTest {
    private static final long MINUTE_MS = 60_000;
    private static final long NOW_MS = 1_700_000_000_000L;

    /** The table of redis.conf: log factor, uses, counter. It holds about, for chance has a say. */
    @ParameterizedTest
    @CsvSource({
        "0, 100, 105",
        "1, 100, 18",
        "1, 1000, 49",
        "10, 100, 10",
        "10, 1000, 18",
        "10, 100000, 142",
        "100, 1000, 11"
    })
    void shouldCountLogarithmicallyWhenUsedOften(int logFactor, int uses, int counter) {
        SeededRandom random = new SeededRandom(1);
        int note = Frequency.note(Frequency.FIRST, NOW_MS);
        for (int i = 0; i < uses; i++) {
            note = Frequency.used(note, NOW_MS, 1, logFactor, random);
        }
        assertThat((double) Frequency.counter(note, NOW_MS, 1)).isBetween(counter * 0.75, counter * 1.25);
    }

    @Test
    void shouldStopAtTheGreatestCounterWhenUsedOn() {
        int note = Frequency.note(254, NOW_MS);
        for (int i = 0; i < 3; i++) {
            note = Frequency.used(note, NOW_MS, 1, 0, new SeededRandom(1));
        }
        assertThat(Frequency.counter(note, NOW_MS, 1)).isEqualTo(255);
    }

    @Test
    void shouldFallWithTimeWhenUnused() {
        int note = Frequency.note(100, NOW_MS);
        assertThat(Frequency.counter(note, NOW_MS + 30 * MINUTE_MS, 1)).isEqualTo(70);
        assertThat(Frequency.counter(note, NOW_MS + 30 * MINUTE_MS, 10)).isEqualTo(97);
        assertThat(Frequency.counter(note, NOW_MS + 500 * MINUTE_MS, 1)).isZero();
        assertThat(Frequency.counter(note, NOW_MS + 500 * MINUTE_MS, 0)).isEqualTo(100);
    }

    @Test
    void shouldFallByTheMinutesPassedWhenTheMinutesBeginAnew() {
        long lastMinuteMs = 0xFFFFL * MINUTE_MS;
        int note = Frequency.note(100, lastMinuteMs);
        assertThat(Frequency.counter(note, lastMinuteMs + 11 * MINUTE_MS, 1)).isEqualTo(90); // one short, as in Redis
    }
}

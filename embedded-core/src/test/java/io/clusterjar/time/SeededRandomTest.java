package io.clusterjar.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SeededRandomTest {
    @Test
    void shouldForkTheSameStreamHoweverMuchWasDrawn() {
        SeededRandom fresh = new SeededRandom(99);
        SeededRandom used = new SeededRandom(99);
        used.nextLong();
        used.fork("links").nextLong();
        assertThat(used.fork("votes").nextLong()).isEqualTo(fresh.fork("votes").nextLong());
        assertThat(fresh.fork("votes").nextLong())
                .isNotEqualTo(fresh.fork("links").nextLong());
        assertThat(new SeededRandom(98).fork("votes").nextLong())
                .isNotEqualTo(fresh.fork("votes").nextLong());
    }

    @Test
    void shouldStayWithinBoundsAndUseAllOfThem() {
        SeededRandom random = new SeededRandom(1);
        int[] counts = new int[7];
        for (int i = 0; i < 7_000; i++) {
            counts[random.nextInt(7)]++;
            assertThat(random.nextDouble()).isBetween(0.0, Math.nextDown(1.0));
        }
        for (int count : counts) {
            assertThat(count).isBetween(800, 1_200);
        }
        assertThatThrownBy(() -> random.nextInt(0)).hasMessageContaining("bound=0");
    }
}

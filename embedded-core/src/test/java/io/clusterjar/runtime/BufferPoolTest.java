package io.clusterjar.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BufferPoolTest {
    private final BufferPool pool = new BufferPool();

    @ParameterizedTest
    @CsvSource({
        "0, 4096",
        "4096, 4096",
        "4097, 8192",
        "12656, 16384",
        "65536, 65536",
        "65537, 65537",
        "1000000, 1000000"
    })
    void shouldGiveTheSmallestBufferThatHoldsWhatIsAsked(int minimumBytes, int bytes) {
        assertThat(pool.take(minimumBytes)).hasSize(bytes);
    }

    @Test
    void shouldGiveABufferAgainWhenItCameBack() {
        byte[] buffer = pool.take(5000);
        pool.give(buffer);

        assertThat(pool.take(4000)).isNotSameAs(buffer);
        assertThat(pool.take(8000)).isSameAs(buffer);
        assertThat(pool.take(8000)).isNotSameAs(buffer);
    }

    @Test
    void shouldNotKeepABufferWhenItIsOfNoSizeOfItsOwn() {
        byte[] foreign = new byte[5000];
        pool.give(foreign);
        pool.give(new byte[0]);

        assertThat(pool.take(4097)).isNotSameAs(foreign).hasSize(8192);
    }

    @Test
    void shouldKeepAMegabyteOfEachSizeWhenMoreComesBack() {
        List<byte[]> taken = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            taken.add(pool.take(65536));
        }
        taken.forEach(pool::give);

        int again = 0;
        for (int i = 0; i < 40; i++) {
            byte[] buffer = pool.take(65536);
            again += taken.stream().anyMatch(one -> one == buffer) ? 1 : 0;
        }
        assertThat(again).isEqualTo(16);
    }
}

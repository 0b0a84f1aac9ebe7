package io.clusterjar.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LzfTest {
    private final Lzf lzf = new Lzf();

    @Test
    void shouldGiveBackWhatWasCompressed() {
        SplittableRandom random = new SplittableRandom(4);
        int compressed = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] in = new byte[3 + random.nextInt(random.nextInt(10) == 0 ? 20_000 : 300)];
            int letters = 1 + random.nextInt(30);
            for (int j = 0; j < in.length; j++) {
                in[j] = (byte) random.nextInt(letters);
            }
            byte[] out = new byte[in.length];
            int offset = random.nextInt(3);
            byte[] shifted = new byte[in.length + 5];
            System.arraycopy(in, 0, shifted, offset, in.length);
            int size = lzf.compress(shifted, offset, in.length, out, in.length - 4);
            if (size > 0) {
                compressed++;
                byte[] back = new byte[in.length];
                assertThat(Lzf.decompress(out, 0, size, back)).isTrue();
                assertThat(back).isEqualTo(in);
                assertThat(Lzf.plausible(size, in.length)).isTrue();
            }
        }
        assertThat(compressed).isGreaterThan(500);
    }

    @Test
    void shouldNeverReachBeyondItsArraysWhenBytesAreDamaged() {
        SplittableRandom random = new SplittableRandom(8);
        byte[] text = "to be or not to be, to be or not to be, to be or not to be; that is the question; to be"
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        byte[] out = new byte[text.length];
        int size = lzf.compress(text, 0, text.length, out, text.length - 4);
        int refused = 0;
        for (int i = 0; i < 10_000; i++) {
            byte[] damaged = Arrays.copyOf(out, size);
            damaged[random.nextInt(size)] = (byte) random.nextInt(256);
            refused += Lzf.decompress(damaged, 0, random.nextInt(size + 1), new byte[text.length]) ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(5000);
    }
}

package io.clusterjar.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.base.Bytes;
import org.junit.jupiter.api.Test;

class Crc64Test {
    @Test
    void shouldReckonTheJonesChecksum() {
        assertThat(Crc64.update(0, Bytes.latin1("123456789"), 0, 9)).isEqualTo(0xe9c6d914c4b8d9caL);
    }

    @Test
    void shouldReckonTheSameInPieces() {
        byte[] bytes = new byte[1000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * i);
        }
        long whole = Crc64.update(0, bytes, 0, bytes.length);
        for (int cut = 0; cut < 40; cut++) {
            assertThat(Crc64.update(Crc64.update(0, bytes, 0, cut), bytes, cut, bytes.length - cut))
                    .isEqualTo(whole);
        }
    }
}

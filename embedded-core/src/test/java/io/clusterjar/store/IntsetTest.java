package io.clusterjar.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clusterjar.base.Bytes;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class IntsetTest {
    @Test
    void shouldEncodeAsRedisDoes() {
        Intset set = new Intset();
        set.add(5);
        set.add(-1);
        assertThat(Bytes.hex(set.bytes())).isEqualTo("0200000002000000ffff0500");
        set.add(70_000);
        assertThat(Bytes.hex(set.bytes())).isEqualTo("0400000003000000ffffffff0500000070110100");
        set.add(1L << 40);
        set.remove(1L << 40);
        assertThat(set.lengthBytes()).isEqualTo(8 + 3 * 8);
    }

    @Test
    void shouldAgreeWithATreeSetWhenChangedAtRandom() {
        for (long seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            TreeSet<Long> plain = new TreeSet<>();
            Intset set = new Intset();
            int bits = 8 + random.nextInt(57);
            for (int i = 0; i < 300; i++) {
                long value = random.nextLong() >> (64 - bits) >> (random.nextBoolean() ? bits / 2 : 0);
                assertThat(set.contains(value)).isEqualTo(plain.contains(value));
                if (random.nextInt(3) > 0) {
                    assertThat(set.add(value)).isEqualTo(plain.add(value));
                } else {
                    assertThat(set.remove(value)).isEqualTo(plain.remove(value));
                }
            }
            Intset again = Intset.wrap(set.bytes());
            int i = 0;
            for (long value : plain) {
                assertThat(again.get(i)).isEqualTo(value);
                assertThat(again.indexOf(value)).isEqualTo(i++);
            }
            assertThat(again.size()).isEqualTo(plain.size());
        }
    }

    @Test
    void shouldRefuseDamagedBytes() {
        for (String hex : new String[] {
            "",
            "0200",
            "0300000000000000",
            "0200000002000000ffff",
            "020000000200000005000500",
            "0200000002000000050001ff",
            "08000000ffffffff"
        }) {
            assertThatThrownBy(() -> Intset.wrap(Bytes.fromHex(hex))).isInstanceOf(CorruptEncoding.class);
        }
    }
}

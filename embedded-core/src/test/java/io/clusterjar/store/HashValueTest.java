package io.clusterjar.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.base.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HashValueTest {
    @Test
    void shouldHoldWhatAMapHoldsWhetherListpackOrTable() {
        for (int tableAt : new int[] {0, 500, Integer.MAX_VALUE}) {
            SplittableRandom random = new SplittableRandom(7);
            HashValue hash = new HashValue();
            Map<String, String> expected = new LinkedHashMap<>();
            for (int i = 0; i < 1000; i++) {
                if (i == tableAt) {
                    hash.toTable();
                }
                String field = "f" + random.nextInt(40);
                String value = random.nextBoolean() ? Integer.toString(i) : "value" + i;
                if (random.nextInt(3) == 0) {
                    byte[] bytes = Bytes.latin1(field);
                    assertThat(hash.remove(bytes, 0, bytes.length)).isEqualTo(expected.remove(field) != null);
                } else {
                    assertThat(hash.set(Bytes.latin1(field), Bytes.latin1(value)))
                            .isEqualTo(expected.put(field, value) == null);
                }
                assertThat(hash.size()).isEqualTo(expected.size());
            }
            assertThat(map(hash)).as("tableAt=%d", tableAt).containsExactlyInAnyOrderEntriesOf(expected);
        }
    }

    @Test
    void shouldStayATableWhenItWasOneOnce() {
        HashValue hash = new HashValue();
        hash.set(Bytes.latin1("f"), Bytes.latin1("v"));
        assertThat(hash.encoding()).isEqualTo("listpack");
        hash.toTable();
        assertThat(hash.encoding()).isEqualTo("hashtable");
        assertThat(hash.copy().encoding()).isEqualTo("hashtable");
        assertThat(map(hash)).containsExactly(Map.entry("f", "v"));
    }

    @Test
    void shouldShareNothingWhenCopied() {
        for (boolean table : new boolean[] {false, true}) {
            HashValue hash = new HashValue();
            hash.set(Bytes.latin1("f"), Bytes.latin1("v"));
            if (table) {
                hash.toTable();
            }
            HashValue copy = hash.copy();
            hash.set(Bytes.latin1("f"), Bytes.latin1("w"));
            hash.set(Bytes.latin1("g"), Bytes.latin1("x"));
            assertThat(map(copy)).containsExactly(Map.entry("f", "v"));
        }
    }

    private static Map<String, String> map(HashValue hash) {
        Map<String, String> found = new LinkedHashMap<>();
        hash.forEachWhile((field, value) -> found.put(Bytes.text(field), Bytes.text(value)) == null);
        return found;
    }
}

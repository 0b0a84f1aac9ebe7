package io.clusterjar.slot;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.time.SeededRandom;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class SlotSetTest {
    @Test
    void shouldAgreeWithABitSetWhenAnythingIsDoneToIt() {
        SeededRandom random = new SeededRandom(1);
        for (int round = 0; round < 300; round++) {
            SlotSet set = new SlotSet();
            BitSet expected = new BitSet(Slots.COUNT);
            int span = 1 << random.nextInt(15);
            for (int step = 0; step < 60; step++) {
                int slot = Math.min(Slots.COUNT - 1, (round * 131 + random.nextInt(span)) % Slots.COUNT);
                switch (random.nextInt(6)) {
                    case 0 -> {
                        int last = Math.min(Slots.COUNT - 1, slot + random.nextInt(200));
                        set.set(slot, last);
                        expected.set(slot, last + 1);
                    }
                    case 1, 2 -> {
                        assertThat(set.set(slot)).isEqualTo(!expected.get(slot));
                        expected.set(slot);
                    }
                    case 3 -> {
                        int found = random.nextInt(2) == 0 ? slot : Math.max(0, set.next(slot));
                        assertThat(set.clear(found)).isEqualTo(expected.get(found));
                        expected.clear(found);
                    }
                    case 4 -> {
                        SlotSet other = SlotSet.of(new SlotRange(slot, Math.min(Slots.COUNT - 1, slot + 70)));
                        set.addAll(other);
                        expected.set(slot, Math.min(Slots.COUNT, slot + 71));
                    }
                    default -> assertThat(set.get(slot)).isEqualTo(expected.get(slot));
                }
            }
            assertThat(set.count()).isEqualTo(expected.cardinality());
            for (int from = 0; from < Slots.COUNT; from += 97) {
                assertThat(set.next(from)).isEqualTo(expected.nextSetBit(from));
            }
            byte[] bytes = set.toBytes();
            SlotSet read = SlotSet.fromBytes(bytes, 0);
            assertThat(read).isEqualTo(set).hasSameHashCodeAs(set).isEqualTo(new SlotSet(set));
            assertThat(set.matches(bytes, 0)).isTrue();
            assertThat(read.ranges()).isEqualTo(set.ranges());
            assertThat(BitSet.valueOf(bytes)).isEqualTo(expected);
            bytes[random.nextInt(bytes.length)] ^= 4;
            assertThat(set.matches(bytes, 0)).isFalse();
            assertThat(SlotSet.fromBytes(bytes, 0)).isNotEqualTo(set);
        }
    }
}

package io.clusterjar.slot;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.base.Bytes;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlotsTest {
    @ParameterizedTest
    @CsvSource({
        "123456789,12739",
        "foo,12182",
        "bar,5061",
        "{user1000}.following,3443",
        "{user1000}.followers,3443",
        "foo{}{bar},8363",
        "foo{{bar}}zap,4015",
        "foo{bar}{zap},5061",
        "'',0"
    })
    void shouldFindTheSlotOfAKey(String key, int slot) {
        assertThat(Slots.slotOf(Bytes.latin1(key))).isEqualTo(slot);
        assertThat(Slots.slotOf(Bytes.latin1("xx" + key + "}"), 2, key.length()))
                .isEqualTo(slot);
    }

    @Test
    void shouldReckonCrc16() {
        assertThat(Slots.crc16(Bytes.latin1("123456789"), 0, 9)).isEqualTo(0x31c3);
    }

    @Test
    void shouldShareOutAsRedisCliDoes() {
        assertThat(Slots.shareOut(3))
                .containsExactly(new SlotRange(0, 5460), new SlotRange(5461, 10922), new SlotRange(10923, 16383));
        assertThat(Slots.shareOut(5))
                .containsExactly(
                        new SlotRange(0, 3276),
                        new SlotRange(3277, 6553),
                        new SlotRange(6554, 9829),
                        new SlotRange(9830, 13106),
                        new SlotRange(13107, 16383));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6, 7, 100, 1000, 16384})
    void shouldShareOutEverySlotOnce(int masters) {
        SlotSet all = new SlotSet();
        List<SlotRange> ranges = Slots.shareOut(masters);
        int total = 0;
        for (SlotRange range : ranges) {
            all.set(range.first(), range.last());
            total += range.count();
        }
        assertThat(ranges).hasSize(masters);
        assertThat(total).isEqualTo(Slots.COUNT);
        assertThat(all).isEqualTo(SlotSet.all());
    }

    @Test
    void shouldKeepSetsInTheOrderOfBusPackets() {
        SlotSet set = new SlotSet();
        set.set(0);
        set.set(9);
        set.set(16383);
        byte[] bytes = set.toBytes();
        assertThat(bytes).hasSize(2048);
        assertThat(bytes[0]).isEqualTo((byte) 1);
        assertThat(bytes[1]).isEqualTo((byte) 2);
        assertThat(bytes[2047]).isEqualTo((byte) 0x80);
        assertThat(SlotSet.fromBytes(bytes, 0)).isEqualTo(set);
        assertThat(set).hasToString("0 9 16383");
    }

    @Test
    void shouldAgreeWithAPlainArrayWhenChangedAtRandom() {
        SplittableRandom random = new SplittableRandom(3);
        boolean[] plain = new boolean[Slots.COUNT];
        SlotSet set = new SlotSet();
        for (int i = 0; i < 50_000; i++) {
            int slot = random.nextInt(Slots.COUNT);
            if (random.nextBoolean()) {
                assertThat(set.set(slot)).isEqualTo(!plain[slot]);
                plain[slot] = true;
            } else {
                assertThat(set.clear(slot)).isEqualTo(plain[slot]);
                plain[slot] = false;
            }
        }
        int count = 0;
        int next = set.next(0);
        for (int slot = 0; slot < Slots.COUNT; slot++) {
            assertThat(set.get(slot)).isEqualTo(plain[slot]);
            if (plain[slot]) {
                count++;
                assertThat(next).isEqualTo(slot);
                next = set.next(slot + 1);
            }
        }
        assertThat(next).isEqualTo(-1);
        assertThat(set.count()).isEqualTo(count);
        assertThat(SlotSet.of(set.ranges().toArray(new SlotRange[0]))).isEqualTo(set);
    }
}

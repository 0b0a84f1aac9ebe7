package io.clusterjar.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clusterjar.base.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListpackTest {
    private static final int[] LENGTHS = {0, 1, 5, 62, 63, 64, 65, 125, 126, 127, 128, 4095, 4096, 16380, 16384, 20000};

    private static Listpack of(String... entries) {
        Listpack list = new Listpack();
        for (String entry : entries) {
            list.append(Bytes.latin1(entry));
        }
        return list;
    }

    private static List<String> forward(Listpack list) {
        List<String> all = new ArrayList<>();
        for (int at = list.first(); at != Listpack.NONE; at = list.next(at)) {
            all.add(Bytes.text(list.get(at)));
        }
        return all;
    }

    private static List<String> backward(Listpack list) {
        List<String> all = new ArrayList<>();
        for (int at = list.last(); at != Listpack.NONE; at = list.previous(at)) {
            all.add(0, Bytes.text(list.get(at)));
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        "0,0001",
        "127,7f01",
        "128,c08002",
        "-1,dfff02",
        "4095,cfff02",
        "-4096,d00002",
        "4096,f1001003",
        "-32768,f1008003",
        "32768,f200800004",
        "8388607,f2ffff7f04",
        "-8388608,f200008004",
        "8388608,f30000800005",
        "2147483647,f3ffffff7f05",
        "2147483648,f4000000800000000009",
        "-9223372036854775808,f4000000000000008009",
        "a,816102",
        "01,82303103",
        "'',8001"
    })
    void shouldEncodeEntriesAsRedisDoes(String entry, String hex) {
        Listpack list = of(entry);
        String bytes = Bytes.hex(list.bytes());
        assertThat(bytes.substring(12, bytes.length() - 2)).isEqualTo(hex);
        assertThat(bytes)
                .startsWith(String.format("%02x000000", list.lengthBytes()))
                .endsWith("ff");
        assertThat(forward(Listpack.wrap(list.bytes()))).containsExactly(entry);
    }

    @Test
    void shouldAgreeWithAnArrayListWhenChangedAtRandom() {
        for (long seed = 0; seed < 40; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<String> plain = new ArrayList<>();
            Listpack list = new Listpack();
            for (int i = 0; i < 120; i++) {
                change(random, plain, list);
                assertThat(list.count()).isEqualTo(plain.size());
            }
            assertThat(forward(list)).as("seed=" + seed).isEqualTo(plain);
            assertThat(backward(list)).as("seed=" + seed).isEqualTo(plain);
            assertThat(forward(Listpack.wrap(list.bytes()))).isEqualTo(plain);
        }
    }

    private static void change(SplittableRandom random, List<String> plain, Listpack list) {
        String entry = random.nextBoolean()
                ? Long.toString(random.nextLong() >> random.nextInt(64))
                : "x".repeat(LENGTHS[random.nextInt(LENGTHS.length)]);
        byte[] bytes = Bytes.latin1("<" + entry + ">");
        int length = bytes.length - 2;
        int index = plain.isEmpty() ? 0 : random.nextInt(plain.size());
        int at = list.seek(index);
        switch (plain.isEmpty() ? 0 : random.nextInt(7)) {
            case 0 -> {
                list.append(bytes, 1, length);
                plain.add(entry);
            }
            case 1 -> {
                list.prepend(bytes, 1, length);
                plain.add(0, entry);
            }
            case 2 -> {
                assertThat(list.get(list.insertBefore(at, bytes, 1, length))).isEqualTo(Bytes.latin1(entry));
                plain.add(index, entry);
            }
            case 3 -> {
                assertThat(list.get(list.insertAfter(at, bytes, 1, length))).isEqualTo(Bytes.latin1(entry));
                plain.add(index + 1, entry);
            }
            case 4 -> {
                list.replace(at, bytes, 1, length);
                plain.set(index, entry);
                assertThat(list.matches(at, bytes, 1, length)).isTrue();
                assertThat(list.length(at)).isEqualTo(length);
            }
            case 5 -> {
                int next = list.delete(at);
                plain.remove(index);
                assertThat(next).isEqualTo(list.seek(index));
            }
            default -> {
                int count = random.nextInt(5);
                list.deleteRange(index - plain.size(), count);
                plain.subList(index, Math.min(plain.size(), index + count)).clear();
            }
        }
    }

    @Test
    void shouldFindEveryOtherEntryWhenOneIsSkipped() {
        Listpack list = of("a", "b", "1", "a", "b", "1");
        assertThat(list.find(list.first(), Bytes.latin1("b"), 0, 1, 0)).isEqualTo(list.seek(1));
        assertThat(list.find(list.first(), Bytes.latin1("b"), 0, 1, 1)).isEqualTo(list.seek(4));
        assertThat(list.find(list.first(), Bytes.latin1("1"), 0, 1, 1)).isEqualTo(list.seek(2));
        assertThat(list.find(list.first(), Bytes.latin1("c"), 0, 1, 0)).isEqualTo(Listpack.NONE);
        assertThat(list.find(Listpack.NONE, Bytes.latin1("a"), 0, 1, 0)).isEqualTo(Listpack.NONE);
    }

    @Test
    void shouldHoldMoreEntriesThanItsHeaderCanCount() {
        Listpack list = new Listpack();
        for (int i = 0; i < 70_000; i++) {
            list.append(i & 7);
        }
        assertThat(Bytes.shortLe(list.bytes(), 4)).isEqualTo(65535);
        assertThat(Listpack.wrap(list.bytes()).count()).isEqualTo(70_000);
    }

    @Test
    void shouldRefuseOrReadWhateverBytesWhenTheyAreDamaged() {
        SplittableRandom random = new SplittableRandom(11);
        byte[] sound =
                of("a", "12", "x".repeat(100), "y".repeat(5000), "-70000", "").bytes();
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged =
                    random.nextInt(4) == 0 ? Arrays.copyOf(sound, random.nextInt(sound.length)) : sound.clone();
            for (int j = 0; j < 1 + random.nextInt(3) && damaged.length > 0; j++) {
                damaged[random.nextInt(Math.min(damaged.length, 150))] = (byte) random.nextInt(256);
            }
            try {
                Listpack list = Listpack.wrap(damaged);
                assertThat(forward(list)).isEqualTo(backward(list)).hasSize(list.count());
            } catch (CorruptEncoding expected) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(5_000);
        assertThatThrownBy(() -> Listpack.wrap(new byte[0])).isInstanceOf(CorruptEncoding.class);
    }
}

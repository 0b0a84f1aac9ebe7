package io.clusterjar.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clusterjar.base.Bytes;
import io.clusterjar.store.CorruptEncoding;
import io.clusterjar.store.EncodingLimits;
import io.clusterjar.store.HashValue;
import io.clusterjar.store.ListValue;
import io.clusterjar.store.Listpack;
import io.clusterjar.store.SortedSetValue;
import io.clusterjar.store.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Values as Redis before 7.0 wrote them, put together by hand from the description of their formats. */
class OlderFormatsTest {
    /** "a", 5 (immediate), -1 (8 bits), 1000 (16), -70000 (24), 70000000 (32), 2^40 (64), 70 times x (14-bit length). */
    private static final String ENTRIES = "000161" + "03f6" + "02feff" + "03c0e803" + "04f090eefe" + "05d0801d2c04"
            + "06e00000000000010000" + "0a4046" + "78".repeat(70);

    private static String ziplist(int count, String entries) {
        byte[] bytes = new byte[11 + entries.length() / 2];
        Bytes.putIntLe(bytes, 0, bytes.length);
        Bytes.putShortLe(bytes, 8, count);
        System.arraycopy(Bytes.fromHex(entries), 0, bytes, 10, entries.length() / 2);
        bytes[bytes.length - 1] = (byte) 0xff;
        return Bytes.hex(bytes);
    }

    private static String string(String hex) {
        int length = hex.length() / 2;
        return (length < 64 ? String.format("%02x", length) : String.format("%04x", 0x4000 | length)) + hex;
    }

    private static Value decode(String hex) {
        byte[] payload = Bytes.fromHex(hex + "00".repeat(10));
        Value value = DumpPayload.decode(payload, EncodingLimits.DEFAULT);
        assertThat(value).isNotNull();
        return value;
    }

    private static List<String> elements(Value value) {
        List<String> all = new ArrayList<>();
        ((ListValue) value).forEachWhile(element -> all.add(Bytes.text(element)));
        return all;
    }

    @Test
    void shouldReadListsOfZiplists() {
        String[] expected = {"a", "5", "-1", "1000", "-70000", "70000000", "1099511627776", "x".repeat(70)};
        String ziplist = string(ziplist(8, ENTRIES));
        assertThat(elements(decode("0a" + ziplist))).containsExactly(expected);
        assertThat(elements(decode("0e02" + ziplist + ziplist)))
                .hasSize(16)
                .startsWith(expected)
                .endsWith(expected);
    }

    @Test
    void shouldReadLongStringsAndLongPreviousLengthsOfZiplists() {
        String large = "80" + "00000102" + "79".repeat(258); // 32-bit length, greatest byte first
        Listpack list = Ziplist.read(Bytes.fromHex(ziplist(2, "00" + large + "fe08010000" + "0162")));
        assertThat(Bytes.text(list.get(list.first()))).isEqualTo("y".repeat(258));
        assertThat(Bytes.text(list.get(list.last()))).isEqualTo("b");
    }

    @Test
    void shouldReadHashesOfZiplistsAndZipmaps() {
        HashValue hash = (HashValue) decode("0d" + string(ziplist(2, "000161" + "03f6")));
        assertThat(hash.encoding()).isEqualTo("listpack");
        assertThat(hash.get(Bytes.latin1("a"))).isEqualTo(Bytes.latin1("5"));
        HashValue older = (HashValue)
                decode("09" + string("02" + "0161" + "0300" + "626364" + "0162" + "010278" + "0000" + "ff"));
        assertThat(older.get(Bytes.latin1("a"))).isEqualTo(Bytes.latin1("bcd"));
        assertThat(older.get(Bytes.latin1("b"))).isEqualTo(Bytes.latin1("x"));
    }

    @Test
    void shouldReadSortedSetsOfZiplistsAndOfScoresAsText() {
        String ziplist = string(ziplist(4, "000161" + "03f6" + "020162" + "0303362e35")); // a 5, b 6.5
        for (String hex : new String[] {"0c" + ziplist, "0302" + "0162" + "03362e35" + "0161" + "0135"}) {
            SortedSetValue sorted = (SortedSetValue) decode(hex);
            assertThat(sorted.encoding()).isEqualTo("listpack");
            assertThat(sorted.score(Bytes.latin1("a"), 0, 1)).isEqualTo(5);
            assertThat(sorted.score(Bytes.latin1("b"), 0, 1)).isEqualTo(6.5);
        }
        SortedSetValue infinite = (SortedSetValue) decode("0302" + "0161" + "fe" + "0162" + "ff");
        assertThat(infinite.score(Bytes.latin1("a"), 0, 1)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(infinite.rank(Bytes.latin1("b"), 0, 1)).isZero();
        assertThatThrownBy(() -> decode("0301" + "0161" + "fd")).isInstanceOf(CorruptRdb.class);
        assertThatThrownBy(() -> decode("0c" + string(ziplist(2, "000161" + "030162"))))
                .isInstanceOf(CorruptRdb.class);
        assertThatThrownBy(() -> decode("0c" + string(ziplist(4, "000161" + "03f6" + "020162" + "03f5"))))
                .isInstanceOf(CorruptRdb.class)
                .hasMessageContaining("out of order");
    }

    @Test
    void shouldReadPlainLists() {
        assertThat(elements(decode("0103" + "0161" + "c005" + "00"))).containsExactly("a", "5", "");
    }

    @Test
    void shouldRefuseOrReadWhateverBytesWhenTheyAreDamaged() {
        SplittableRandom random = new SplittableRandom(5);
        byte[] ziplist = Bytes.fromHex(ziplist(8, ENTRIES));
        byte[] zipmap = Bytes.fromHex("02" + "0161" + "0300" + "626364" + "0162" + "010278" + "0000" + "ff");
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = (i % 2 == 0 ? ziplist : zipmap).clone();
            damaged[random.nextInt(Math.min(damaged.length, 60))] = (byte) random.nextInt(256);
            try {
                Listpack list = i % 2 == 0 ? Ziplist.read(damaged) : Zipmap.read(damaged);
                Listpack.wrap(list.bytes());
            } catch (CorruptEncoding expected) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(5_000);
        assertThatThrownBy(() -> decode("0a" + string("00"))).isInstanceOf(CorruptRdb.class);
        assertThatThrownBy(() -> decode("09" + string("ff"))).isInstanceOf(CorruptRdb.class);
    }
}

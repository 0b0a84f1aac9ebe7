package io.clusterjar.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clusterjar.base.Bytes;
import io.clusterjar.store.EncodingLimits;
import io.clusterjar.store.HashValue;
import io.clusterjar.store.KeyEntry;
import io.clusterjar.store.Keyspace;
import io.clusterjar.store.StringValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RdbReaderTest {
    private static final long NOW_MS = 1_700_000_000_000L;

    private static final String HEAD = "524544495330303131"; // REDIS0011

    private static Keyspace filled() {
        Keyspace keyspace = new Keyspace(2, 1, false);
        for (int i = 0; i < 50; i++) {
            keyspace.db(i & 1).put(Bytes.latin1("k" + i), StringValue.of(Bytes.latin1("value".repeat(i))), false);
        }
        HashValue hash = new HashValue();
        for (int i = 0; i < 100; i++) {
            hash.set(Bytes.latin1("f" + i), Bytes.latin1("v" + i * i));
        }
        KeyEntry entry = keyspace.db(0).put(Bytes.latin1("hash"), hash, false);
        keyspace.db(0).setExpire(entry, NOW_MS + 5000);
        return keyspace;
    }

    private static byte[] file() {
        return Snapshot.toBytes(filled(), List.of(Bytes.latin1("#!lua name=x")), RdbInfo.of("7.2.4", NOW_MS, 1), true);
    }

    private static RdbLoader load(byte[] file) {
        RdbLoader loader = new RdbLoader(new Keyspace(2, 1, false), EncodingLimits.DEFAULT, NOW_MS, false);
        RdbReader.readAll(file, loader, EncodingLimits.DEFAULT);
        return loader;
    }

    @Test
    void shouldReadByteByByte() {
        byte[] file = file();
        RdbLoader loader = new RdbLoader(new Keyspace(2, 1, false), EncodingLimits.DEFAULT, NOW_MS, false);
        RdbReader reader = new RdbReader(loader, EncodingLimits.DEFAULT);
        for (int i = 0; i < file.length; i++) {
            assertThat(reader.isFinished()).isFalse();
            assertThat(reader.feed(file, i, 1)).isEqualTo(1);
        }
        reader.end();
        assertThat(reader.isFinished()).isTrue();
        assertThat(loader.loaded()).isEqualTo(51);
    }

    @Test
    void shouldLeaveWhatFollowsTheEnd() {
        byte[] file = file();
        byte[] longer = Arrays.copyOf(file, file.length + 7);
        RdbLoader loader = new RdbLoader(new Keyspace(2, 1, false), EncodingLimits.DEFAULT, NOW_MS, false);
        RdbReader reader = new RdbReader(loader, EncodingLimits.DEFAULT);
        assertThat(reader.feed(longer, 0, longer.length)).isEqualTo(file.length);
        assertThat(reader.unread()).hasSize(7);
        assertThat(RdbReader.readAll(
                        longer,
                        new RdbLoader(new Keyspace(2, 1, false), EncodingLimits.DEFAULT, 0, true),
                        EncodingLimits.DEFAULT))
                .isEqualTo(file.length);
    }

    @Test
    void shouldRefuseEveryTruncatedFile() {
        byte[] file = file();
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> load(cut)).isInstanceOf(CorruptRdb.class);
        }
    }

    @Test
    @Timeout(60)
    void shouldRefuseDamagedFilesAndNothingElse() {
        SplittableRandom random = new SplittableRandom(6);
        byte[] file = file();
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = file.clone();
            for (int j = random.nextInt(3); j >= 0; j--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                load(damaged);
            } catch (CorruptRdb expected) {
                assertThat(expected.offset()).isBetween(0L, (long) file.length);
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(19_000);
    }

    @ParameterizedTest
    @CsvSource({
        "'',0",
        "4142434445303031310a,0",
        "524544495330303132ff,5", // no signature; version 12
        HEAD + "f4,9",
        HEAD + "f6,9", // newer and unripe opcodes
        HEAD + "0f016b,12",
        HEAD + "13016b,12",
        HEAD + "15016b,12", // streams
        HEAD + "07016b,12",
        HEAD + "16016b,12",
        HEAD + "08016b,12", // modules, newer hashes, unused
        HEAD + "00016bffffffff,12", // unknown string encoding
        HEAD + "00016b81ffffffffffffffff,12", // announced length beyond all bounds
        HEAD + "00016bc3058000bfffff0000000000,12" // compressed claims too much
    })
    void shouldNameTheByteThatIsWrong(String hex, long offset) {
        assertThatThrownBy(() -> load(Bytes.fromHex(hex)))
                .isInstanceOf(CorruptRdb.class)
                .hasMessageEndingWith("at byte " + offset);
    }

    @Test
    void shouldPassOverDataOfModulesAndOldTimes() {
        List<String> seen = new ArrayList<>();
        String rdb = HEAD + "f7010202" + "018000000005" + "0203" + "0503616263" + "040000000000000000" + "0300000000"
                + "00" // module data
                + "fe01" + "fd01000000" + "f905" + "00016bc007" // 1 s after 1970, frequency 5
                + "fc0200000000000000" + "f807" + "00016cc008"
                + "ff0000000000000000";
        RdbReader.readAll(
                Bytes.fromHex(rdb),
                (db, key, value, at, idle, frequency) ->
                        seen.add(db + Bytes.text(key) + " " + at + " " + idle + " " + frequency),
                EncodingLimits.DEFAULT);
        assertThat(seen).containsExactly("1k 1000 -1 5", "1l 2 7 -1");
    }

    @Test
    void shouldCountIdleTimeFromTheLoadUnlessTheFileSaysIt() {
        Keyspace keyspace = new Keyspace(1, 1, false);
        String keys = "00016ac007" + "f905" + "00016bc007" + "f807" + "00016cc008"; // used often, long ago
        RdbLoader loader = new RdbLoader(keyspace, EncodingLimits.DEFAULT, NOW_MS, false);
        RdbReader.readAll(Bytes.fromHex(HEAD + keys + "ff0000000000000000"), loader, EncodingLimits.DEFAULT);
        int nowSeconds = (int) (NOW_MS / 1000);
        assertThat(Stream.of("j", "k", "l")
                        .map(key -> keyspace.db(0).find(Bytes.latin1(key)).access()))
                .containsExactly(nowSeconds, nowSeconds, nowSeconds - 7);
    }

    @Test
    void shouldPassOverKeysWhoseTimeHasComeUnlessTheyAreKept() {
        byte[] file = file();
        RdbLoader late = new RdbLoader(new Keyspace(2, 1, false), EncodingLimits.DEFAULT, NOW_MS + 5001, false);
        RdbReader.readAll(file, late, EncodingLimits.DEFAULT);
        assertThat(late.loaded()).isEqualTo(50);
        assertThat(late.expired()).isEqualTo(1);
        RdbLoader replica = new RdbLoader(new Keyspace(2, 1, false), EncodingLimits.DEFAULT, NOW_MS + 5001, true);
        RdbReader.readAll(file, replica, EncodingLimits.DEFAULT);
        assertThat(replica.loaded()).isEqualTo(51);
    }

    @Test
    void shouldRefuseWhatTheKeySpaceCannotHold() {
        byte[] file = file();
        RdbLoader small = new RdbLoader(new Keyspace(1, 1, false), EncodingLimits.DEFAULT, NOW_MS, false);
        assertThatThrownBy(() -> RdbReader.readAll(file, small, EncodingLimits.DEFAULT))
                .isInstanceOf(CorruptRdb.class)
                .hasMessageContaining("database 1 is not one of 1");
        String twice = HEAD + "00016bc007" + "00016bc007" + "ff0000000000000000";
        assertThatThrownBy(() -> load(Bytes.fromHex(twice)))
                .isInstanceOf(CorruptRdb.class)
                .hasMessageContaining("key 'k' is there twice at byte 14");
    }
}

package io.clusterjar.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clusterjar.base.Bytes;
import io.clusterjar.protocol.Args;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamValueTest {
    private static final long MAX_BYTES = 4096;
    private static final long MAX_ENTRIES = 5;

    private final StreamValue stream = new StreamValue();

    private static Args words(String... words) {
        byte[][] bytes = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            bytes[i] = Bytes.latin1(words[i]);
        }
        return Args.of(bytes);
    }

    private static StreamId id(long ms, long seq) {
        return new StreamId(ms, seq);
    }

    private void add(long ms) {
        stream.append(id(ms, 0), words("field", "" + ms), 0, MAX_BYTES, MAX_ENTRIES);
    }

    private static List<String> entries(StreamCursor cursor) {
        List<String> found = new ArrayList<>();
        while (cursor.next()) {
            StringBuilder entry = new StringBuilder(cursor.id().toString());
            while (cursor.nextField()) {
                entry.append(' ').append(Bytes.text(cursor.pack().get(cursor.field())));
                entry.append(' ').append(Bytes.text(cursor.pack().get(cursor.value())));
            }
            found.add(entry.toString());
        }
        return found;
    }

    @Test
    void shouldOrderIdsWithoutSign() {
        assertThat(id(-1, 0)).isGreaterThan(id(Long.MAX_VALUE, -1));
        assertThat(id(1, -1)).isGreaterThan(id(1, 5));
        assertThat(id(1, -1).next()).isEqualTo(id(2, 0));
        assertThat(id(2, 0).previous()).isEqualTo(id(1, -1));
        assertThat(StreamId.MAX).hasToString("18446744073709551615-18446744073709551615");
        assertThat(StreamId.read(id(3, 7).toBytes(), 0)).isEqualTo(id(3, 7));
    }

    @Test
    void shouldBeginANewNodeWhenTheLastIsFull() {
        for (int i = 1; i <= 11; i++) {
            add(i);
        }
        assertThat(stream.nodeCount()).isEqualTo(3);
        assertThat(stream.nodeId(1)).isEqualTo(id(6, 0));
        stream.append(id(20, 0), words("f", "x".repeat(5000)), 0, MAX_BYTES, MAX_ENTRIES);
        assertThat(stream.nodeCount()).isEqualTo(4);
        stream.append(id(21, 0), words("f", "x"), 0, MAX_BYTES, MAX_ENTRIES);
        assertThat(stream.nodeCount()).isEqualTo(5);
        stream.append(id(22, 0), words("f", "x".repeat(5000)), 0, 0, 0);
        assertThat(stream.nodeCount()).isEqualTo(5);
    }

    @Test
    void shouldLeaveOutFieldNamesThatAreThoseOfTheFirstEntry() {
        stream.append(id(1, 0), words("a long name of a field", "1"), 0, MAX_BYTES, 0);
        int one = stream.nodePack(0).lengthBytes();
        stream.append(id(2, 0), words("a long name of a field", "2"), 0, MAX_BYTES, 0);
        assertThat(stream.nodePack(0).lengthBytes() - one).isEqualTo(10); // five small numbers
        stream.append(id(3, 0), words("another long name", "3"), 0, MAX_BYTES, 0);
        assertThat(entries(stream.cursor(StreamId.MIN, StreamId.MAX, false)))
                .containsExactly(
                        "1-0 a long name of a field 1", "2-0 a long name of a field 2", "3-0 another long name 3");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldHoldWhatAMapWouldHold(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TreeMap<StreamId, String> model = new TreeMap<>();
        StreamId last = StreamId.MIN;
        for (int i = 0; i < 3000; i++) {
            switch (random.nextInt(10)) {
                case 0, 1 -> {
                    StreamId id = id(random.nextInt(40 + i / 10), random.nextInt(3));
                    assertThat(stream.delete(id)).isEqualTo(model.remove(id) != null);
                }
                case 2 -> {
                    int keep = random.nextInt(60);
                    long gone = stream.trimToLength(keep, false, 0);
                    assertThat(gone).isEqualTo(Math.max(0, model.size() - keep));
                    while (model.size() > keep) {
                        model.pollFirstEntry();
                    }
                }
                case 3 -> {
                    StreamId least = id(random.nextInt(20 + i / 10), 1);
                    long gone = stream.trimToId(least, false, 0);
                    NavigableMap<StreamId, String> going = model.headMap(least, false);
                    assertThat(gone).isEqualTo(going.size());
                    going.clear();
                }
                default -> {
                    last = random.nextBoolean() ? last.next() : id(last.ms() + 1, random.nextInt(3));
                    String[] fields = new String[2 * random.nextInt(1, 4)];
                    for (int j = 0; j < fields.length; j++) {
                        fields[j] = "w" + random.nextInt(2 + j);
                    }
                    stream.append(last, words(fields), 0, MAX_BYTES, MAX_ENTRIES);
                    model.put(last, last + " " + String.join(" ", fields));
                }
            }
            check(model, random);
        }
        assertThat(entries(((StreamValue) stream.copy()).cursor(StreamId.MIN, StreamId.MAX, false)))
                .containsExactlyElementsOf(model.values());
    }

    private void check(TreeMap<StreamId, String> model, SplittableRandom random) {
        assertThat(stream.length()).isEqualTo(model.size()).isEqualTo(stream.countEntries());
        assertThat(stream.firstId()).isEqualTo(model.isEmpty() ? StreamId.MIN : model.firstKey());
        StreamId a = id(random.nextInt(400), random.nextInt(3));
        StreamId b = random.nextInt(5) == 0 ? StreamId.MAX : id(random.nextInt(400), random.nextInt(3));
        Map<StreamId, String> expected = a.isAfter(b) ? Map.of() : model.subMap(a, true, b, true);
        assertThat(entries(stream.cursor(a, b, false))).containsExactlyElementsOf(expected.values());
        assertThat(entries(stream.cursor(a, b, true)))
                .containsExactlyElementsOf(
                        a.isAfter(b)
                                ? List.<String>of()
                                : model.subMap(a, true, b, true).descendingMap().values());
        assertThat(stream.contains(a)).isEqualTo(model.containsKey(a));
    }

    @Test
    void shouldTrimWholeNodesOnlyWhenApproximate() {
        for (int i = 1; i <= 20; i++) {
            add(i);
        }
        assertThat(stream.trimToLength(8, true, 0)).isEqualTo(10);
        assertThat(stream.trimToLength(8, true, 0)).isZero();
        assertThat(stream.trimToId(id(20, 0), true, 4)).isZero();
        assertThat(stream.trimToId(id(20, 0), true, 5)).isEqualTo(5);
        assertThat(stream.firstId()).isEqualTo(id(16, 0));
        assertThat(stream.trimToLength(0, true, 0)).isEqualTo(5);
        assertThat(stream.firstId()).isEqualTo(StreamId.MIN);
        assertThat(stream.lastId()).isEqualTo(id(20, 0));
        assertThat(stream.entriesAdded()).isEqualTo(20);
        assertThat(stream.maxDeletedId()).isEqualTo(StreamId.MIN);
    }

    @Test
    void shouldTellTheLagOnlyWhereItIsKnown() {
        for (int i = 1; i <= 10; i++) {
            add(i);
        }
        StreamGroup group = stream.addGroup(Bytes.latin1("g"), id(5, 0), StreamGroup.UNKNOWN);
        assertThat(stream.lag(group)).isEmpty();
        group.lastId(StreamId.MIN);
        assertThat(stream.lag(group)).isEqualTo(OptionalLong.of(10));
        stream.advance(group, id(1, 0));
        assertThat(group.entriesRead()).isEqualTo(1);
        stream.advance(group, id(2, 0));
        assertThat(stream.lag(group)).isEqualTo(OptionalLong.of(8));
        stream.delete(id(4, 0));
        assertThat(stream.lag(group)).isEmpty();
        stream.advance(group, id(3, 0));
        assertThat(group.entriesRead()).isEqualTo(StreamGroup.UNKNOWN);
        stream.advance(group, id(10, 0));
        assertThat(stream.lag(group)).isEqualTo(OptionalLong.of(0));
    }

    @Test
    void shouldKeepBothListsOfPendingEntriesAlike() {
        StreamGroup group = stream.addGroup(Bytes.latin1("g"), StreamId.MIN, 0);
        StreamConsumer a = group.addConsumer(Bytes.latin1("a"), 1, StreamConsumer.NEVER);
        StreamConsumer b = group.addConsumer(Bytes.latin1("b"), 1, StreamConsumer.NEVER);
        StreamDelivery first = group.deliver(id(1, 0), a, 10, 1);
        group.deliver(id(2, 0), a, 10, 1);
        group.give(id(1, 0), first, b);
        assertThat(a.pending()).containsOnlyKeys(id(2, 0));
        assertThat(b.pending()).containsOnlyKeys(id(1, 0));
        StreamGroup copy = ((StreamValue) stream.copy()).group(Bytes.latin1("g"));
        assertThat(group.acknowledge(id(1, 0))).isTrue();
        assertThat(group.acknowledge(id(1, 0))).isFalse();
        assertThat(b.pending()).isEmpty();
        group.remove(a);
        assertThat(group.pending()).isEmpty();
        assertThat(copy).isNotNull();
        assertThat(copy.pending()).containsOnlyKeys(id(1, 0), id(2, 0));
    }

    @Test
    void shouldRefuseNodesThatAreNone() {
        add(5);
        Listpack pack = stream.nodePack(0).copy();
        assertThatThrownBy(() -> stream.addNode(id(5, 0), pack)).isInstanceOf(CorruptEncoding.class);
        Listpack shorter = pack.copy();
        shorter.delete(shorter.last());
        assertThatThrownBy(() -> stream.addNode(id(6, 0), shorter)).isInstanceOf(CorruptEncoding.class);
        Listpack wrong = pack.copy();
        wrong.replace(wrong.first(), 2);
        assertThatThrownBy(() -> stream.addNode(id(6, 0), wrong)).isInstanceOf(CorruptEncoding.class);
        assertThatThrownBy(() -> stream.addNode(id(6, 0), new Listpack())).isInstanceOf(CorruptEncoding.class);
    }
}

package io.clusterjar.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.base.Bytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sorted set against {@code java.util}, and the points at which Redis 7.2 changes its encoding. */
class SortedSetValueTest {
    private static final EncodingLimits LIMITS = EncodingLimits.DEFAULT;

    private static boolean put(SortedSetValue set, String member, double score) {
        byte[] bytes = Bytes.latin1(member);
        return set.put(bytes, 0, bytes.length, score, LIMITS);
    }

    private static List<String> range(SortedSetValue set, int rank, long count, boolean reverse) {
        List<String> all = new ArrayList<>();
        set.forRange(rank, count, reverse, (member, score) -> all.add(Bytes.text(member) + "=" + score));
        return all;
    }

    @Test
    void shouldBecomeSkiplistWhenItHasTooManyMembers() {
        SortedSetValue set = new SortedSetValue();
        for (int i = 0; i < 128; i++) {
            put(set, "m" + i, i);
        }
        assertThat(set.encoding()).isEqualTo("listpack");
        put(set, "m0", 5);
        assertThat(set.encoding()).isEqualTo("listpack");
        put(set, "one more", 1);
        assertThat(set.encoding()).isEqualTo("skiplist");
        assertThat(set.size()).isEqualTo(129);
    }

    @Test
    void shouldBecomeSkiplistWhenMemberIsTooLong() {
        SortedSetValue set = new SortedSetValue();
        put(set, "x".repeat(64), 1);
        assertThat(set.encoding()).isEqualTo("listpack");
        put(set, "x".repeat(65), 1);
        assertThat(set.encoding()).isEqualTo("skiplist");
        set.compact(LIMITS);
        assertThat(set.encoding()).isEqualTo("skiplist");
    }

    @Test
    void shouldBecomeListpackWhenCompactedWithinLimits() {
        SortedSetValue set = new SortedSetValue();
        set.expand();
        put(set, "b", 2.5);
        put(set, "a", Double.NEGATIVE_INFINITY);
        set.compact(LIMITS);
        assertThat(set.encoding()).isEqualTo("listpack");
        assertThat(range(set, 0, 9, false)).containsExactly("a=-Infinity", "b=2.5");
    }

    @ParameterizedTest
    @CsvSource({"40, 1, false", "40, 2, true", "1000, 3, false", "1000, 4, true"})
    void shouldHoldWhatASortedListHoldsWhenChangedAtRandom(int members, long seed, boolean large) {
        SplittableRandom random = new SplittableRandom(seed);
        SortedSetValue set = new SortedSetValue();
        if (large) {
            set.expand();
        }
        Map<String, Double> model = new HashMap<>();
        for (int i = 0; i < 4000; i++) {
            change(random, set, model, members);
            assertThat(set.size()).isEqualTo(model.size());
            if (i % 50 == 0) {
                compare(random, set, sorted(model), "seed=" + seed + " step=" + i);
            }
        }
        compare(random, set.copy(), sorted(model), "copy of seed=" + seed);
    }

    private static void change(SplittableRandom random, SortedSetValue set, Map<String, Double> model, int members) {
        String member = "" + random.nextInt(members);
        byte[] bytes = Bytes.latin1(member);
        int what = random.nextInt(10);
        if (what < 7) {
            double score = random.nextInt(20) / 4.0;
            assertThat(put(set, member, score)).isEqualTo(model.put(member, score) == null);
        } else if (what < 9) {
            assertThat(set.remove(bytes, 0, bytes.length)).isEqualTo(model.remove(member) != null);
        } else if (!model.isEmpty()) {
            List<Map.Entry<String, Double>> order = sorted(model);
            int rank = random.nextInt(order.size());
            int count = Math.min(random.nextInt(4), order.size() - rank);
            set.removeRange(rank, count);
            order.subList(rank, rank + count).forEach(entry -> model.remove(entry.getKey()));
        }
    }

    private static List<Map.Entry<String, Double>> sorted(Map<String, Double> model) {
        List<Map.Entry<String, Double>> order =
                new ArrayList<>(Map.copyOf(model).entrySet());
        order.sort(Map.Entry.<String, Double>comparingByValue()
                .thenComparing(Map.Entry::getKey, Comparator.naturalOrder()));
        return order;
    }

    private static void compare(
            SplittableRandom random, SortedSetValue set, List<Map.Entry<String, Double>> order, String when) {
        List<String> expected = order.stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
        assertThat(range(set, 0, Long.MAX_VALUE, false)).as(when).isEqualTo(expected);
        List<String> backwards = new ArrayList<>(expected);
        java.util.Collections.reverse(backwards);
        assertThat(range(set, set.size() - 1, Long.MAX_VALUE, true)).as(when).isEqualTo(backwards);
        for (int rank = 0; rank < order.size(); rank += 1 + random.nextInt(7)) {
            byte[] member = Bytes.latin1(order.get(rank).getKey());
            assertThat(set.rank(member, 0, member.length)).as(when).isEqualTo(rank);
            assertThat(set.score(member, 0, member.length))
                    .as(when)
                    .isEqualTo(order.get(rank).getValue());
            assertThat(range(set, rank, 1, false)).as(when).containsExactly(expected.get(rank));
        }
        for (double score = -0.25; score < 5.5; score += 0.25) {
            double at = score;
            assertThat(set.countBelow(at, false)).isEqualTo((int)
                    order.stream().filter(e -> e.getValue() < at).count());
            assertThat(set.countBelow(at, true)).isEqualTo((int)
                    order.stream().filter(e -> e.getValue() <= at).count());
        }
    }

    @Test
    void shouldCountMembersBelowANameWhenScoresAreEqual() {
        for (boolean large : new boolean[] {false, true}) {
            SortedSetValue set = new SortedSetValue();
            if (large) {
                set.expand();
            }
            for (String member : List.of("a", "b", "bb", "c")) {
                put(set, member, 0);
            }
            assertThat(set.countBelow(Bytes.latin1("b"), false)).isEqualTo(1);
            assertThat(set.countBelow(Bytes.latin1("b"), true)).isEqualTo(2);
            assertThat(set.countBelow(Bytes.latin1("ba"), true)).isEqualTo(2);
            assertThat(set.countBelow(Bytes.latin1("z"), false)).isEqualTo(4);
        }
    }
}

package io.clusterjar.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.base.Bytes;
import io.clusterjar.time.RandomSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DictTest {
    private final Dict<ScoreEntry> dict = new Dict<>(99);

    private static byte[] key(int i) {
        return Bytes.latin1("key:" + i);
    }

    private void add(int i) {
        dict.add(new ScoreEntry(key(i), i));
    }

    private static RandomSource random(long seed) {
        SplittableRandom source = new SplittableRandom(seed);
        return new RandomSource() {
            @Override
            public long nextLong() {
                return source.nextLong();
            }

            @Override
            public int nextInt(int bound) {
                return source.nextInt(bound);
            }

            @Override
            public double nextDouble() {
                return source.nextDouble();
            }

            @Override
            public RandomSource fork(String purpose) {
                return random(purpose.hashCode());
            }
        };
    }

    @Test
    void shouldAgreeWithAHashMapWhenChangedAtRandom() {
        SplittableRandom random = new SplittableRandom(5);
        Map<Integer, Double> plain = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            int k = random.nextInt(i < 100_000 ? 5000 : 50_000);
            boolean grow = i < 60_000 || i > 120_000 && i < 160_000;
            byte[] buffer = Bytes.latin1("??key:" + k + "!!");
            ScoreEntry entry = dict.find(buffer, 2, buffer.length - 4);
            assertThat(entry == null ? null : entry.score()).isEqualTo(plain.get(k));
            if (entry == null && grow) {
                add(k);
                plain.put(k, (double) k);
            } else if (entry != null && !grow) {
                assertThat(dict.remove(key(k))).isSameAs(entry);
                plain.remove(k);
            }
            assertThat(dict.size()).isEqualTo(plain.size());
        }
        Set<Double> seen = new HashSet<>();
        dict.forEach(entry -> assertThat(seen.add(entry.score())).isTrue());
        assertThat(seen).isEqualTo(new HashSet<>(plain.values()));
    }

    @Test
    void shouldMoveLittleAtATimeWhenItGrows() {
        for (int i = 0; i < 1024; i++) {
            add(i);
        }
        while (dict.rehash(100)) {
            assertThat(dict.isRehashing()).isTrue();
        }
        int before = dict.buckets();
        int i = 1024;
        while (!dict.isRehashing()) {
            add(i++);
        }
        assertThat(dict.buckets()).isEqualTo(before * 3);
        int steps = 0;
        while (dict.isRehashing()) {
            dict.find(key(0));
            steps++;
        }
        assertThat(steps).isBetween(before / 11, before);
        assertThat(dict.buckets()).isEqualTo(before * 2);
    }

    @Test
    void shouldShrinkWhenItIsNearlyEmpty() {
        for (int i = 0; i < 10_000; i++) {
            add(i);
        }
        for (int i = 0; i < 9_990; i++) {
            dict.remove(key(i));
        }
        while (dict.rehash(1000)) {
            assertThat(dict.size()).isEqualTo(10);
        }
        dict.remove(key(9_999));
        while (dict.rehash(1000)) {
            assertThat(dict.size()).isEqualTo(9);
        }
        assertThat(dict.buckets()).isLessThan(200);
        assertThat(dict.find(key(9_995))).isNotNull();
    }

    @Test
    void shouldScanEveryKeyThatStaysWhenTheTableGrowsAndShrinksMeanwhile() {
        for (long seed = 0; seed < 30; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            dict.clear();
            int staying = 1 + random.nextInt(500);
            for (int i = 0; i < staying; i++) {
                add(i);
            }
            Set<Double> seen = new HashSet<>();
            int passing = 0;
            int first = 0;
            long cursor = 0;
            int calls = 0;
            do {
                cursor = dict.scan(cursor, entry -> seen.add(entry.score()));
                int adding = random.nextInt(60);
                if (random.nextInt(40) == 0) {
                    while (first < passing) {
                        dict.remove(key(1_000_000 + first++));
                    }
                } else if (passing < 20_000) {
                    for (int i = 0; i < adding; i++) {
                        add(1_000_000 + passing++);
                    }
                }
                assertThat(++calls).isLessThan(1_000_000);
            } while (cursor != 0);
            for (int i = 0; i < staying; i++) {
                assertThat(seen).as("seed=" + seed).contains((double) i);
            }
        }
    }

    @Test
    void shouldScanWhileTheVisitRemoves() {
        for (int i = 0; i < 1000; i++) {
            add(i);
        }
        long cursor = 0;
        int[] visited = {0};
        do {
            cursor = dict.scan(cursor, entry -> {
                visited[0]++;
                dict.remove(entry);
            });
        } while (cursor != 0);
        assertThat(visited[0]).isEqualTo(1000);
        assertThat(dict.isEmpty()).isTrue();
    }

    @Test
    void shouldDrawEntriesAboutEquallyOften() {
        RandomSource random = random(1);
        int entries = 50;
        for (int i = 0; i < entries; i++) {
            add(i);
        }
        int[] drawn = new int[entries];
        for (int i = 0; i < entries * 1000; i++) {
            ScoreEntry entry = dict.random(random);
            assertThat(entry).isNotNull();
            drawn[(int) entry.score()]++;
        }
        for (int count : drawn) {
            assertThat(count).isBetween(800, 1200);
        }
    }

    @Test
    void shouldDrawNothingWhenEmpty() {
        assertThat(dict.random(random(1))).isNull();
        assertThat(dict.scan(0, entry -> {})).isZero();
        assertThat(dict.find(key(1))).isNull();
        assertThat(dict.remove(key(1))).isNull();
    }

    @Test
    void shouldDrawFromATableThatIsNearlyEmpty() {
        for (int i = 0; i < 10_000; i++) {
            add(i);
        }
        while (dict.rehash(1000)) {
            assertThat(dict.isRehashing()).isTrue();
        }
        dict.forEach(entry -> {
            if (entry.score() != 17) {
                dict.remove(entry);
            }
        });
        ScoreEntry only = dict.random(random(1));
        assertThat(only).isNotNull();
        assertThat(only.score()).isEqualTo(17);
    }
}

package io.clusterjar.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.base.Bytes;
import io.clusterjar.slot.Slots;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DatabaseTest {
    private final Database db = new Database(0, 1, true);

    private static byte[] bytes(String text) {
        return Bytes.latin1(text);
    }

    private KeyEntry put(String key) {
        return db.put(bytes(key), StringValue.of(1), false);
    }

    @Test
    void shouldListKeysOfASlotLastAddedFirst() {
        put("{a}1");
        put("{a}2");
        put("{b}3");
        put("{a}3");
        put("{a}1");
        int slot = Slots.slotOf(bytes("a"));
        assertThat(db.countInSlot(slot)).isEqualTo(3);
        assertThat(db.keysInSlot(slot, 2)).extracting(Bytes::text).containsExactly("{a}3", "{a}2");
        db.remove(bytes("{a}2"));
        assertThat(db.keysInSlot(slot, 10)).extracting(Bytes::text).containsExactly("{a}3", "{a}1");
        db.forEachInSlot(slot, db::remove);
        assertThat(db.countInSlot(slot)).isZero();
        assertThat(db.size()).isEqualTo(1);
    }

    @Test
    void shouldForgetOrKeepTheTimeToLiveWhenAValueIsReplaced() {
        KeyEntry entry = put("k");
        db.setExpire(entry, 1000);
        assertThat(db.put(bytes("k"), StringValue.of(2), true)).isSameAs(entry);
        assertThat(entry.expireAtMs()).isEqualTo(1000);
        assertThat(entry.isExpired(1000)).isFalse();
        assertThat(entry.isExpired(1001)).isTrue();
        put("k");
        assertThat(entry.expireAtMs()).isEqualTo(KeyEntry.NEVER);
        assertThat(db.expiresCount()).isZero();
    }

    @Test
    void shouldKnowWhichKeysExpireWhenChangedAtRandom() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 20_000; i++) {
            String key = "k" + random.nextInt(300);
            KeyEntry entry = db.find(bytes(key));
            if (entry == null) {
                put(key);
            } else {
                switch (random.nextInt(4)) {
                    case 0 -> db.remove(entry);
                    case 1 -> {
                        boolean expires = entry.expireAtMs() != KeyEntry.NEVER;
                        assertThat(db.clearExpire(entry)).isEqualTo(expires);
                    }
                    default -> db.setExpire(entry, 5000 + i);
                }
            }
        }
        List<KeyEntry> expected = new ArrayList<>();
        db.forEach(entry -> {
            if (entry.expireAtMs() != KeyEntry.NEVER) {
                expected.add(entry);
            }
        });
        List<KeyEntry> expiring = new ArrayList<>();
        for (int i = 0; i < db.expiresCount(); i++) {
            expiring.add(db.expiring(i));
        }
        assertThat(expiring).containsExactlyInAnyOrderElementsOf(expected).isNotEmpty();
        assertThat(db.averageTtlMs(0)).isBetween(5000L, 25_000L);
    }

    @Test
    void shouldVisitWhatIsStillThereWhenTheVisitChangesTheDatabase() {
        for (int i = 0; i < 100; i++) {
            put("k" + i);
        }
        int[] visited = {0};
        db.forEach(entry -> {
            visited[0]++;
            db.clear();
            put("new");
        });
        assertThat(visited[0]).isEqualTo(1);
        assertThat(db.size()).isEqualTo(1);
    }

    @Test
    void shouldExchangeKeysWhenSwapped() {
        Keyspace keyspace = new Keyspace(16, 7, false);
        KeyEntry entry = keyspace.db(0).put(bytes("k"), StringValue.of(1), false);
        keyspace.db(0).setExpire(entry, 99);
        Database second = keyspace.db(1);
        keyspace.swap(0, 1);
        assertThat(second.index()).isEqualTo(1);
        assertThat(second.find(bytes("k"))).isSameAs(entry);
        assertThat(second.expiresCount()).isEqualTo(1);
        assertThat(keyspace.db(0).size() + keyspace.db(0).expiresCount()).isZero();
        assertThat(keyspace.size()).isEqualTo(1);
    }
}

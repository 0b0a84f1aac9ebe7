package io.clusterjar.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.protocol.RespWriter;
import io.clusterjar.time.SeededRandom;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BacklogTest {
    @Test
    void shouldKeepTheNewestBytesWhateverTheSizeOfTheWrites() {
        SplittableRandom random = new SplittableRandom(5);
        byte[] all = new byte[200_000];
        random.nextBytes(all);
        Backlog backlog = new Backlog(20_000, 1);
        int written = 0;
        while (written < all.length) {
            int count = Math.min(all.length - written, random.nextInt(10) == 0 ? 30_000 : random.nextInt(3000));
            backlog.append(all, written, count);
            written += count;
            assertThat(backlog.endOffset()).isEqualTo(written + 1L);
            assertThat(backlog.historyBytes()).isEqualTo(Math.min(written, 20_000));
            assertHolds(backlog, all, written);
        }
        Backlog smaller = backlog.resized(17_000);
        assertThat(smaller.firstOffset()).isEqualTo(all.length + 1L - 17_000);
        assertHolds(smaller, all, written);
        Backlog larger = smaller.resized(50_000);
        assertThat(larger.firstOffset()).isEqualTo(smaller.firstOffset());
        assertHolds(larger, all, written);
    }

    private static void assertHolds(Backlog backlog, byte[] all, int written) {
        RespWriter found = new RespWriter();
        byte[] again = new byte[backlog.historyBytes()];
        backlog.read(backlog.firstOffset(), found::raw);
        System.arraycopy(found.buffer(), 0, again, 0, found.length());
        assertThat(found.length()).isEqualTo(backlog.historyBytes());
        assertThat(again).isEqualTo(Arrays.copyOfRange(all, (int) backlog.firstOffset() - 1, written));
    }

    @Test
    void shouldCoverFromTheOldestByteToTheNextOne() {
        Backlog backlog = new Backlog(1, 101);
        assertThat(backlog.sizeBytes()).isEqualTo(Backlog.MIN_SIZE_BYTES);
        assertThat(backlog.covers(101)).isTrue();
        backlog.append(new byte[20_000], 0, 20_000);
        long first = 101 + 20_000 - Backlog.MIN_SIZE_BYTES;
        assertThat(backlog.covers(first - 1)).isFalse();
        assertThat(backlog.covers(first)).isTrue();
        assertThat(backlog.covers(20_101)).isTrue();
        assertThat(backlog.covers(20_102)).isFalse();
    }

    @Test
    void shouldContinueThePreviousHistoryUpToTheBranchOnly() {
        History history = new History(new SeededRandom(1), new RespWriter());
        history.openBacklog(Backlog.MIN_SIZE_BYTES, true);
        history.append(new byte[100], 0, 100);
        String old = history.id();
        history.branch();
        history.append(new byte[50], 0, 50);
        assertThat(history.canContinue(old, 101)).isTrue();
        assertThat(history.canContinue(old.toUpperCase(java.util.Locale.ROOT), 50))
                .isTrue();
        assertThat(history.canContinue(old, 102)).isFalse();
        assertThat(history.canContinue(history.id(), 151)).isTrue();
        assertThat(history.canContinue(ReplicationId.NONE, 1)).isFalse();
    }
}

package io.clusterjar.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.time.SeededRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimerHeapTest {
    private final TimerHeap heap = new TimerHeap();

    private Scheduled add(long atNs) {
        return heap.add(new Scheduled(heap, null, 0, atNs, () -> {}));
    }

    @Test
    void shouldAgreeWithASortedListWhenChangedAtRandom() {
        SeededRandom random = new SeededRandom(7);
        List<Scheduled> model = new ArrayList<>();
        Comparator<Scheduled> order =
                Comparator.<Scheduled>comparingLong(timer -> timer.atNs).thenComparingLong(timer -> timer.sequence);
        for (int step = 0; step < 5_000; step++) {
            int choice = random.nextInt(10);
            if (choice < 5 || model.isEmpty()) {
                model.add(add(random.nextInt(50)));
            } else if (choice < 8) {
                model.sort(order);
                assertThat(heap.pollDue(Long.MAX_VALUE, Long.MAX_VALUE)).isSameAs(model.remove(0));
            } else {
                Scheduled victim = model.remove(random.nextInt(model.size()));
                victim.cancel();
                victim.cancel();
            }
            assertThat(heap.size()).isEqualTo(model.size());
            assertThat(heap.nextNs())
                    .isEqualTo(
                            model.stream().mapToLong(timer -> timer.atNs).min().orElse(TimerHeap.NONE));
        }
    }

    @Test
    void shouldLeaveTimersThatWereAddedMeanwhileToTheNextTurn() {
        Scheduled first = add(5);
        long limit = heap.sequence();
        add(5);
        assertThat(heap.pollDue(5, limit)).isSameAs(first);
        assertThat(heap.pollDue(5, limit)).isNull();
    }

    @Test
    void shouldKeepTheOrderWhenDeadlinesMove() {
        Scheduled early = add(1);
        Scheduled late = add(2);
        early.atNs = 3;
        heap.reorder();
        assertThat(heap.pollDue(9, 9)).isSameAs(late);
        assertThat(heap.pollDue(9, 9)).isSameAs(early);
    }
}

package io.clusterjar.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HistoryTest {
    @Test
    void shouldReadWellWhenShown() {
        long[] now = {1_000_000_000};
        History history = new History(() -> now[0]);
        History.Pending write = history.invoke("c1", Kind.WRITE, "cart:1", "7");
        now[0] += 2_000_000;
        write.ok();
        history.invoke("c2", Kind.READ, "cart:1", null).ok((String) null);
        history.invoke("c2", Kind.MEMBERS, "s", null).ok(List.of("a", "b"));
        history.invoke("c3", Kind.ADD, "s", "c").fail();
        history.invoke("c3", Kind.ADD, "s", "d").unknown();
        history.invoke("c4", Kind.WRITE, "k", "v").ok(null, new Receipt("node-1", 42));

        assertThat(history.toString().lines())
                .containsExactly(
                        "[1.000000 .. 1.002000 s] c1 SET cart:1 \"7\" ok",
                        "[1.002000 .. 1.002000 s] c2 GET cart:1 -> (nil)",
                        "[1.002000 .. 1.002000 s] c2 SMEMBERS s -> [a, b]",
                        "[1.002000 .. 1.002000 s] c3 SADD s \"c\" refused",
                        "[1.002000 .. ? s] c3 SADD s \"d\" unknown",
                        "[1.002000 .. 1.002000 s] c4 SET k \"v\" ok by node-1@42");
    }

    @Test
    void shouldKeepTheOrderWhenTheClockStandsStill() {
        History history = new History(() -> 5);
        history.invoke("a", Kind.WRITE, "k", "1").ok();
        history.invoke("b", Kind.WRITE, "k", "2").ok();

        List<Operation> operations = history.operations();
        assertThat(operations.get(0).precedes(operations.get(1))).isTrue();
    }

    @Test
    void shouldRefuseWhenAnOperationEndsTwice() {
        History.Pending pending = new History().invoke("a", Kind.WRITE, "k", "1");
        pending.ok();
        assertThatThrownBy(pending::fail)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SET k");
    }

    @Test
    void shouldSayNoWithTheExplanationWhenAskedToThrow() {
        assertThatThrownBy(() -> Verdict.violation("bad", List.of()).orThrow())
                .isInstanceOf(AssertionError.class)
                .hasMessage("VIOLATION: bad");
        Verdict.pass().orThrow();
    }

    @Test
    void shouldRecordEverythingWhenManyThreadsAsk() throws InterruptedException {
        History history = new History(System::nanoTime);
        AtomicInteger register = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String client = "c" + i;
            Thread thread = new Thread(() -> {
                for (int n = 0; n < 2000; n++) {
                    History.Pending pending = history.invoke(client, Kind.INCREMENT, "k", "1");
                    pending.ok(Integer.toString(register.incrementAndGet()));
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(history.size()).isEqualTo(8000);
        new CounterChecker().check(history).orThrow();
        new LinearizabilityChecker<>(Models.counter()).check(history).orThrow();
    }
}

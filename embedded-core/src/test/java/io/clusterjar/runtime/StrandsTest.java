package io.clusterjar.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StrandsTest {
    private final SteppedWorld world = new SteppedWorld(42);
    private final Strands strands = world.strands();
    private final List<String> seen = new ArrayList<>();

    @AfterEach
    void close() {
        world.close();
    }

    private void note(String what) {
        seen.add(world.time().nowNs() / 1_000_000 + " " + what);
    }

    @Test
    void shouldSleepInVirtualTimeWhenOnAStrand() {
        strands.start("a", () -> {
            note("a begins");
            strands.sleep(Duration.ofHours(1));
            note("a ends");
        });
        world.advance(Duration.ofMinutes(59));
        assertThat(seen).containsExactly("0 a begins");
        world.advance(Duration.ofMinutes(2));
        assertThat(seen).containsExactly("0 a begins", "3600000 a ends");
    }

    @Test
    void shouldTakeTurnsInTheOrderOfTimeAndThenOfAskingWhenThereAreMany() {
        for (String name : List.of("a", "b", "c")) {
            strands.start(name, () -> {
                for (int i = 1; i <= 2; i++) {
                    strands.sleep(Duration.ofMillis(name.equals("b") ? 5 : 10));
                    note(name + i);
                }
            });
        }
        world.advance(Duration.ofSeconds(1));
        assertThat(seen).containsExactly("5 b1", "10 a1", "10 c1", "10 b2", "20 a2", "20 c2");
    }

    @Test
    void shouldWaitForAConditionWhenAnotherStrandMakesItTrue() {
        strands.start("waits", () -> {
            boolean held = strands.await(() -> seen.contains("30 done"), Duration.ofSeconds(1));
            note("held " + held);
        });
        strands.start("does", () -> {
            strands.sleep(Duration.ofMillis(30));
            note("done");
        });
        world.advance(Duration.ofSeconds(2));
        assertThat(seen).containsExactly("30 done", "30 held true");
    }

    @Test
    void shouldGiveUpWaitingWhenTheConditionDoesNotHoldInTime() {
        strands.start("waits", () -> note("held " + strands.await(() -> false, Duration.ofMillis(70))));
        world.advance(Duration.ofSeconds(1));
        assertThat(seen).containsExactly("70 held false");
    }

    @Test
    void shouldThrowOnTheStrandWhenItsConditionThrows() {
        strands.start("waits", () -> {
            try {
                strands.await(
                        () -> {
                            throw new IllegalStateException("no answer");
                        },
                        Duration.ofSeconds(1));
            } catch (IllegalStateException e) {
                note(e.getMessage());
            }
        });
        world.advance(Duration.ofSeconds(1));
        assertThat(seen).containsExactly("0 no answer");
    }

    @Test
    void shouldGoOnWhenASignalIsRaised() {
        Signal signal = strands.signal();
        strands.start("waits", () -> {
            note("raised " + signal.await(Duration.ofMillis(10)));
            note("raised " + signal.await(Duration.ofMillis(10)));
        });
        world.after(Duration.ofMillis(4), signal::raise);
        world.advance(Duration.ofSeconds(1));
        assertThat(seen).containsExactly("4 raised true", "14 raised false");
    }

    @Test
    void shouldStaySignalledWhenRaisedBeforeAnybodyWaits() {
        Signal signal = strands.signal();
        signal.raise();
        strands.start("waits", () -> note("raised " + signal.await(Duration.ofMillis(10))));
        world.advance(Duration.ofSeconds(1));
        assertThat(seen).containsExactly("0 raised true");
    }

    @Test
    void shouldLetTimePassWhenTheWorldsOwnThreadWaits() {
        Signal signal = strands.signal();
        world.after(Duration.ofMillis(4), signal::raise);
        assertThat(signal.await(Duration.ofSeconds(1))).isTrue();
        note("went on");
        strands.sleep(Duration.ofMillis(6));
        note("slept");
        assertThat(seen).containsExactly("4 went on", "10 slept");
    }

    @Test
    void shouldAdvanceForItselfWhenAStrandAdvancesTheClock() {
        strands.start("a", () -> {
            world.time().advance(Duration.ofMillis(10));
            note("a");
        });
        strands.start("b", () -> {
            strands.sleep(Duration.ofMillis(5));
            note("b");
        });
        world.advance(Duration.ofSeconds(1));
        assertThat(seen).containsExactly("5 b", "10 a");
    }

    @Test
    void shouldWaitForAStrandWhenItIsJoined() {
        Strand a = strands.start("a", () -> strands.sleep(Duration.ofMillis(10)));
        strands.start("b", () -> note("joined " + a.join(Duration.ofSeconds(1))));
        world.advance(Duration.ofSeconds(1));
        assertThat(seen).containsExactly("10 joined true");
        assertThat(a.isDone()).isTrue();
        assertThat(a.failure()).isEmpty();
    }

    @Test
    void shouldThrowFromTheAdvanceWhenAStrandFails() {
        strands.start("clumsy", () -> {
            strands.sleep(Duration.ofMillis(10));
            throw new IllegalArgumentException("dropped it");
        });
        assertThatThrownBy(() -> world.advance(Duration.ofSeconds(1)))
                .isInstanceOf(StrandFailedException.class)
                .hasMessageContaining("clumsy")
                .hasRootCauseMessage("dropped it");
        assertThat(world.time().nowNs()).isEqualTo(10_000_000);
        world.advance(Duration.ofSeconds(1)); // it is told once
    }

    @Test
    void shouldTellTheListenerWhenAStrandFails() {
        strands.onFailure((name, failure) -> note(name + ": " + failure.getMessage()));
        strands.start("clumsy", () -> {
            throw new AssertionError("dropped it");
        });
        world.advance(Duration.ofSeconds(1));
        assertThat(seen).containsExactly("0 clumsy: dropped it");
    }

    @Test
    void shouldEndStrandsWithTheirCleaningUpWhenTheWorldIsClosed() {
        Strand sleeper = strands.start("sleeper", () -> {
            try {
                strands.sleep(Duration.ofDays(1));
                note("never");
            } catch (RuntimeException e) {
                note("never either");
            } finally {
                note("cleans up, alive " + !world.hosts().isEmpty());
            }
        });
        Strand unborn = strands.start("unborn", () -> note("never"));
        world.host("node");
        world.advance(Duration.ofMillis(1));
        strands.start("late", () -> note("never"));
        world.close();
        assertThat(seen).containsExactly("0 never", "1 cleans up, alive true");
        assertThat(sleeper.isDone()).isTrue();
        assertThat(unborn.isDone()).isTrue();
        assertThat(sleeper.thread().isAlive() && !joined(sleeper.thread())).isFalse();
        assertThat(strands.alive()).isEmpty();
    }

    private static boolean joined(Thread thread) {
        try {
            thread.join(5_000);
            return !thread.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void shouldEndEvenThoseWhoSwallowItWhenTheWorldIsClosed() {
        Strand stubborn = strands.start("stubborn", () -> {
            while (true) {
                try {
                    strands.sleep(Duration.ofMillis(1));
                } catch (StrandEnded e) {
                    note("no");
                }
            }
        });
        world.advance(Duration.ofMillis(3));
        world.close();
        assertThat(joined(stubborn.thread())).isTrue();
        assertThat(seen).hasSizeLessThan(2_000);
    }

    @Test
    void shouldCloseAtOnceWhenAStrandSwallowsWhateverIsThrown() {
        Strand deaf = strands.start("deaf", () -> {
            while (true) {
                try {
                    strands.sleep(Duration.ofMillis(1));
                } catch (Throwable e) {
                    note("no");
                }
            }
        });
        world.advance(Duration.ofMillis(3));

        world.close();

        assertThat(deaf.isDone()).isTrue();
        assertThat(seen).hasSizeLessThan(3_000);
        assertThat(deaf.thread().isDaemon()).isTrue();
    }

    @Test
    void shouldSayWhoMayUseItWhenAnotherThreadDoes() throws InterruptedException {
        List<String> told = new ArrayList<>();
        Thread stranger = new Thread(
                () -> {
                    try {
                        world.look(() -> "never");
                    } catch (IllegalStateException e) {
                        told.add(e.getMessage());
                    }
                },
                "stranger");

        stranger.start();
        stranger.join();

        assertThat(told)
                .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .startsWith("thread stranger is none of the simulation's")
                .contains("run.thread(name, body)");
    }

    @Test
    void shouldSayWhereItStandsWhenAStrandWaitsForReal() {
        strands.patience(new Strands.Patience(200, 60_000));
        CountDownLatch never = new CountDownLatch(1);
        strands.start("other", () -> strands.sleep(Duration.ofHours(1)));
        Strand stuck = strands.start("stuck", () -> awaitForReal(never));
        assertThatThrownBy(() -> world.advance(Duration.ofSeconds(1)))
                .isInstanceOf(StrandStuckException.class)
                .hasMessageContaining("strand stuck has waited for")
                .hasMessageContaining("StrandsTest.awaitForReal")
                .hasMessageContaining("strand other waits at io.clusterjar.runtime.StrandsTest");
        assertThat(joined(stuck.thread())).isTrue();
    }

    @Test
    void shouldRefuseAStrandThatWasGivenUpWhenItComesBack() {
        strands.patience(new Strands.Patience(200, 60_000));
        List<String> late = new ArrayList<>();
        CountDownLatch never = new CountDownLatch(1);
        Strand stuck = strands.start("stuck", () -> {
            awaitForReal(never);
            try {
                world.call(world.host("x"), () -> "never");
            } catch (IllegalStateException e) {
                late.add("refused");
            }
        });
        assertThatThrownBy(() -> world.advance(Duration.ofSeconds(1))).isInstanceOf(StrandStuckException.class);
        assertThat(joined(stuck.thread())).isTrue();
        assertThat(late).containsExactly("refused");
    }

    private static void awaitForReal(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shouldRefuseToBeClosedWhenAStrandDoes() {
        strands.start("rash", world::close);
        assertThatThrownBy(() -> world.advance(Duration.ofSeconds(1)))
                .isInstanceOf(StrandFailedException.class)
                .hasRootCauseMessage("a simulated world cannot be closed by a strand inside it");
    }
}

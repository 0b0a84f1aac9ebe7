package io.clusterjar;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.check.Invariant;
import io.clusterjar.check.Invariants;
import io.clusterjar.check.LossContract;
import io.clusterjar.config.Flaw;
import io.clusterjar.simulation.FaultMix;
import io.clusterjar.simulation.FaultPlan;
import io.clusterjar.simulation.FaultSource;
import io.clusterjar.simulation.SeedResult;
import io.clusterjar.simulation.Simulation;
import io.clusterjar.simulation.SimulationResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each mistake that can be planted in a cluster is found within a stated number of seeds, and a sound cluster passes the same seeds. */
class FlawsTest {
    private static final Duration NODE_TIMEOUT = Duration.ofSeconds(2);
    private static final int MOST_FAULTS_THAT_MATTER = 4;
    private static final int SHRINKING_RUNS = 300;

    /**
     * How a flaw is hunted.
     *
     * @param faults a plan by hand, or null for the standard mix at a fast pace
     * @param seeds within how many seeds it is found
     * @param caughtBy the invariant that finds it
     */
    private record Hunt(int masters, int replicas, @Nullable String faults, int seconds, int seeds, String caughtBy) {
        static Hunt mix(int seeds, String caughtBy) {
            return new Hunt(3, 1, null, 60, seeds, caughtBy);
        }

        FaultSource source() {
            return faults == null ? FaultMix.standard().perMinute(20) : FaultPlan.parse(faults);
        }

        Simulation simulation(@Nullable Flaw flaw) {
            EmbeddedClusterBuilder spec = EmbeddedCluster.builder()
                    .masters(masters)
                    .replicasPerMaster(replicas)
                    .nodeTimeout(NODE_TIMEOUT);
            List<Invariant> invariants = new ArrayList<>(Invariants.all());
            invariants.add(Invariants.lostWritesAreExcused(new LossContract(
                    NODE_TIMEOUT,
                    LossContract.DEFAULT_VALIDITY_FACTOR,
                    Duration.ofSeconds(10),
                    Duration.ZERO,
                    NODE_TIMEOUT.multipliedBy(2)))); // clocks drift, and disks are slow
            return Simulation.of(flaw == null ? spec : spec.plant(flaw))
                    .faults(source())
                    .workload(new WritesBesideNodes())
                    .invariants(invariants)
                    .duration(Duration.ofSeconds(seconds))
                    .convergence(Duration.ofSeconds(30))
                    .parallelism(2);
        }
    }

    private static Hunt hunt(Flaw flaw) {
        return switch (flaw) {
            // two masters fail at once, and their replicas ask before they hear of each other
            case VOTES_TWICE -> new Hunt(5, 1, """
                        @500+30000 slow all rest latency=400000 jitter=100000
                        @1000+20000 crash node-1
                        @1000+20000 crash node-2
                        """, 20, 4, "one-vote-per-epoch");
            // a voter dies after its vote
            case FORGETS_ITS_VOTE ->
                new Hunt(3, 1, "@1000+8000 crash node-1\n@8500+1000 crash node-2", 12, 1, "one-vote-per-epoch");
            case NEEDS_NO_MAJORITY -> Hunt.mix(2, "majority-elects");
            // a master comes back when the one that replaced it cannot be reached
            case SENDS_NO_UPDATE ->
                new Hunt(
                        3,
                        1,
                        "@1000+10000 cut node-1 rest\n@10500+30000 cut node-4 rest",
                        25,
                        1,
                        "lost-writes-are-excused");
            case SENDS_A_BYTE_TWICE -> Hunt.mix(2, "replica-is-a-prefix");
            case SERVES_IN_A_MINORITY -> Hunt.mix(2, "minority-does-not-serve");
            case EXPIRES_ON_REPLICAS -> Hunt.mix(1, "replica-expires-nothing");
            case KEEPS_ITS_SLOTS -> Hunt.mix(2, "converges");
            // one replica of a master stands still, then the master dies
            case IGNORES_ITS_RANK ->
                new Hunt(
                        3,
                        2,
                        "@1000+20000 cut node-1 node-4 planes=REPLICATION\n@3000+20000 crash node-1",
                        12,
                        2,
                        "freshest-stands-first");
            case FEEDS_REPLICAS_LATE -> Hunt.mix(1, "replicas-are-fed-first");
            case KEEPS_THE_OLD_EPOCH -> Hunt.mix(2, "one-owner-per-epoch");
            case BELIEVES_EVERY_EPOCH -> Hunt.mix(2, "epochs-never-step-back");
        };
    }

    @ParameterizedTest
    @EnumSource(Flaw.class)
    void shouldBeFoundWhenAMistakeIsPlanted(Flaw flaw) {
        Hunt hunt = hunt(flaw);

        SimulationResult result = hunt.simulation(flaw).seeds(1, hunt.seeds()).run();

        assertThat(result.failures()).isNotEmpty();
        assertThat(result.failures())
                .extracting(failure -> failure.violation().orElseThrow().invariant())
                .contains(hunt.caughtBy());
    }

    /** What no mistake here breaks first is broken in {@code InvariantsSayNoTest} and below. */
    @Test
    void shouldHaveAMistakeForEveryInvariantThatIsNotBrokenByHand() {
        List<String> caught =
                Arrays.stream(Flaw.values()).map(flaw -> hunt(flaw).caughtBy()).toList();

        assertThat(Invariants.all())
                .extracting(Invariant::name)
                .filteredOn(name -> !caught.contains(name))
                .containsExactly("one-winner-per-epoch", "all-agree-at-the-end");
    }

    /** The first of several invariants that are broken ends a run; so what comes of votes that are given twice is looked for alone. */
    @Test
    void shouldFindTwoWinnersOfAnEpochWhenVotersVoteTwice() {
        Hunt hunt = hunt(Flaw.VOTES_TWICE);

        SimulationResult result = hunt.simulation(Flaw.VOTES_TWICE)
                .invariants(Invariants.oneWinnerPerEpoch())
                .seeds(1, hunt.seeds())
                .run();

        assertThat(result.failures())
                .extracting(failure -> failure.violation().orElseThrow().invariant())
                .contains("one-winner-per-epoch");
    }

    @ParameterizedTest
    @EnumSource(Flaw.class)
    void shouldPassTheSameSeedsWhenNothingIsPlanted(Flaw flaw) {
        Hunt hunt = hunt(flaw);

        hunt.simulation(null).seeds(1, hunt.seeds()).run().assertPassed();
    }

    @ParameterizedTest
    @EnumSource(Flaw.class)
    void shouldLeaveFewFaultsWhenItsFailureIsMadeSmall(Flaw flaw) {
        Hunt hunt = hunt(flaw);
        Simulation simulation = hunt.simulation(flaw);
        SeedResult failure = simulation.seeds(1, hunt.seeds()).run().failures().get(0);

        assertThat(simulation.shrink(failure, SHRINKING_RUNS).after().plan().steps())
                .hasSizeLessThanOrEqualTo(MOST_FAULTS_THAT_MATTER);
    }
}

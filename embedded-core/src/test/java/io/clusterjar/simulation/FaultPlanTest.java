package io.clusterjar.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultPlanTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cut 0,3 rest",
                "cut 0,3 1,2 planes=BUS,REPLICATION way=one mode=RESET",
                "ring all",
                "bridge 0,1 3,4",
                "slow 0 rest latency=50000 jitter=10000",
                "lossy 0 1,2 probability=0.1 planes=REPLICATION",
                "flaky master(cart:42) rest up=2000 down=1500",
                "narrow all rest bytes=20000",
                "crash minority",
                "pause replica(a=b)",
                "skew masters by=-30000",
                "drift replicas rate=1.2",
                "disk 1 kind=FULL",
                "disk 1 kind=SLOW by=300",
                "messages all 3 types=FAILOVER_AUTH_ACK action=HOLD"
            })
    void shouldReadWhatItWroteWhenAPlanIsParsed(String fault) {
        FaultPlan plan = FaultPlan.parse("@100+2000 " + fault);

        assertThat(plan.inOneLine()).isEqualTo("@100+2000 " + fault);
        assertThat(FaultPlan.parse(plan.toString())).isEqualTo(plan);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cut 0",
                "100 cut 0 rest",
                "@1+ cut 0 rest",
                "@1+1 fly 0",
                "@1+1 crash 0 1",
                "@1+1 crash x",
                "@1+1 skew 0",
                "@1+1 skew 0 by=x",
                "@1+1 crash 0 color=red",
                "@1+1 cut 0 rest mode=GREEN",
                "@1+1 cut 0 rest way=sideways",
                "@1+1 cut 0 rest planes=",
                "@1+1 crash -1",
                "@1+1 crash rest",
                "@1+1 lossy 0 rest probability=2",
                "@1+1 slow 0 rest latency=-1 jitter=0",
                "@1+1 drift 0 rate=0",
                "@1+1 flaky 0 rest up=0 down=0",
                "@1+1 narrow 0 rest bytes=0"
            })
    void shouldRefuseWhenAPlanCannotBeRead(String text) {
        assertThatThrownBy(() -> FaultPlan.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldNameTheStepAndWhatThereIsWhenAStepCannotBeRead() {
        assertThatThrownBy(() -> FaultPlan.parse("@1+1 crash 0; @5+5 crash 1 mode=FOO"))
                .hasMessage(
                        "step=@5+5 crash 1 mode=FOO: fault=crash 1 mode=FOO: mode=FOO is none of [PROCESS, POWER_LOSS]");
        assertThatThrownBy(() -> FaultPlan.parse("@5+5 explode 1")).hasMessageContaining("there are [cut, ");
    }

    @Test
    void shouldDrawTheSamePlanWhenTheSeedIsTheSame() {
        Topology topology = new Topology(3, 1, 15_000);
        for (long seed = 0; seed < 200; seed++) {
            FaultPlan plan = FaultMix.standard().plan(seed, topology, Duration.ofMinutes(5));
            FaultPlan again = FaultMix.standard().plan(seed, topology, Duration.ofMinutes(5));

            assertThat(again).isEqualTo(plan);
            assertThat(FaultPlan.parse(plan.inOneLine())).isEqualTo(plan);
            assertThat(again.hash()).isEqualTo(plan.hash());
        }
    }
}

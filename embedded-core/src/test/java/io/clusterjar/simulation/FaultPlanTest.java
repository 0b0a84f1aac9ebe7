package io.clusterjar.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clusterjar.EmbeddedCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultPlanTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cut node-1,node-4 rest",
                "cut node-1,node-4 node-2,node-3 planes=BUS,REPLICATION way=one mode=RESET",
                "cut client(inside) node-2",
                "cut node-1,client(inside),client(b) rest planes=CLIENT",
                "cut node-2,master(a,b),replicas all mode=RESET",
                "slow client(inside) master(k) latency=1000 jitter=0",
                "ring all",
                "bridge node-1,node-2 node-4,node-5",
                "slow node-1 rest latency=50000 jitter=10000",
                "lossy node-1 node-2,node-3 probability=0.1 planes=REPLICATION",
                "flaky master(cart:42) rest up=2000 down=1500",
                "narrow all rest bytes=20000",
                "crash minority",
                "pause replica(a=b)",
                "skew masters by=-30000",
                "drift replicas rate=1.2",
                "disk node-2 kind=FULL",
                "disk node-2 kind=SLOW by=300",
                "messages all node-4 types=FAILOVER_AUTH_ACK action=HOLD"
            })
    void shouldReadWhatItWroteWhenAPlanIsParsed(String fault) {
        FaultPlan plan = FaultPlan.parse("@100+2000 " + fault);

        assertThat(plan.inOneLine()).isEqualTo("@100+2000 " + fault);
        assertThat(FaultPlan.parse(plan.toString())).isEqualTo(plan);
    }

    @Test
    void shouldReadAPlanAsPeopleWriteIt() {
        assertThat(FaultPlan.parse("""
                # the first rack; it comes back
                @100+2000 Cut node-1, client(inside) rest  mode=reset planes=bus, client

                  # and the other one
                @5000+10 slow node-2 rest latency=1000; @6000+10 crash node-3 mode=power_loss
                """).toString()).isEqualTo("""
                        @100+2000 cut node-1,client(inside) rest planes=CLIENT,BUS mode=RESET
                        @5000+10 slow node-2 rest latency=1000 jitter=0
                        @6000+10 crash node-3 mode=POWER_LOSS
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cut node-1",
                "100 cut node-1 rest",
                "@1+ cut node-1 rest",
                "@1+1 fly node-1",
                "@1+1 crash node-1 node-2",
                "@1+1 crash x",
                "@1+1 crash 1",
                "@1+1 crash node-0",
                "@1+1 crash client(c)",
                "@1+1 pause node-1,client(c)",
                "@1+1 cut client() rest",
                "@1+1 cut client(a b) rest",
                "@1+1 cut node-1,rest all",
                "@1+1 cut rest all",
                "@1+1 cut node-1, rest",
                "@1+1 messages all rest types=PING action=DROP",
                "@1+1 skew node-1 by=9000000000000000",
                "@1+9000000000000000 pause node-1",
                "@1+1 skew node-1",
                "@1+1 skew node-1 by=x",
                "@1+1 crash node-1 color=red",
                "@1+1 cut node-1 rest mode=GREEN",
                "@1+1 cut node-1 rest way=sideways",
                "@1+1 cut node-1 rest planes=",
                "@1+1 crash -1",
                "@1+1 crash rest",
                "@1+1 lossy node-1 rest probability=2",
                "@1+1 slow node-1 rest latency=-1 jitter=0",
                "@1+1 drift node-1 rate=0",
                "@1+1 flaky node-1 rest up=0 down=0",
                "@1+1 narrow node-1 rest bytes=0"
            })
    void shouldRefuseWhenAPlanCannotBeRead(String text) {
        assertThatThrownBy(() -> FaultPlan.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldNameTheStepAndWhatThereIsWhenAStepCannotBeRead() {
        assertThatThrownBy(() -> FaultPlan.parse("@1+1 crash node-1; @5+5 crash node-2 mode=FOO"))
                .hasMessage(
                        "step=@5+5 crash node-2 mode=FOO: fault=crash node-2 mode=FOO: mode=FOO is none of [PROCESS, POWER_LOSS]");
        assertThatThrownBy(() -> FaultPlan.parse("@5+5 explode node-2")).hasMessageContaining("there are [cut, ");
    }

    @Test
    void shouldSayTheNameWhenANodeGoesByANumber() {
        assertThatThrownBy(() -> FaultPlan.parse("@1+1 cut 0,3 rest"))
                .hasMessageContaining("nodes go by their names, which count from 1; the node at index 0 is node-1");
    }

    @Test
    void shouldReadAsTextWhatIsPutTogetherByHand() {
        Selector side = Selector.client("b").and(Selector.nodes(0)).and(Selector.nodes("node-3", "node-1"));

        assertThat(side).hasToString("node-1,node-3,client(b)").isEqualTo(Selector.parse("node-1,node-3,client(b)"));
        assertThat(Selector.clients("a", "b")).hasToString("client(a),client(b)");
        assertThat(Selector.nodes(5, 0)).isEqualTo(Selector.nodes("node-1", "node-6"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "crash node-9 | node-9 is none of the cluster's nodes, of which there are 6, node-1 to node-6",
                "cut node-1,node-7 rest | node-7 is none of the cluster's nodes",
                "cut node-1 node-2,node-70,client(c) | node-70 is none of the cluster's nodes",
            })
    void shouldRefuseWhenAPlanNamesANodeThatIsNotThere(String fault, String why) {
        FaultPlan plan = FaultPlan.parse("@1+1 crash node-1; @5+5 " + fault);
        Simulation simulation =
                Simulation.of(EmbeddedCluster.builder().masters(3).replicasPerMaster(1));

        assertThatThrownBy(() -> simulation.faults(plan))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("step=@5+5 " + fault + ": " + why);
        assertThatThrownBy(() -> simulation.runSeed(1, plan)).hasMessageContaining(why);
        assertThatThrownBy(() ->
                        simulation.prepare(simulation.runSeed(1).replayLine().replace("size=3x1", "size=3x0")
                                + " steps=@1+1 crash node-5"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"crash replicas,2,0", "pause replica(k),2,0", "crash minority,2,1"})
    void shouldRefuseWhenAGroupCanNeverHaveAnybody(String fault, int masters, int replicas) {
        FaultPlan plan = FaultPlan.parse("@5+5 " + fault);
        Simulation simulation =
                Simulation.of(EmbeddedCluster.builder().masters(masters).replicasPerMaster(replicas));

        assertThatThrownBy(() -> simulation.faults(plan))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(fault.substring(6) + " finds nobody");
        Simulation.of(EmbeddedCluster.builder().masters(3).replicasPerMaster(1)).faults(plan);
    }

    @Test
    void shouldLeaveOutWhatIsNotThereWhenTheClusterIsSmaller() {
        FaultPlan plan = FaultPlan.parse("""
                @1+1 cut node-1,node-5 rest
                @2+1 crash node-6
                @3+1 pause replicas
                @4+1 cut client(c) node-4,master(k)
                """);

        assertThat(plan.within(new Topology(2, 0, 1000)).inOneLine())
                .isEqualTo("@1+1 cut node-1 rest; @4+1 cut client(c) master(k)");
    }

    @Test
    void shouldBeginNoStepAfterTheEndWhenTheMixDraws() {
        Topology topology = new Topology(3, 1, 15_000);
        Duration end = Duration.ofSeconds(30);
        for (long seed = 0; seed < 500; seed++) {
            assertThat(FaultMix.standard()
                            .perMinute(60)
                            .plan(seed, topology, end)
                            .steps())
                    .allMatch(step -> step.at().compareTo(end) < 0);
        }
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

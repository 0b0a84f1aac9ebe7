package io.clusterjar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clusterjar.simulation.SimulatedClient;
import io.clusterjar.simulation.UnknownOutcomeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelineTest {
    private static EmbeddedCluster stepped(long seed) {
        return EmbeddedCluster.builder().masters(3).replicasPerMaster(1).startStepped(seed);
    }

    /** A master is cut off, replaced, and comes back as a replica. */
    private static void splitAndHeal(EmbeddedCluster cluster) {
        ClusterNode old = cluster.node(1);
        Fault cut = cluster.network().isolate(old);
        cluster.await().masterOfSlot(8000).isNot(old);
        cluster.clock().advance(Duration.ofSeconds(10));
        cut.close();
        cluster.await().converged();
    }

    @Test
    void shouldTellTheWholeStoryWhenAMasterIsCutOff() {
        try (EmbeddedCluster cluster = stepped(7)) {
            splitAndHeal(cluster);

            String json = cluster.timeline().jsonLines();

            assertThat(json.lines()).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
            assertThat(json)
                    .contains("\"kind\":\"fault-begun\"", "\"kind\":\"fault-ended\"", "isolation of [node-2]")
                    .contains("\"kind\":\"suspected\",\"lane\":\"node-1\",\"other\":\"node-2\"")
                    .contains("\"other\":\"node-2\",\"byQuorum\":1")
                    .contains("\"kind\":\"vote-granted\"", "\"kind\":\"elected\"", "\"kind\":\"election-asked\"")
                    .contains("\"type\":\"auth-req\"", "\"type\":\"auth-ack\"", "\"type\":\"fail node-2\"")
                    .contains("\"kind\":\"link-down\"", "\"kind\":\"link-up\"")
                    .contains("\"kind\":\"drop\",\"lane\":\"node-2\"", "\"what\":\"bus ping\"")
                    .contains("\"kind\":\"packets\",\"lane\":\"node-1\",\"ping\":")
                    .containsPattern("\"kind\":\"role\",\"lane\":\"node-5\",\"master\":1,\"epoch\":[0-9]+")
                    .containsPattern("\"kind\":\"slots\",\"lane\":\"node-2\",\"count\":0");
        }
    }

    @Test
    void shouldBeTheSameTextWhenTheSeedIsTheSame() {
        String[] told = new String[2];
        for (int i = 0; i < told.length; i++) {
            try (EmbeddedCluster cluster = stepped(11)) {
                splitAndHeal(cluster);
                told[i] = cluster.timeline().jsonLines();
            }
        }

        assertThat(told[0]).isEqualTo(told[1]);
    }

    @Test
    void shouldShowRolesAndFaultsInColumnsWhenAskedForText() {
        try (EmbeddedCluster cluster = stepped(7)) {
            splitAndHeal(cluster);
            cluster.node(0).crash();
            cluster.timeline().violation("order 42 is lost", cluster.node(2));

            String text = cluster.timeline().ascii(120);

            assertThat(text.lines()).allMatch(line -> line.length() <= 120);
            assertThat(text)
                    .contains("            1 2 3 4 5 6\n")
                    .containsPattern("00:0\\d\\.\\d{3}  M M M r r r  1 +fault 1 begins: isolation of \\[node-2\\]")
                    .containsPattern("M M M r r r  1 +node-5: is elected master, epoch \\d+, 2 votes")
                    .containsPattern("M r M r M r +node-2: is a replica of node-5")
                    .containsPattern("\\. r M r M r +node-1: crashed")
                    .containsPattern("node-3: VIOLATION: order 42 is lost\n$");
        }
    }

    @Test
    void shouldTellWhatClientsDidWhenAWorkloadRecordsIt() {
        try (EmbeddedCluster cluster = stepped(1)) {
            TimelineClient client = cluster.timeline().client("z1");
            TimelineClient.Operation set = client.operation("SET a \"b\"");
            cluster.clock().advance(Duration.ofMillis(1500));
            set.unknown("timed out");
            client.note("gives up");

            assertThat(cluster.timeline().jsonLines())
                    .contains("{\"kind\":\"lane\",\"lane\":\"z1\",\"type\":\"client\"}")
                    .containsPattern("\"kind\":\"operation\",\"lane\":\"z1\",\"began\":\\d+,\"outcome\":2,"
                            + "\"operation\":\"SET a \\\\\"b\\\\\" -> timed out\"".replace(">", "\\\\u003e"))
                    .contains("\"kind\":\"note\",\"lane\":\"z1\",\"note\":\"gives up\"");
            assertThat(cluster.timeline().ascii(120))
                    .contains("z1: SET a \"b\" -> timed out (1500 ms, outcome unknown)");
            assertThatThrownBy(() -> cluster.timeline().client("node-1"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("name=node-1");
        }
    }

    @Test
    void shouldTellCommandsAndWhatStoppedThemWhenAClientIsSimulated() {
        try (EmbeddedCluster cluster = stepped(1)) {
            SimulatedClient client = SimulatedClient.of(cluster, "c1");
            client.set("a", "b");
            Fault cut = cluster.network().partition(client.view(), cluster.masterOf("a"));
            assertThatThrownBy(() -> client.set("a", "c")).isInstanceOf(UnknownOutcomeException.class);
            cut.close();

            assertThat(cluster.timeline().jsonLines())
                    .containsPattern("\"kind\":\"operation\",\"lane\":\"c1\",\"began\":\\d+,\"outcome\":0,"
                            + "\"operation\":\"SET a b -.u003e OK\"")
                    .containsPattern("\"outcome\":2,\"operation\":\"SET a c -.u003e ")
                    .containsPattern("\"kind\":\"drop\",\"lane\":\"c1\",\"other\":\"node-3\",\"fault\":1,\"nth\":1,"
                            + "\"what\":\"client data\"");
        }
    }

    @Test
    void shouldTellEveryVoteThatIsHeldWhenMessagesAreFiltered() {
        try (EmbeddedCluster cluster = stepped(3)) {
            HeldMessages votes =
                    cluster.network().messages(BusMessageType.FAILOVER_AUTH_ACK).hold();
            cluster.node(0).crash();
            cluster.clock().advance(Duration.ofSeconds(25));
            votes.close();

            List<String> drops = cluster.timeline()
                    .jsonLines()
                    .lines()
                    .filter(line -> line.contains("\"what\":\"bus auth-ack\""))
                    .toList();
            assertThat(drops).hasSize((int) votes.matched()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(drops).allMatch(line -> line.contains("\"other\":\"node-4\",\"fault\":1,"));
        }
    }

    @Test
    void shouldTellWhenAMessageLeftAndArrivedWhenLinksAreSlow() {
        try (EmbeddedCluster cluster = stepped(3)) {
            Fault slow = cluster.network().allLinks().latency(Duration.ofMillis(40));
            cluster.node(0).crash();
            cluster.await().masterOfSlot(0).isNot(cluster.node(0));
            slow.close();

            Matcher asked = Pattern.compile(
                            "\"t\":(\\d+),\"kind\":\"message\",\"lane\":\"node-4\",\"other\":\"node-2\","
                                    + "\"sent\":(\\d+),\"epoch\":7,\"type\":\"auth-req\"")
                    .matcher(cluster.timeline().jsonLines());
            assertThat(asked.find()).isTrue();
            assertThat(Long.parseLong(asked.group(1)) - Long.parseLong(asked.group(2)))
                    .isEqualTo(40_000_000);
        }
    }

    @Test
    void shouldBeginAnewWhenTheDeploymentIsReset() {
        try (EmbeddedCluster cluster =
                EmbeddedCluster.builder().masters(3).replicasPerMaster(0).start()) {
            cluster.node(1).crash();

            cluster.reset();

            assertThat(cluster.timeline().jsonLines())
                    .doesNotContain("crashed")
                    .containsPattern("\"kind\":\"role\",\"lane\":\"node-2\",\"master\":1");
        }
    }

    @Test
    void shouldWriteFilesWhenAsked(@TempDir Path directory) throws IOException {
        try (EmbeddedCluster cluster = stepped(1)) {
            Path page = cluster.timeline().writeTo(directory.resolve("deep/run.html"));

            assertThat(page).isEqualTo(directory.resolve("deep/run.html"));
            assertThat(Files.readString(directory.resolve("deep/run.jsonl")))
                    .isEqualTo(cluster.timeline().jsonLines());
        }
    }
}

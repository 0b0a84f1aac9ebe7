package io.clusterjar.gossip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodesFileTest {
    private static final String A = "a".repeat(40);
    private static final String B = "b".repeat(40);
    private static final String C = "c".repeat(40);
    private static final String S = "5".repeat(40);

    private static ClusterState read(String text) {
        return NodesFile.read(text.getBytes(StandardCharsets.ISO_8859_1), "nodes.conf", 5000, (slot, owner) -> {});
    }

    private static String written(ClusterState state) {
        return new String(NodesFile.write(state), StandardCharsets.ISO_8859_1);
    }

    @Test
    void shouldWriteWhatItReadWhenAllFieldsAreUsed() {
        String text = A + " 127.0.0.1:7000@17000,host.a,tls-port=0,nodename=first,shard-id=" + S
                + " myself,master - 0 0 4 connected 0-5 7 [3->-" + B + "] [9-<-" + B + "]\n"
                + B + " ::1:7001@17001,,tls-port=0,shard-id=" + B
                + " master,fail? - 5000 5000 3 disconnected 100-16383\n"
                + C + " 127.0.0.1:7002@17002,,tls-port=0,shard-id=" + S + " slave,nofailover " + A
                + " 0 5000 4 disconnected\n"
                + "vars currentEpoch 12 lastVoteEpoch 11\n";
        ClusterState state = read(text);

        assertThat(written(state)).isEqualTo(text);
        assertThat(state.myself().id()).isEqualTo(A);
        assertThat(state.nodes()).hasSize(3);
        assertThat(state.lastVoteEpoch()).isEqualTo(11);
        assertThat(state.lookup(C).master()).isEqualTo(state.myself());
        assertThat(state.migratingTo(3)).isEqualTo(state.lookup(B));
    }

    @Test
    void shouldReadOlderFormsWhenBusPortAndShardAreMissing() {
        ClusterState state = read("vars currentEpoch 1 lastVoteEpoch 0\n\n" + A
                + " 127.0.0.1:7000 myself,slave " + B + " 0 0 0 connected\n" + B
                + " 127.0.0.1:7001@17001 master - 0 0 9 connected 5\n");

        assertThat(state.myself().busPort()).isEqualTo(17000);
        assertThat(state.myself().shardId()).isEqualTo(state.lookup(B).shardId());
        assertThat(state.currentEpoch()).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource({
        "'x 1:1@2 master - 0 0 0 connected',1,0,no node id: x",
        "'ID 1:1@2 master - 0 0 0',1,0,'a node needs 8 fields, there are 7'",
        "'ID 1:1@2 strange - 0 0 0 connected',1,0,unknown flag strange",
        "'ID 1:1@2,h,what=1 master - 0 0 0 connected',1,0,unknown field what=1",
        "'ID 1:1@2,h,nodename=a|b master - 0 0 0 connected',1,0,character not allowed in nodename=a|b",
        "'ID 1:1@2 master - 0 0 0 connected 16384',1,0,no slot: 16384",
        "'ID 1:99999@2 master - 0 0 0 connected',1,0,no port: 99999",
        "'ID 1:1@2 master - x 0 0 connected',1,0,no number: x",
        "'ID 1:1@2 master - 0 0 0 connected',1,0,no node is flagged myself",
        "'vars currentEpoch',1,0,vars has a name without a value"
    })
    void shouldNameLineAndByteWhenTheFileIsCorrupt(String line, int number, int offset, String why) {
        assertThatThrownBy(() -> read(line.replace("ID", A) + "\n"))
                .isInstanceOf(NodesFileException.class)
                .hasMessage(
                        "corrupted cluster config file nodes.conf, line " + number + " at byte " + offset + ": " + why);
    }

    @Test
    void shouldCountLinesAndBytesWhenTheFirstLineIsFine() {
        String fine = A + " 1:1@2 myself,master - 0 0 0 connected\n";
        assertThatThrownBy(() -> read(fine + "junk\n")).hasMessageContaining("line 2 at byte " + fine.length());
    }
}

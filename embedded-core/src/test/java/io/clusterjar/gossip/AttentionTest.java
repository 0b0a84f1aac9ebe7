package io.clusterjar.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AttentionTest {
    private static final long TIMEOUT_MS = 15_000;
    private static final long ROUND_MS = 100;
    private static final long START_MS = 1_000_000;

    private final Attention attention = new Attention();
    private final ClusterNode myself = node("a", NodeFlag.MYSELF | NodeFlag.MASTER);
    private final ClusterNode linked = node("b", NodeFlag.MASTER);
    private final ClusterNode other = node("c", NodeFlag.REPLICA);
    private List<ClusterNode> nodes = List.of(myself, linked, other);

    private ClusterNode node(String id, int flags) {
        return new ClusterNode(id.repeat(Ids.LENGTH), "", flags, START_MS, attention);
    }

    private static final class NoLink extends Link {
        NoLink(ClusterNode node) {
            super(node, START_MS);
        }

        @Override
        protected void send(byte[] packet, int length, BusType type) {
            throw new AssertionError("nothing is sent here");
        }

        @Override
        protected void disconnect() {}

        @Override
        public long queuedBytes() {
            return 0;
        }

        @Override
        public String localIp() {
            return "";
        }

        @Override
        public String peerIp() {
            return "";
        }
    }

    @BeforeEach
    void connect() {
        for (ClusterNode node : List.of(linked, other)) {
            node.link = new NoLink(node);
            node.pongReceivedMs = START_MS;
        }
        assertThat(lookedAt(START_MS)).containsExactly(myself, linked, other);
    }

    /** Whom a round at this time looks at. */
    private List<ClusterNode> lookedAt(long nowMs) {
        return lookedAt(nowMs, TIMEOUT_MS);
    }

    private List<ClusterNode> lookedAt(long nowMs, long timeoutMs) {
        attention.begin(nodes, timeoutMs, nowMs, false);
        List<ClusterNode> looked = new ArrayList<>();
        for (int i = attention.next(0); i >= 0; i = attention.next(i + 1)) {
            looked.add(attention.node(i));
            attention.settle(i);
        }
        return looked;
    }

    @Test
    void shouldLetNodesBeUntilTheirLastPongIsHalfATimeoutOld() {
        linked.pongReceivedMs = START_MS + 500;
        linked.link = new NoLink(linked);
        attention.look(linked);

        assertThat(lookedAt(START_MS + ROUND_MS)).containsExactly(linked);
        assertThat(lookedAt(START_MS + TIMEOUT_MS / 2 - 1)).isEmpty();
        assertThat(lookedAt(START_MS + TIMEOUT_MS / 2)).containsExactly(other);
        assertThat(lookedAt(START_MS + TIMEOUT_MS / 2 + 500)).contains(linked);
    }

    @Test
    void shouldLookInEachRoundWhenTheLinkIsLost() {
        other.lostLink();

        assertThat(lookedAt(START_MS + ROUND_MS)).containsExactly(other);
        assertThat(lookedAt(START_MS + 2 * ROUND_MS)).containsExactly(other);
        other.link = new NoLink(other);
        assertThat(lookedAt(START_MS + 3 * ROUND_MS)).containsExactly(other);
        assertThat(lookedAt(START_MS + 4 * ROUND_MS)).isEmpty();
    }

    @Test
    void shouldLookInEachRoundWhenAPingIsOverdueOrTheNodeIsSuspected() {
        linked.pingSentMs = START_MS + ROUND_MS;
        other.flags |= NodeFlag.PFAIL;
        attention.look(linked);
        attention.look(other);

        assertThat(lookedAt(START_MS + ROUND_MS)).containsExactly(linked, other);
        assertThat(lookedAt(START_MS + 2 * ROUND_MS)).containsExactly(other);
        assertThat(lookedAt(START_MS + ROUND_MS + TIMEOUT_MS / 2)).containsExactly(linked, other);
        assertThat(lookedAt(START_MS + 2 * ROUND_MS + TIMEOUT_MS / 2)).containsExactly(linked, other);
    }

    @Test
    void shouldLookAtAllWhenSomebodyCame() {
        ClusterNode guest = node("d", NodeFlag.HANDSHAKE);
        nodes = List.of(myself, linked, other, guest);

        assertThat(lookedAt(START_MS + ROUND_MS)).containsExactly(myself, linked, other, guest);
        assertThat(lookedAt(START_MS + 2 * ROUND_MS)).containsExactly(guest);
    }

    @Test
    void shouldLookAtAllWhenTheClockWasTurnedBackOrTheTimeoutIsAnother() {
        assertThat(lookedAt(START_MS - 1)).hasSize(3);
        assertThat(lookedAt(START_MS + ROUND_MS)).isEmpty();
        assertThat(lookedAt(START_MS + 2 * ROUND_MS, TIMEOUT_MS / 2)).hasSize(3);
    }

    @Test
    void shouldPayNoHeedToANodeThatIsGone() {
        nodes = List.of(myself, linked);
        assertThat(lookedAt(START_MS + ROUND_MS)).hasSize(2);
        other.lostLink();

        assertThat(lookedAt(START_MS + 2 * ROUND_MS)).isEmpty();
    }
}

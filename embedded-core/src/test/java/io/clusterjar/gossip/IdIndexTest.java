package io.clusterjar.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdIndexTest {
    private static final int BEFORE = 3;

    private final Attention attention = new Attention();
    private final IdIndex index = new IdIndex();

    private ClusterNode node(String id) {
        return new ClusterNode(id, "", NodeFlag.MASTER, 0, attention);
    }

    /** An id that begins like all others of the same {@code head}. */
    private static String id(String head, int number) {
        return String.format("%s%032d", head, number);
    }

    private @Nullable ClusterNode[] find(List<String> ids) {
        byte[] packet = new byte[BEFORE + ids.size() * BusCodec.GOSSIP_BYTES];
        for (int i = 0; i < ids.size(); i++) {
            byte[] id = ids.get(i).getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(id, 0, packet, BEFORE + i * BusCodec.GOSSIP_BYTES, id.length);
        }
        @Nullable ClusterNode[] found = new ClusterNode[ids.size()];
        index.findAll(packet, BEFORE, ids.size(), found);
        return found;
    }

    @Test
    void shouldFindEachNodeWhenIdsBeginAlike() {
        List<ClusterNode> nodes = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            ids.add(id(i % 3 == 0 ? "aaaaaaaa" : String.format("%08x", i * 7919), i));
            nodes.add(node(ids.get(i)));
        }
        index.fill(nodes);

        assertThat(find(ids)).containsExactlyElementsOf(nodes);
    }

    @Test
    void shouldFindNobodyWhenAnIdOnlyBeginsLikeOneThatIsKnown() {
        ClusterNode known = node(id("aaaaaaaa", 1));
        index.fill(List.of(known));

        assertThat(find(List.of(id("aaaaaaaa", 2), id("aaaaaaaa", 1), id("bbbbbbbb", 1))))
                .containsExactly(null, known, null);
    }

    @Test
    void shouldForgetNodesWhenItIsFilledAnew() {
        ClusterNode gone = node(id("aaaaaaaa", 1));
        ClusterNode stays = node(id("bbbbbbbb", 2));
        index.fill(List.of(gone, stays));
        index.fill(List.of(stays));

        assertThat(find(List.of(gone.id(), stays.id()))).containsExactly(null, stays);
    }
}

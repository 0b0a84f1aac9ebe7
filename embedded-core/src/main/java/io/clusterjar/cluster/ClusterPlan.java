package io.clusterjar.cluster;

import io.clusterjar.gossip.ClusterNode;
import io.clusterjar.gossip.ClusterState;
import io.clusterjar.gossip.Identity;
import io.clusterjar.gossip.Ids;
import io.clusterjar.net.Address;
import io.clusterjar.slot.SlotRange;
import io.clusterjar.slot.Slots;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a new cluster shall look like, as {@code redis-cli --cluster create} would end: masters first with the slots shared
 * out, then replicas in turn, epochs counted from 1.
 *
 * @param members all nodes, masters first
 * @param masters how many of them are masters
 */
public record ClusterPlan(List<Member> members, int masters) {
    /**
     * One node of the plan.
     *
     * @param identity its id, see {@link ClusterAgent#id()}, and the address that other nodes see
     * @param shardId its shard before it became a replica
     * @param address where clients reach it, as other nodes see it
     * @param busPort its bus port
     */
    public record Member(Identity identity, String shardId, Address address, int busPort) {
        /** A node of that id. */
        public Member(String id, String shardId, Address address, int busPort) {
            this(new Identity(id, address.host()), shardId, address, busPort);
        }

        /** Checks the ids. */
        public Member {
            String id = identity.id();
            if (!Ids.valid(id) || !Ids.valid(shardId)) {
                throw new IllegalArgumentException(
                        "id=" + id + " shardId=" + shardId + " must be 40 characters [a-z0-9]");
            }
        }

        /** Its id. */
        public String id() {
            return identity.id();
        }
    }

    /** Checks that every replica gets a master. */
    public ClusterPlan {
        members = List.copyOf(members);
        if (masters < 1 || masters > members.size()) {
            throw new IllegalArgumentException("masters=" + masters + " is not within 1 to " + members.size());
        }
    }

    /** The index of the node that {@code index} replicates; -1 for masters. */
    public int masterOf(int index) {
        return index < masters ? -1 : (index - masters) % masters;
    }

    /** Lets every node of {@code state} keep the plan's own texts of ids and addresses. */
    void share(ClusterState state) {
        for (int i = 0; i < members.size(); i++) {
            ClusterNode node = state.lookup(members.get(i).id());
            if (node != null) {
                Member shard = members.get(masterOf(i) < 0 ? i : masterOf(i));
                node.share(members.get(i).identity, shard.shardId);
            }
        }
    }

    /** The nodes.conf of the node at {@code index}. */
    byte[] nodesFile(int index) {
        List<SlotRange> shares = Slots.shareOut(masters);
        StringBuilder text = new StringBuilder(members.size() * 200);
        List<Integer> order = new ArrayList<>();
        order.add(index);
        for (int i = 0; i < members.size(); i++) {
            if (i != index) {
                order.add(i);
            }
        }
        for (int i : order) {
            Member member = members.get(i);
            int master = masterOf(i);
            text.append(member.id())
                    .append(' ')
                    .append(member.address)
                    .append('@')
                    .append(member.busPort);
            text.append(",,tls-port=0,shard-id=");
            text.append(master < 0 ? member.shardId : members.get(master).shardId)
                    .append(' ');
            text.append(i == index ? "myself," : "").append(master < 0 ? "master " : "slave ");
            text.append(master < 0 ? "-" : members.get(master).id());
            text.append(" 0 ").append(i == index ? 0 : 1).append(' ');
            text.append(master < 0 ? i + 1 : master + 1).append(" connected");
            if (master < 0) {
                text.append(' ').append(shares.get(i));
            }
            text.append('\n');
        }
        text.append("vars currentEpoch ").append(members.size()).append(" lastVoteEpoch 0\n");
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}

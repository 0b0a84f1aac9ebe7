package io.clusterjar.launch;

import io.clusterjar.cluster.ClusterPlan;
import java.util.List;

/**
 * How many nodes a new cluster has, and who is what.
 *
 * @param masters masters, which are the first nodes
 * @param replicasPerMaster replicas of each
 */
public record ClusterShape(int masters, int replicasPerMaster) {
    /** How many nodes in all. */
    public int nodes() {
        return masters * (1 + replicasPerMaster);
    }

    /** Joins nodes that have not started yet to a cluster, in the state that {@code redis-cli --cluster create} ends in. */
    public void form(List<Member> members) {
        ClusterPlan plan = new ClusterPlan(
                members.stream().map(member -> member.node().planMember()).toList(), masters);
        for (Member member : members) {
            member.node().adopt(plan, member.index());
        }
    }
}

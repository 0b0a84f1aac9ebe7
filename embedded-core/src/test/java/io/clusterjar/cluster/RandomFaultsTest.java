package io.clusterjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.cluster.BusWorld.Member;
import io.clusterjar.gossip.ClusterNode;
import io.clusterjar.slot.Slots;
import io.clusterjar.time.RandomSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random crashes, restarts and partitions; whatever happens, nobody votes twice, and after healing all agree. */
class RandomFaultsTest {
    private static final int STEPS = 30;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void shouldAgreeAgainWhenAllFaultsAreHealed(int seed) {
        BusWorld world = new BusWorld();
        world.cluster(3, 2);
        RandomSource random = BusWorld.random(seed * 7919L);
        List<String> plan = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            Member one = world.members.get(random.nextInt(world.members.size()));
            Member other = world.members.get(random.nextInt(world.members.size()));
            switch (random.nextInt(5)) {
                case 0 -> {
                    if (one.up) {
                        plan.add("crash " + one.number);
                        one.crash();
                    }
                }
                case 1 -> {
                    if (!one.up) {
                        plan.add("restart " + one.number);
                        one.restart();
                    }
                }
                case 2 -> {
                    if (one != other && !one.cut.contains(other)) {
                        plan.add("cut " + one.number + " from " + other.number);
                        one.cutFrom(other);
                    }
                }
                case 3 -> {
                    plan.add("heal " + one.number);
                    one.heal();
                }
                default -> {
                    if (one.up && one.self().isReplica() && one.self().master() != null) {
                        plan.add("fail over to " + one.number);
                        one.brain.failOver(random.nextInt(2) == 0, world.nowMs);
                        one.brain.endOfTurn(world.nowMs);
                    }
                }
            }
            world.run(random.nextInt(4000));
        }
        for (Member member : world.members) {
            member.heal();
            if (!member.up) {
                member.restart();
            }
        }
        boolean agreed = world.runUntil(120_000, () -> agreed(world));
        assertThat(agreed).describedAs(() -> plan + "\n" + views(world)).isTrue();
        for (Member member : world.members) {
            assertThat(member.story.stream().filter(s -> s.startsWith("voted")).toList())
                    .describedAs("votes of " + member.number + " in " + plan)
                    .doesNotHaveDuplicates();
        }
        Map<String, Integer> winners = new HashMap<>();
        for (Member member : world.members) {
            for (String line : member.story) {
                if (line.startsWith("elected")) {
                    assertThat(winners.put(line, member.number))
                            .describedAs(line)
                            .isNull();
                }
            }
        }
    }

    private static boolean agreed(BusWorld world) {
        Member first = world.members.get(0);
        List<Long> epochs = new ArrayList<>();
        for (Member member : world.members) {
            if (!member.brain.state().ok()) {
                return false;
            }
            ClusterNode self = member.self();
            if (self.isMaster()) {
                epochs.add(self.configEpoch());
            } else if (self.master() == null || self.master().slots().isEmpty()) {
                return false;
            }
            for (int slot = 0; slot < Slots.COUNT; slot += 512) {
                ClusterNode mine = member.brain.state().owner(slot);
                ClusterNode theirs = first.brain.state().owner(slot);
                if (mine == null || theirs == null || !mine.id().equals(theirs.id())) {
                    return false;
                }
            }
        }
        return epochs.stream().distinct().count() == epochs.size();
    }

    private static String views(BusWorld world) {
        StringBuilder text = new StringBuilder();
        for (Member member : world.members) {
            text.append(member.number)
                    .append(member.up ? "" : " down")
                    .append(" ok=")
                    .append(member.brain.state().ok());
            text.append('\n').append(new String(io.clusterjar.gossip.NodesFile.write(member.brain.state())));
        }
        return text.toString();
    }
}

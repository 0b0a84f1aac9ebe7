package io.clusterjar.check;

import io.clusterjar.Backstage;
import io.clusterjar.ClusterNode;
import io.clusterjar.launch.Member;
import io.clusterjar.net.Address;
import io.clusterjar.node.RedisNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The nodes of a scene that have a process, paused or not, as watches look at them. */
record Living(String name, RedisNode node, boolean runs) {
    private static final int SHORT_ID_CHARS = 8;

    static List<Living> of(Scene scene) {
        List<Living> living = new ArrayList<>();
        for (ClusterNode place : scene.cluster().nodes()) {
            Member member = Backstage.member(place);
            if (member.state() != Member.State.DOWN) {
                living.add(new Living(member.name(), member.node(), member.state() == Member.State.RUNNING));
            }
        }
        return living;
    }

    static @Nullable Living named(Scene scene, String name) {
        return of(scene).stream()
                .filter(living -> living.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The name of the node with an id, or the beginning of the id when nobody that lives has it. */
    static String nameOf(Scene scene, String id) {
        return of(scene).stream()
                .filter(living -> living.node().id().equals(id))
                .findFirst()
                .map(Living::name)
                .orElseGet(() -> "(" + id.substring(0, Math.min(SHORT_ID_CHARS, id.length())) + ")");
    }

    static @Nullable Living at(List<Living> all, @Nullable Address address) {
        return all.stream()
                .filter(living -> living.node().address().equals(address))
                .findFirst()
                .orElse(null);
    }
}

package io.clusterjar.launch;

import io.clusterjar.net.Address;
import io.clusterjar.node.RedisNode;
import io.clusterjar.slot.SlotRange;
import io.clusterjar.slot.SlotSet;
import io.clusterjar.timeline.EventKind;
import io.clusterjar.timeline.Lane;
import io.clusterjar.timeline.Recorder;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a node after each of its turns and records what changed: role, epochs, own slots, link to the master. So nothing that changes
 * them, a command, a packet or a file, has to think of telling. With nothing changed it costs a few comparisons.
 */
final class NodeWatch {
    private final Recorder recorder;
    private final Lane lane;
    private final RedisNode node;
    private boolean told;
    private boolean master;
    private @Nullable Address followed;
    private String id = "";
    private long configEpoch;
    private long currentEpoch;
    private long generation;
    private SlotSet slots = new SlotSet();
    private boolean linkUp;
    private long fullSyncs;

    NodeWatch(Recorder recorder, Lane lane, RedisNode node) {
        this.recorder = recorder;
        this.lane = lane;
        this.node = node;
    }

    /** Records how the node stands, whatever was recorded before. */
    void tellAll() {
        told = false;
        look();
    }

    /** Records what changed since the last look. */
    void look() {
        boolean first = !told;
        if (first) {
            told = true;
            linkUp = false;
        }
        boolean nowMaster = node.isMaster();
        Address nowFollowed = node.master();
        long nowEpoch = node.configEpoch();
        if (first || node.slotGeneration() != generation || nowMaster != master) {
            lookAtSlots(first, nowEpoch);
        }
        if (first || nowMaster != master || !nowMaster && !Objects.equals(nowFollowed, followed)) {
            lookAtLink(nowMaster || !Objects.equals(nowFollowed, followed));
            master = nowMaster;
            followed = nowFollowed;
            recorder.record(EventKind.ROLE, lane, masterLane(), nowMaster ? 1 : 0, nowEpoch, 0);
        }
        if (first || nowEpoch != configEpoch || node.currentEpoch() != currentEpoch) {
            configEpoch = nowEpoch;
            currentEpoch = node.currentEpoch();
            recorder.record(EventKind.EPOCH, lane, null, configEpoch, currentEpoch, 0);
        }
        lookAtLink(false);
    }

    private void lookAtSlots(boolean first, long epoch) {
        generation = node.slotGeneration();
        if (!node.id().equals(id)) {
            id = node.id();
            recorder.identify(lane, id);
        }
        if (first || !node.ownsExactly(slots)) {
            slots = node.ownSlots();
            String ranges = slots.ranges().stream().map(SlotRange::toString).collect(Collectors.joining(" "));
            recorder.record(EventKind.SLOTS, lane, null, slots.count(), epoch, 0, ranges);
        }
    }

    /** A link to one master that ends as another begins was lost in between, though nobody saw it down. */
    private void lookAtLink(boolean over) {
        boolean up = node.masterLinkUp();
        if (linkUp && (over || !up || node.fullSyncs() != fullSyncs)) {
            linkUp = false;
            recorder.record(EventKind.LINK_DOWN, lane, masterLane(), node.offset(), 0, 0);
        }
        if (up && !linkUp && !over) {
            linkUp = true;
            recorder.record(
                    EventKind.LINK_UP, lane, masterLane(), node.fullSyncs() == fullSyncs ? 0 : 1, node.offset(), 0);
            fullSyncs = node.fullSyncs();
        }
    }

    private @Nullable Lane masterLane() {
        return followed == null ? null : recorder.laneAt(followed.toString());
    }
}

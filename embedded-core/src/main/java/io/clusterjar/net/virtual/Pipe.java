package io.clusterjar.net.virtual;

import io.clusterjar.net.CutMode;
import io.clusterjar.net.Plane;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One direction of one stream, owned by the receiver's lane. On a healthy link it costs a null check; on a faulty one it keeps what
 * is on its way, in order, until it is due and the link is not cut.
 */
public final class Pipe extends LinkWatcher {
    /** Cluster time after which TCP sends lost bytes again for the first time: how late they are after a single loss. */
    public static final long RETRANSMISSION_MS = 200;

    /** Bytes that may be on their way without counting as queued by the sender: what two kernels would hold. */
    public static final long WINDOW_BYTES = 128 * 1024;

    static final long RETRANSMISSION_NS = RETRANSMISSION_MS * 1_000_000;

    private final LinkId link;
    private final Lane lane;
    private final Sink sink;
    private final TcpTimes times;
    private final @Nullable NetworkObserver observer;
    /** Whether all that comes through is told: of bus links only. */
    private final boolean told;

    /** Null until something had to wait: there may be millions of pipes. */
    private @Nullable ArrayDeque<Segment> waiting;

    private @Nullable Conditions conditions;
    private @Nullable CutMode lastCut;
    private Lane.@Nullable Deadline deadline;
    private long lastDueNs = Long.MIN_VALUE;
    /** When what a black hole swallowed is sent again; nothing that is queued comes through before. */
    private long sentAgainNs = Long.MIN_VALUE;

    private long queuedBytes;
    private boolean senderVanished;

    /** The receiving end of a pipe; called on its lane. */
    public interface Sink {
        /** Something came through. */
        void arrive(Pipe pipe, byte[] bytes, int lengthBytes);

        /** The conditions of the link changed; called while every lane stands still. */
        default void linkChanged() {}

        /** A fault reset the stream; called while every lane stands still, or on the lane. */
        void resetByFault();
    }

    /** The sink of a stream inside the world, which also hears of openings and ends. */
    interface SegmentSink extends Sink {
        void arrive(Segment segment);

        void handle(Segment segment);

        /** A black hole keeps a segment that entered the pipe at {@code sentNs}: its sender hears nothing of it, as far as is known. */
        void heldBack(long sentNs);
    }

    /** A pipe that feeds {@code sink} on {@code lane}, on a link in these conditions. */
    Pipe(
            LinkId link,
            Lane lane,
            Sink sink,
            TcpTimes times,
            @Nullable Conditions conditions,
            @Nullable NetworkObserver observer) {
        this.times = times;
        this.observer = observer;
        this.told = observer != null && link.plane() == Plane.BUS;
        this.link = link;
        this.lane = lane;
        this.sink = sink;
        this.conditions = conditions;
    }

    @Override
    public LinkId link() {
        return link;
    }

    Lane lane() {
        return lane;
    }

    TcpTimes times() {
        return times;
    }

    /** Whether bytes may go past it: no fault, nothing on its way. */
    public boolean isClear() {
        return conditions == null && isIdle();
    }

    /** Whether nothing is to be moved over the link until its conditions change. */
    public boolean isCut() {
        return conditions != null && conditions.isCutForGood(lane.nowNs());
    }

    /** Whether whatever enters is answered with a reset. */
    public boolean isReset() {
        return conditions != null && conditions.cut(lane.nowNs()) == CutMode.RESET;
    }

    private boolean isIdle() {
        return waiting == null || waiting.isEmpty();
    }

    private ArrayDeque<Segment> queue() {
        if (waiting == null) {
            waiting = new ArrayDeque<>();
        }
        return waiting;
    }

    /** Whether there is anything wrong with the link. */
    boolean isFaulty() {
        return conditions != null;
    }

    /** Whether all that enters disappears, until the link's conditions change. */
    public boolean isSilent() {
        Conditions current = conditions;
        if (current == null) {
            return false;
        }
        long nowNs = lane.nowNs();
        return current.cut(nowNs) == CutMode.BLACKHOLE && current.cutEndsNs(nowNs) == Rule.NEVER;
    }

    /** Bytes on their way. */
    public long queuedBytes() {
        return queuedBytes;
    }

    /** Sends a copy of bytes down the pipe. */
    public void enter(byte[] bytes, int offset, int lengthBytes) {
        enter(new Segment(
                this, Segment.Kind.DATA, Arrays.copyOfRange(bytes, offset, offset + lengthBytes), lengthBytes));
    }

    /** Sends the end of the stream down the pipe; the sink sees it as an arrival of length -1. */
    public void enterEnd() {
        enter(new Segment(this, Segment.Kind.FIN));
    }

    void enter(Segment segment) {
        if (conditions == null && isIdle()) {
            if (told) {
                tell(segment, lane.nowNs());
            }
            pass(segment);
            return;
        }
        if (conditions != null
                && conditions.hasFilters()
                && segment.kind == Segment.Kind.DATA
                && !segment.isFiltered()) {
            enterPacketwise(segment, conditions);
            return;
        }
        long nowNs = lane.nowNs();
        if (observer != null && conditions != null) {
            tellStopped(conditions.cutBy(nowNs), segment);
        }
        if (conditions != null && conditions.cut(nowNs) == CutMode.RESET) {
            sink.resetByFault();
            return;
        }
        boolean last = senderVanished || segment.kind == Segment.Kind.RST;
        if (last && conditions != null && conditions.cut(nowNs) == CutMode.BLACKHOLE) {
            clear(); // it is said once, and what was swallowed before is sent again by nobody
            return;
        }
        long delayNs = conditions == null ? 0 : conditions.delayNs(segment.lengthBytes, nowNs);
        segment.enteredNs = nowNs;
        segment.dueNs = Math.max(nowNs + delayNs, lastDueNs);
        lastDueNs = segment.dueNs;
        queue().add(segment);
        queuedBytes += segment.lengthBytes;
        if (queue().size() == 1 || segment.kind == Segment.Kind.FIN) {
            pump();
        }
    }

    private void enterPacketwise(Segment segment, Conditions current) {
        int offset = 0;
        while (offset < segment.lengthBytes) {
            int length = BusMessage.lengthAt(segment.bytes, offset, segment.lengthBytes);
            int end = length < 0 ? segment.lengthBytes : offset + length;
            byte[] packet = Arrays.copyOfRange(segment.bytes, offset, end);
            Segment part = new Segment(this, Segment.Kind.DATA, packet, packet.length);
            int copies = length < 0 ? 1 : copies(part, current);
            for (int i = 0; i < copies; i++) {
                enter((i == 0 ? part : part.copy()).pastFilters());
            }
            offset = end;
        }
    }

    private int copies(Segment part, Conditions current) {
        int copies = 1;
        for (MessageFilter filter : current.filters()) {
            copies *= filter.copies(part);
            if (copies == 0) {
                tellStopped(filter, part);
                break;
            }
        }
        return copies;
    }

    /** Lets through all that is due. */
    private void pump() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
        while (!isIdle()) {
            long nowNs = lane.nowNs();
            CutMode cut = conditions == null ? null : conditions.cut(nowNs);
            if (cut != null && conditions != null) {
                lastCut = cut;
                long endsNs = conditions.cutEndsNs(nowNs);
                if (cut == CutMode.BLACKHOLE && endsNs == Rule.NEVER) {
                    tellHeldBack();
                }
                wake(endsNs);
                return;
            }
            if (lastCut == CutMode.BLACKHOLE) {
                stall(nowNs);
            }
            lastCut = null;
            Segment head = queue().element();
            if (head.dueNs > nowNs) {
                wake(head.dueNs);
                return;
            }
            queue().remove();
            queuedBytes -= head.lengthBytes;
            if (told) {
                tell(head, head.enteredNs);
            }
            pass(head);
        }
        lastCut = null;
    }

    private long nextAttemptNs(Segment head, long nowNs) {
        if (head.opens()) {
            return times.nextSynNs(head.enteredNs, nowNs);
        }
        return times.nextNs(head.enteredNs, nowNs, queue().getLast().kind == Segment.Kind.FIN);
    }

    private void tellHeldBack() {
        if (sink instanceof SegmentSink) {
            ((SegmentSink) sink).heldBack(queue().element().enteredNs);
        }
    }

    private void tell(Segment segment, long enteredNs) {
        if (observer != null && segment.kind == Segment.Kind.DATA) {
            observer.onPackets(link, segment.bytes, segment.lengthBytes, enteredNs);
        }
    }

    private void tellStopped(@Nullable Fault by, Segment segment) {
        if (observer != null && by != null) {
            observer.onStopped(by, link, segment.bytes, segment.lengthBytes);
        }
    }

    /**
     * The sender knows nothing of the healing: it sends again when its next attempt is due. A real socket is another kernel's, whose
     * attempts are not known here.
     */
    private void stall(long nowNs) {
        sentAgainNs = sink instanceof SegmentSink ? nextAttemptNs(queue().element(), nowNs) : nowNs + RETRANSMISSION_NS;
        if (sentAgainNs == TcpTimes.NEVER) {
            tellHeldBack();
        }
        for (Segment segment : queue()) {
            segment.dueNs = Math.max(segment.dueNs, sentAgainNs);
        }
        lastDueNs = Math.max(lastDueNs, sentAgainNs);
    }

    private void wake(long atNs) {
        if (atNs != Rule.NEVER) {
            deadline = lane.schedule(atNs, this::pump);
        }
    }

    private void pass(Segment segment) {
        if (sink instanceof SegmentSink) {
            segment.arrive();
            ((SegmentSink) sink).arrive(segment);
        } else {
            sink.arrive(this, segment.bytes, segment.kind == Segment.Kind.DATA ? segment.lengthBytes : -1);
        }
    }

    void handle(Segment segment) {
        ((SegmentSink) sink).handle(segment);
    }

    /** Forgets all that is on its way. */
    public void clear() {
        if (waiting != null) {
            waiting.clear();
        }
        queuedBytes = 0;
        lastCut = null;
        lastDueNs = Long.MIN_VALUE;
        sentAgainNs = Long.MIN_VALUE;
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }

    /** The sender's machine is gone: what is on the wire arrives, but what was swallowed is sent again by nobody. At a safepoint. */
    void senderVanished() {
        senderVanished = true;
        long nowNs = lane.nowNs();
        if (sentAgainNs > nowNs || conditions != null && conditions.cut(nowNs) == CutMode.BLACKHOLE) {
            clear();
        }
    }

    /** The last bytes had not left the sender's process, and go with it. */
    void forgetLast(long lengthBytes) {
        long excess = Math.min(lengthBytes, queuedBytes);
        queuedBytes -= excess;
        while (excess > 0) {
            Segment last = queue().removeLast();
            if (last.lengthBytes > excess) {
                queue().addLast(last.shortenedBy((int) excess));
            }
            excess -= Math.min(excess, last.lengthBytes);
        }
    }

    /** A fault resets the stream, once. */
    void reset() {
        clear();
        sink.resetByFault();
    }

    @Override
    public void refresh(@Nullable Conditions changed) {
        conditions = changed;
        long nowNs = lane.nowNs();
        CutMode cut = changed == null ? null : changed.cut(nowNs);
        if (cut == CutMode.RESET) {
            reset();
            return;
        }
        if (!isIdle()) {
            if (changed == null) {
                long dueNs = Math.max(nowNs, sentAgainNs);
                for (Segment segment : queue()) {
                    segment.dueNs = dueNs;
                }
                lastDueNs = dueNs;
            }
            if (cut != null) {
                lastCut = cut;
            }
            if (deadline != null) {
                deadline.cancel();
            }
            // Delivered from the lane's next turn on, never from inside the change.
            deadline = lane.schedule(nowNs, this::pump);
        }
        sink.linkChanged();
    }
}

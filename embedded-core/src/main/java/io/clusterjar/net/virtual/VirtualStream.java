package io.clusterjar.net.virtual;

import io.clusterjar.net.Address;
import io.clusterjar.net.CloseCause;
import io.clusterjar.net.Plane;
import io.clusterjar.net.Stream;
import io.clusterjar.net.StreamHandler;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One side of a stream inside the world. What is written in a turn leaves at its end as one segment, whose buffer changes hands: it
 * is copied once, and given back to the receiver's lane when handled.
 */
public final class VirtualStream implements Stream, Pipe.SegmentSink, Party.Flushable {
    private enum State {
        /** Opened from here, not yet answered. */
        CONNECTING,
        /** Waits for the other side's SYN. */
        EXPECTED,
        OPEN,
        CLOSED
    }

    private final VirtualNetwork network;
    private final Party owner;
    private final Plane plane;
    private final Address local;
    private final Address remote;
    private final Pipe in;
    private final Directory.@Nullable Door door;
    private @Nullable VirtualStream peer;
    private @Nullable StreamHandler handler;
    private State state;
    private final SendBuffer written = new SendBuffer();
    /** Bytes that this side's kernel has and its process has not taken. */
    private long unreadBytes;

    private boolean finPending;
    private boolean flushPending;
    /** Whether this side's kernel knows nothing of the stream, not yet or no more. */
    private volatile boolean unknown;
    /** Whether the machine of this side has lost its power. */
    private boolean vanished;

    private @Nullable Patience patience;
    private @Nullable KeepAlive keepAlive;
    private Lane.@Nullable Deadline connectDeadline;

    private VirtualStream(
            VirtualNetwork network,
            Party owner,
            Party other,
            Plane plane,
            Address local,
            Address remote,
            Directory.@Nullable Door door,
            State state) {
        this.network = network;
        this.owner = owner;
        this.plane = plane;
        this.local = local;
        this.remote = remote;
        this.door = door;
        this.state = state;
        this.unknown = state == State.EXPECTED;
        LinkId link = new LinkId(other.endpoint(), owner.endpoint(), plane);
        this.in = network.pipe(link, owner.lane(), this);
    }

    /**
     * Opens a stream from {@code owner} to a door of this world. Called on the owner's lane.
     *
     * @param local the address that the other side sees
     */
    public static Stream connect(
            VirtualNetwork network,
            Party owner,
            Address local,
            Directory.Door door,
            Address to,
            Plane plane,
            StreamHandler handler) {
        VirtualStream here = new VirtualStream(network, owner, door.party(), plane, local, to, null, State.CONNECTING);
        here.handler = handler;
        network.watch(here.in);
        owner.adopt(here);
        Lane lane = owner.lane();
        here.connectDeadline = lane.schedule(
                lane.nowNs() + here.in.times().connectPatienceNs(), () -> owner.deliver(here::connectTimedOut));
        here.dial(door);
        return here;
    }

    private void dial(Directory.Door to) {
        Party caller = owner;
        Address dialled = remote;
        Address from = local;
        VirtualStream there = new VirtualStream(network, to.party(), caller, plane, dialled, from, to, State.EXPECTED);
        peer = there;
        there.peer = this;
        network.watch(there.in);
        send(new Segment(there.in, Segment.Kind.SYN));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (!isOpen() || length == 0) {
            return;
        }
        written.append(owner.lane(), bytes, offset, length);
        flushAtEndOfTurn();
    }

    private void flushAtEndOfTurn() {
        if (!flushPending) {
            flushPending = true;
            owner.flushLater(this);
        }
    }

    @Override
    public void flush() {
        flushPending = false;
        if (state == State.CONNECTING || peer == null) {
            return;
        }
        boolean sends = finPending || !written.isEmpty();
        if (!written.isEmpty()) {
            send(written.takeFor(peer.in));
        }
        if (finPending) {
            finPending = false;
            send(new Segment(peer.in, Segment.Kind.FIN));
        }
        if (sends && in.isFaulty() && in.isSilent()) {
            unheard(owner.lane().nowNs()); // it may arrive, but its acknowledgement will not
        }
    }

    @Override
    public long queuedBytes() {
        return written.queuedBytes();
    }

    @Override
    public void close() {
        if (!isOpen()) {
            return;
        }
        if (state == State.CONNECTING) {
            reset();
            return;
        }
        end();
        finPending = true;
        flushAtEndOfTurn();
    }

    @Override
    public void reset() {
        if (!isOpen()) {
            return;
        }
        end();
        written.drop();
        if (peer != null) {
            send(new Segment(peer.in, Segment.Kind.RST));
        }
    }

    /** What the kernel does with the socket of a process that is killed. */
    @Override
    public void abandon() {
        if (finPending) {
            flush();
        } else if (state == State.CONNECTING || unreadBytes > 0) {
            reset();
        } else if (isOpen()) {
            written.drop();
            forgetQueued();
            end();
            finPending = true;
            flush();
        }
    }

    /** What the kernel had not taken yet. */
    private void forgetQueued() {
        long queued = queuedBytes();
        if (queued > 0 && peer != null) {
            Pipe out = peer.in;
            owner.lane().hand(out.lane(), () -> out.forgetLast(queued));
        }
    }

    @Override
    public void vanish() {
        vanished = true;
        finPending = false;
        written.drop();
        if (peer != null) {
            peer.in.senderVanished();
            if (state == State.CONNECTING && peer.state == State.EXPECTED) {
                peer.state = State.CLOSED; // an opening on the wire would be answered, and the answer lost
            }
        }
        if (state != State.CLOSED) {
            end();
        }
    }

    @Override
    public void keepAlive(long idleMs, long intervalMs, int probes) {
        keepAlive = network.keepAlive(idleMs, intervalMs, probes);
    }

    @Override
    public boolean isOpen() {
        return state == State.OPEN || state == State.CONNECTING;
    }

    @Override
    public Address local() {
        return local;
    }

    @Override
    public Address remote() {
        return remote;
    }

    @Override
    public Plane plane() {
        return plane;
    }

    @Override
    public void arrive(Pipe pipe, byte[] bytes, int lengthBytes) {
        throw new IllegalStateException("segments only: " + pipe.link());
    }

    /** Comes in as a kernel would see it: also while the owner is paused. */
    @Override
    public void arrive(Segment segment) {
        if (segment.kind == Segment.Kind.SYN) {
            accept();
        } else if (state == State.CLOSED) {
            refuse(segment);
        } else {
            unreadBytes += segment.lengthBytes;
            owner.deliver(segment);
        }
    }

    /** A kernel answers with a reset what belongs to no stream that it knows. */
    private void refuse(Segment segment) {
        owner.lane().recycle(segment.bytes);
        if (segment.kind != Segment.Kind.RST && segment.kind != Segment.Kind.REFUSED && peer != null && !peer.unknown) {
            send(new Segment(peer.in, Segment.Kind.RST));
        }
    }

    private void accept() {
        if (state != State.EXPECTED || door == null || peer == null) {
            return;
        }
        if (!door.isOpen()) {
            state = State.CLOSED;
            network.forget(in);
            VirtualStream caller = peer;
            Directory.Door now = door.successor();
            if (now == null) {
                send(new Segment(caller.in, Segment.Kind.REFUSED));
            } else {
                owner.lane().hand(caller.owner.lane(), () -> caller.redial(now));
            }
            return;
        }
        state = State.OPEN;
        unknown = false;
        owner.adopt(this);
        send(new Segment(peer.in, Segment.Kind.OPENED));
        Directory.Door accepting = door;
        owner.deliver(() -> {
            if (state == State.OPEN) {
                handler = accepting.acceptor().onAccept(this);
            }
        });
    }

    /** Somebody else listens there by now. */
    private void redial(Directory.Door now) {
        if (state == State.CONNECTING) {
            dial(now);
        }
    }

    @Override
    public void handle(Segment segment) {
        switch (segment.kind) {
            case DATA:
                onData(segment);
                break;
            case OPENED:
                onOpened();
                break;
            case REFUSED:
                onEnd(CloseCause.REFUSED);
                break;
            case FIN:
                onEnd(CloseCause.END_OF_STREAM);
                break;
            case RST:
                onEnd(CloseCause.RESET);
                break;
            default:
                throw new IllegalStateException("kind=" + segment.kind);
        }
    }

    private void onData(Segment segment) {
        owner.lane().trace(segment.bytes, segment.lengthBytes);
        unreadBytes -= segment.lengthBytes;
        VirtualStream sender = peer;
        if (sender != null && sender.written.taken(segment.lengthBytes)) {
            owner.lane().hand(sender.owner.lane(), sender::offerDrained);
        }
        if (state == State.OPEN && handler != null) {
            handler.onData(this, segment.bytes, 0, segment.lengthBytes);
        }
        owner.lane().recycle(segment.bytes);
    }

    private void offerDrained() {
        if (written.isDrained()) {
            owner.deliver(() -> {
                if (isOpen() && handler != null) {
                    handler.onDrained(this);
                }
            });
        }
    }

    private void onOpened() {
        if (state != State.CONNECTING || handler == null) {
            return;
        }
        state = State.OPEN;
        cancelConnectDeadline();
        if (!written.isEmpty()) {
            flushAtEndOfTurn();
        }
        handler.onOpen(this);
    }

    private void connectTimedOut() {
        if (state == State.CONNECTING && peer != null) {
            VirtualStream other = peer;
            owner.lane().hand(other.owner.lane(), other::giveUp);
            onEnd(CloseCause.TIMED_OUT);
        }
    }

    /** The side that wanted to connect waits no more. */
    private void giveUp() {
        in.clear();
        if (state == State.OPEN) {
            owner.deliver(() -> onEnd(CloseCause.RESET));
        } else {
            end();
        }
    }

    private void onEnd(CloseCause cause) {
        if (state == State.CLOSED) {
            return;
        }
        StreamHandler hears = handler;
        end();
        written.drop();
        if (hears != null) {
            hears.onClose(this, cause);
        }
    }

    private void end() {
        state = State.CLOSED;
        unknown = true;
        cancelConnectDeadline();
        if (patience != null) {
            patience.stop();
        }
        // While the other side believes in the stream, what it sends must still meet the faults on the way.
        if (peer == null || peer.unknown) {
            network.forget(in);
            if (peer != null) {
                network.forget(peer.in);
            }
        }
        owner.release(this);
    }

    private void cancelConnectDeadline() {
        if (connectDeadline != null) {
            connectDeadline.cancel();
            connectDeadline = null;
        }
    }

    private void send(Segment segment) {
        if (peer != null) {
            owner.lane().hand(peer.owner.lane(), segment);
        }
    }

    // ---- silence

    @Override
    public void heldBack(long sentNs) {
        if (peer != null) {
            VirtualStream sender = peer;
            owner.lane().hand(sender.owner.lane(), () -> sender.unheard(sentNs));
        }
    }

    /** What this side sent at {@code sentNs} is not acknowledged. */
    private void unheard(long sentNs) {
        if (peer == null || !isSilent(peer) && !isTooLate(sentNs)) {
            return;
        }
        if (state == State.OPEN || state == State.CLOSED && !vanished && !peer.unknown) {
            patience().unheard(sentNs, state == State.CLOSED);
        }
    }

    private boolean isTooLate(long sentNs) {
        return in.times().nextNs(sentNs, owner.lane().nowNs(), state == State.CLOSED) == TcpTimes.NEVER;
    }

    private boolean isSilent(VirtualStream other) {
        return in.isSilent() || other.in.isSilent();
    }

    private Patience patience() {
        if (patience == null) {
            patience = new Patience(owner.lane(), in.times(), this::giveUpSending);
        }
        return patience;
    }

    private void giveUpSending() {
        if (peer != null) {
            owner.lane().hand(peer.owner.lane(), peer.in::clear);
        }
        owner.deliver(() -> onEnd(CloseCause.TIMED_OUT));
    }

    @Override
    public void linkChanged() {
        if (peer != null) {
            look(peer);
            peer.look(this);
        }
    }

    private void look(VirtualStream other) {
        if (!isSilent(other)) {
            if (patience != null) {
                patience.healed();
            }
        } else if (keepAlive != null && state == State.OPEN) {
            patience().ask(keepAlive);
        }
    }

    /** Ends both sides at their next turns. */
    @Override
    public void resetByFault() {
        CloseCause cause = state == State.CONNECTING || state == State.EXPECTED ? CloseCause.REFUSED : CloseCause.RESET;
        Lane lane = owner.lane();
        lane.hand(lane, () -> cutOff(cause));
        if (peer != null) {
            VirtualStream other = peer;
            lane.hand(other.owner.lane(), () -> other.cutOff(cause));
        }
    }

    private void cutOff(CloseCause cause) {
        in.clear();
        owner.deliver(() -> onEnd(cause));
    }

    @Override
    public String toString() {
        return local + " > " + remote + " " + plane + " " + Arrays.asList(state, written);
    }
}

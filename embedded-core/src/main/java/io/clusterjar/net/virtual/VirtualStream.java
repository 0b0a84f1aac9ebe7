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
    /** Cluster time after which connecting gives up, as Linux does after six retries. */
    public static final long CONNECT_TIMEOUT_MS = 127_000;

    private static final int FIRST_BUFFER_BYTES = 512;

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
    private byte[] buffer = Segment.NOTHING;
    private int bufferedBytes;
    private long sentBytes;
    private boolean finPending;
    private boolean flushPending;
    private boolean drainExpected;
    private volatile boolean drainWanted;
    /** Bytes that the other side's handler has taken; written on its lane. */
    private volatile long takenBytes;

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
        VirtualStream there = new VirtualStream(network, door.party(), owner, plane, to, local, door, State.EXPECTED);
        here.peer = there;
        there.peer = here;
        here.handler = handler;
        network.watch(here.in);
        network.watch(there.in);
        owner.adopt(here);
        Lane lane = owner.lane();
        here.connectDeadline = lane.schedule(
                lane.nowNs() + CONNECT_TIMEOUT_MS * 1_000_000, () -> owner.deliver(here::connectTimedOut));
        here.send(new Segment(there.in, Segment.Kind.SYN));
        return here;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (!isOpen() || length == 0) {
            return;
        }
        if (buffer.length - bufferedBytes < length) {
            grow(length);
        }
        System.arraycopy(bytes, offset, buffer, bufferedBytes, length);
        bufferedBytes += length;
        flushAtEndOfTurn();
    }

    private void grow(int length) {
        int needed = Math.addExact(bufferedBytes, length);
        byte[] larger = owner.lane().buffer(Math.max(needed, Math.max(FIRST_BUFFER_BYTES, doubled(bufferedBytes))));
        System.arraycopy(buffer, 0, larger, 0, bufferedBytes);
        if (buffer.length > 0) {
            owner.lane().recycle(buffer);
        }
        buffer = larger;
    }

    private static int doubled(int bytes) {
        return bytes > Integer.MAX_VALUE / 2 - 8 ? Integer.MAX_VALUE - 8 : bytes * 2;
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
        if (bufferedBytes > 0) {
            Segment data = new Segment(peer.in, Segment.Kind.DATA, buffer, bufferedBytes);
            sentBytes += bufferedBytes;
            buffer = Segment.NOTHING;
            bufferedBytes = 0;
            if (queuedBytes() > 0) {
                drainExpected = true;
                drainWanted = true;
            }
            send(data);
        }
        if (finPending) {
            finPending = false;
            send(new Segment(peer.in, Segment.Kind.FIN));
        }
    }

    @Override
    public long queuedBytes() {
        return bufferedBytes + Math.max(0, sentBytes - takenBytes - Pipe.WINDOW_BYTES);
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
        bufferedBytes = 0;
        if (peer != null) {
            send(new Segment(peer.in, Segment.Kind.RST));
        }
    }

    @Override
    public void abandon() {
        reset();
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
        } else {
            owner.deliver(segment);
        }
    }

    private void accept() {
        if (state != State.EXPECTED || door == null || peer == null) {
            return;
        }
        if (!door.isOpen()) {
            state = State.CLOSED;
            network.forget(in);
            send(new Segment(peer.in, Segment.Kind.REFUSED));
            return;
        }
        state = State.OPEN;
        owner.adopt(this);
        send(new Segment(peer.in, Segment.Kind.OPENED));
        Directory.Door accepting = door;
        owner.deliver(() -> {
            if (state == State.OPEN) {
                handler = accepting.acceptor().onAccept(this);
            }
        });
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
        VirtualStream sender = peer;
        if (sender != null) {
            // The one writer of this field is this lane.
            long taken = sender.takenBytes + segment.lengthBytes;
            sender.takenBytes = taken;
            if (sender.drainWanted) {
                owner.lane().hand(sender.owner.lane(), sender::offerDrained);
            }
        }
        if (state == State.OPEN && handler != null) {
            handler.onData(this, segment.bytes, 0, segment.lengthBytes);
        }
        owner.lane().recycle(segment.bytes);
    }

    private void offerDrained() {
        if (drainExpected && queuedBytes() == 0) {
            drainExpected = false;
            drainWanted = false;
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
        if (bufferedBytes > 0) {
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
        bufferedBytes = 0;
        if (hears != null) {
            hears.onClose(this, cause);
        }
    }

    private void end() {
        state = State.CLOSED;
        cancelConnectDeadline();
        network.forget(in);
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
        return local + " > " + remote + " " + plane + " " + Arrays.asList(state, Long.toString(sentBytes));
    }
}

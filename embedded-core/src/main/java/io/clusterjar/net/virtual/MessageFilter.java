package io.clusterjar.net.virtual;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * A fault on single bus packets: those that match are held, dropped or doubled, all others pass them by. Whole packets only, since
 * that is the only reordering that a bus may see.
 */
public final class MessageFilter implements Fault {
    /** What happens to packets that match. */
    public enum Action {
        /** Kept until released. */
        HOLD,
        /** Lost for good. */
        DROP,
        /** Delivered twice. */
        DUPLICATE
    }

    private final VirtualNetwork network;
    private final Links links;
    private final Predicate<BusMessage> predicate;
    private final Action action;
    private final Queue<Segment> held = new ConcurrentLinkedQueue<>();
    private final AtomicLong matched = new AtomicLong();
    private volatile boolean active = true;

    MessageFilter(VirtualNetwork network, Links links, Predicate<BusMessage> predicate, Action action) {
        this.network = network;
        this.links = links;
        this.predicate = predicate;
        this.action = action;
    }

    /** How many packets matched so far. */
    public long matched() {
        return matched.get();
    }

    /** How many packets are held now. */
    public int held() {
        return held.size();
    }

    /** Delivers what is held and goes on holding what comes. */
    public void release() {
        network.atSafepoint(this::releaseHeld);
    }

    /** Loses what is held and goes on holding what comes. */
    public void drop() {
        network.atSafepoint(held::clear);
    }

    /** Releases what is held and filters no more. */
    @Override
    public void close() {
        network.remove(this);
    }

    @Override
    public boolean isActive() {
        return active;
    }

    @Override
    public String description() {
        return action + " of bus messages on " + links;
    }

    Links links() {
        return links;
    }

    void ended() {
        active = false;
        releaseHeld();
    }

    private void releaseHeld() {
        Queue<Segment> released = new ArrayDeque<>(held);
        held.clear();
        for (Segment segment : released) {
            segment.pipe.lane().hand(segment.pipe.lane(), segment.pastFilters());
        }
    }

    /** How many times {@code segment}, one whole packet, goes on now: 0, 1 or 2. */
    int copies(Segment segment) {
        if (!predicate.test(new BusMessage(segment.pipe.link(), segment.bytes))) {
            return 1;
        }
        matched.incrementAndGet();
        switch (action) {
            case HOLD:
                held.add(segment);
                return 0;
            case DROP:
                return 0;
            default:
                return 2;
        }
    }
}

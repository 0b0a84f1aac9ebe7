package io.clusterjar.net.virtual;

import java.util.Arrays;

/**
 * What travels on a {@link Pipe}, in order: bytes, or the opening or the end of a stream. It is its own task: run once it enters the
 * pipe on the receiver's lane, run again it is handled by the receiver.
 */
final class Segment implements Runnable {
    /** What it says. */
    enum Kind {
        SYN,
        OPENED,
        REFUSED,
        DATA,
        FIN,
        RST
    }

    static final byte[] NOTHING = {};

    final Pipe pipe;
    final Kind kind;
    final byte[] bytes;
    final int lengthBytes;
    long dueNs;
    /** When it entered the pipe, while it waits there. */
    long enteredNs;

    private boolean arrived;
    private boolean filtered;

    Segment(Pipe pipe, Kind kind, byte[] bytes, int lengthBytes) {
        this.pipe = pipe;
        this.kind = kind;
        this.bytes = bytes;
        this.lengthBytes = lengthBytes;
    }

    Segment(Pipe pipe, Kind kind) {
        this(pipe, kind, NOTHING, 0);
    }

    @Override
    public void run() {
        if (arrived) {
            pipe.handle(this);
        } else {
            pipe.enter(this);
        }
    }

    void arrive() {
        arrived = true;
    }

    /** Filters have seen it: it passes them from now on. */
    Segment pastFilters() {
        filtered = true;
        return this;
    }

    Segment shortenedBy(int excessBytes) {
        Segment shorter = new Segment(pipe, kind, bytes, lengthBytes - excessBytes);
        shorter.dueNs = dueNs;
        shorter.enteredNs = enteredNs;
        shorter.filtered = filtered;
        return shorter;
    }

    /** Whether it opens a stream, or answers what does. */
    boolean opens() {
        return kind == Kind.SYN || kind == Kind.OPENED;
    }

    boolean isFiltered() {
        return filtered;
    }

    Segment copy() {
        return new Segment(pipe, kind, Arrays.copyOf(bytes, lengthBytes), lengthBytes);
    }
}

package io.clusterjar.net.tcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The sockets of one event loop: a selector, and the one buffer that all reads of the loop go through. Used by one thread at a time;
 * only {@link #wakeup} may come from anywhere.
 */
public final class Poller {
    /** Length of the buffer that reads go through. */
    public static final int READ_BUFFER_BYTES = 64 * 1024;

    private final Selector selector;
    private volatile boolean waiting;
    private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(READ_BUFFER_BYTES);
    private final ByteBuffer writeBuffer = ByteBuffer.allocateDirect(READ_BUFFER_BYTES);
    private final byte[] readBytes = new byte[READ_BUFFER_BYTES];
    private final List<SelectionKey> ready = new ArrayList<>();
    private final Consumer<SelectionKey> collect = ready::add;

    /** Something whose channel is registered. */
    interface Channel {
        /** The channel can do what it was registered for. */
        void onReady(SelectionKey key);
    }

    /** Opens the selector. */
    public Poller() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("no selector: " + e.getMessage(), e);
        }
    }

    /** Handles what is ready now; returns how many channels were. */
    public int pollNow() {
        try {
            selector.selectNow(collect);
        } catch (IOException e) {
            throw new UncheckedIOException("select: " + e.getMessage(), e);
        }
        return handleReady();
    }

    /**
     * Waits until a channel is ready, somebody wakes it up, or time is over; {@link #handleReady} is next.
     *
     * @param timeoutMs 0 waits without end
     */
    public void await(long timeoutMs) {
        try {
            waiting = true;
            selector.select(collect, timeoutMs);
        } catch (IOException e) {
            throw new UncheckedIOException("select: " + e.getMessage(), e);
        } finally {
            waiting = false;
        }
    }

    /** Lets the owner's {@link #await} return when another thread does its work meanwhile: a waiting selector takes no changes. */
    private void interruptWait() {
        if (waiting) {
            selector.wakeup();
        }
    }

    /** Handles the channels that were found ready; returns how many. */
    public int handleReady() {
        int count = ready.size();
        if (count == 0) {
            return 0;
        }
        // Collected first: a handler may close channels, which must not happen inside a selection.
        try {
            for (int i = 0; i < count; i++) {
                SelectionKey key = ready.get(i);
                if (key.isValid()) {
                    ((Channel) key.attachment()).onReady(key);
                }
            }
        } finally {
            ready.clear();
        }
        return count;
    }

    /** Lets a waiting {@link #await} return. Any thread. */
    public void wakeup() {
        selector.wakeup();
    }

    /**
     * Makes the kernel forget closed channels now, so that their ports are free. Channels found ready meanwhile are found again by
     * the next poll.
     */
    public void releasePorts() {
        interruptWait();
        try {
            selector.selectNow(key -> {});
        } catch (IOException e) {
            throw new UncheckedIOException("select: " + e.getMessage(), e);
        }
    }

    /** Closes the selector; channels have to be closed before. */
    public void close() {
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException("close of the selector: " + e.getMessage(), e);
        }
    }

    SelectionKey register(SelectableChannel channel, int operations, Channel handler) throws IOException {
        channel.configureBlocking(false);
        SelectionKey key = channel.register(selector, operations, handler);
        interruptWait();
        return key;
    }

    static void interest(SelectionKey key, int operation, boolean wanted) {
        try {
            int before = key.interestOps();
            int after = wanted ? before | operation : before & ~operation;
            if (after != before) {
                key.interestOps(after);
                key.selector().wakeup(); // a guest may have changed it while the owner waits; a wait sees no changes
            }
        } catch (CancelledKeyException e) {
            // The channel was closed meanwhile: there is nothing left to be interested in.
            assert !key.isValid();
        }
    }

    ByteBuffer readBuffer() {
        return readBuffer;
    }

    ByteBuffer writeBuffer() {
        return writeBuffer;
    }

    byte[] readBytes() {
        return readBytes;
    }
}

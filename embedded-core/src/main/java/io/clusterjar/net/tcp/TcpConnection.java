package io.clusterjar.net.tcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * A socket that never blocks: reads go to its listener, writes are kept until the kernel takes them. It asks for writability only
 * while the kernel's buffer is full.
 */
public final class TcpConnection implements Poller.Channel {
    private static final int FIRST_BUFFER_BYTES = 1024;
    private static final int KEPT_BUFFER_BYTES = 64 * 1024;
    /** So that one fast sender does not starve the others of a loop. */
    private static final int MAX_READS_PER_TURN = 4;

    private final Poller poller;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Listener listener;
    private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
    private int head;
    private int tail;
    private boolean reading = true;
    private boolean writing = true;
    private boolean closing;
    private boolean connecting;

    /** Hears what happens. */
    public interface Listener {
        /** An outgoing connection stands. */
        default void onConnected() {}

        /** An outgoing connection could not be made. */
        default void onConnectFailed(IOException cause) {}

        /** Bytes arrived; they are valid during the call. */
        void onBytes(byte[] bytes, int lengthBytes);

        /** The other side closed, or reset; the socket is closed unless bytes are left to send. */
        void onEnd(boolean reset);

        /** All that was kept has been sent. */
        default void onDrained() {}

        /** The socket is gone. */
        default void onGone() {}
    }

    private TcpConnection(Poller poller, SocketChannel channel, boolean connecting, Listener listener)
            throws IOException {
        this.poller = poller;
        this.channel = channel;
        this.connecting = connecting;
        this.listener = listener;
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        this.key = poller.register(channel, connecting ? SelectionKey.OP_CONNECT : SelectionKey.OP_READ, this);
    }

    /** Takes over a connection that was accepted. */
    public static TcpConnection accepted(Poller poller, SocketChannel channel, Listener listener) throws IOException {
        return new TcpConnection(poller, channel, false, listener);
    }

    /** Begins to connect. */
    public static TcpConnection connect(Poller poller, InetSocketAddress to, Listener listener) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.connect(to);
            return new TcpConnection(poller, channel, true, listener);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Resets a connection that nobody takes over. */
    public static void refuse(SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
    }

    /** The address of the other side. */
    public InetSocketAddress remote() throws IOException {
        return (InetSocketAddress) channel.getRemoteAddress();
    }

    /** The address of this side. */
    public InetSocketAddress local() throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    /** Whether the socket exists. */
    public boolean isOpen() {
        return channel.isOpen();
    }

    /** Keeps a copy of bytes until {@link #flush}. */
    public void write(byte[] bytes, int offset, int length) {
        if (buffer.length - tail < length) {
            makeRoom(length);
        }
        System.arraycopy(bytes, offset, buffer, tail, length);
        tail += length;
    }

    private void makeRoom(int length) {
        int pending = tail - head;
        int needed = Math.addExact(pending, length);
        if (needed <= buffer.length / 2) {
            System.arraycopy(buffer, head, buffer, 0, pending);
        } else {
            int doubled = (int) Math.min(Integer.MAX_VALUE - 8L, buffer.length * 2L);
            byte[] larger = new byte[Math.max(needed, doubled)];
            System.arraycopy(buffer, head, larger, 0, pending);
            buffer = larger;
        }
        head = 0;
        tail = pending;
    }

    /** Bytes kept. */
    public int pendingBytes() {
        return tail - head;
    }

    /** Gives the kernel what it takes. */
    public void flush() {
        if (!writing || connecting || !channel.isOpen()) {
            return;
        }
        try {
            while (head < tail) {
                ByteBuffer out = poller.writeBuffer();
                out.clear();
                out.put(buffer, head, Math.min(tail - head, out.capacity()));
                out.flip();
                int offered = out.remaining();
                int written = channel.write(out);
                head += written;
                if (written < offered) {
                    Poller.interest(key, SelectionKey.OP_WRITE, true);
                    return;
                }
            }
        } catch (IOException e) {
            // What reading tells of the other side comes first; a broken pipe is told as a reset.
            fail();
            return;
        }
        boolean waited = (key.interestOps() & SelectionKey.OP_WRITE) != 0;
        head = 0;
        tail = 0;
        if (buffer.length > KEPT_BUFFER_BYTES) {
            buffer = new byte[FIRST_BUFFER_BYTES];
        }
        if (closing) {
            close();
            return;
        }
        if (waited) {
            Poller.interest(key, SelectionKey.OP_WRITE, false);
            listener.onDrained();
        }
    }

    /** Reads only while {@code reads}, writes only while {@code writes}. */
    public void serve(boolean reads, boolean writes) {
        reading = reads;
        writing = writes;
        if (closing && writes && head == tail) {
            close();
        } else if (!connecting && key.isValid()) {
            Poller.interest(key, SelectionKey.OP_READ, reads && !closing);
            if (!writes) {
                Poller.interest(key, SelectionKey.OP_WRITE, false);
            } else if (head < tail) {
                Poller.interest(key, SelectionKey.OP_WRITE, true);
            }
        }
    }

    /** Closes once all is sent; nothing more is read. */
    public void closeWhenSent() {
        closing = true;
        if (head == tail && writing) {
            close();
        } else if (key.isValid()) {
            Poller.interest(key, SelectionKey.OP_READ, false);
            flush();
        }
    }

    /** Closes at once; what is kept is lost. */
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("close of a connection: " + e.getMessage(), e);
        } finally {
            listener.onGone();
        }
    }

    /** Closes at once with a reset. */
    public void reset() {
        if (channel.isOpen()) {
            try {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException e) {
                // The other side was faster: closing is all that is left to do.
                assert !channel.isConnected() || e.getMessage() != null;
            }
            close();
        }
    }

    private void fail() {
        boolean heard = closing;
        close();
        if (!heard) {
            listener.onEnd(true);
        }
    }

    @Override
    public void onReady(SelectionKey ready) {
        if (connecting) {
            finishConnect();
            return;
        }
        int operations = ready.readyOps();
        if ((operations & SelectionKey.OP_WRITE) != 0) {
            flush();
        }
        if ((operations & SelectionKey.OP_READ) != 0 && reading && !closing) {
            read();
        }
    }

    private void finishConnect() {
        try {
            if (!channel.finishConnect()) {
                return;
            }
        } catch (IOException e) {
            close();
            listener.onConnectFailed(e);
            return;
        }
        connecting = false;
        key.interestOps(reading ? SelectionKey.OP_READ : 0);
        listener.onConnected();
        flush();
    }

    private void read() {
        for (int i = 0; i < MAX_READS_PER_TURN && reading && !closing && channel.isOpen(); i++) {
            ByteBuffer in = poller.readBuffer();
            in.clear();
            int length;
            try {
                length = channel.read(in);
            } catch (IOException e) {
                fail();
                return;
            }
            if (length < 0) {
                Poller.interest(key, SelectionKey.OP_READ, false);
                listener.onEnd(false);
                return;
            }
            if (length > 0) {
                byte[] bytes = poller.readBytes();
                in.flip();
                in.get(bytes, 0, length);
                listener.onBytes(bytes, length);
            }
            if (length < in.capacity()) {
                return;
            }
        }
    }

    @Override
    public String toString() {
        return channel + " keeps " + pendingBytes() + " bytes";
    }
}

package io.clusterjar.runtime;

import io.clusterjar.net.Address;
import io.clusterjar.net.CloseCause;
import io.clusterjar.net.Stream;
import io.clusterjar.net.StreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link VirtualSocket} does. Bytes that arrive are kept until they are read; bytes that are written leave in the same turn, and
 * writing never waits, however slow the link is.
 */
final class VirtualSocketImpl extends SocketImpl {
    private static final int FIRST_BUFFER_BYTES = 1024;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final VirtualClient client;
    private final Signal changed;
    private final Map<Integer, Object> options = new LinkedHashMap<>();
    private @Nullable Stream stream;
    private boolean open;
    private @Nullable CloseCause ended;
    /** Whether the kernel has told what ended the connection, which it does once. */
    private boolean told;

    private boolean closed;
    private boolean inputShut;
    private boolean outputShut;
    private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
    private int from;
    private int end;

    VirtualSocketImpl(VirtualClient client) {
        this.client = client;
        this.changed = client.strands().signal();
    }

    private final class Ear implements StreamHandler {
        @Override
        public void onOpen(Stream opened) {
            open = true;
            changed.raise();
        }

        @Override
        public void onData(Stream from, byte[] bytes, int offset, int length) {
            keep(bytes, offset, length);
            changed.raise();
        }

        @Override
        public void onClose(Stream closedStream, CloseCause cause) {
            ended = cause;
            changed.raise();
        }
    }

    private void keep(byte[] bytes, int offset, int length) {
        if (from == end) {
            from = 0;
            end = 0;
        }
        if (buffer.length - end < length) {
            int kept = end - from;
            byte[] target = kept + length <= buffer.length
                    ? buffer
                    : new byte[Math.max(Math.addExact(kept, length), buffer.length * 2)];
            System.arraycopy(buffer, from, target, 0, kept);
            buffer = target;
            from = 0;
            end = kept;
        }
        System.arraycopy(bytes, offset, buffer, end, length);
        end += length;
    }

    // ---- life

    @Override
    protected void create(boolean isStream) {
        // A stream is made when it connects.
    }

    @Override
    protected void connect(String host, int toPort) throws IOException {
        connect(new InetSocketAddress(host, toPort), 0);
    }

    @Override
    protected void connect(InetAddress toAddress, int toPort) throws IOException {
        connect(new InetSocketAddress(toAddress, toPort), 0);
    }

    @Override
    protected void connect(SocketAddress to, int timeoutMs) throws IOException {
        InetSocketAddress target = (InetSocketAddress) to;
        if (target.isUnresolved()) {
            throw new UnknownHostException(target.getHostString());
        }
        address = target.getAddress();
        port = target.getPort();
        Stream made = client.connect(new Address(address.getHostAddress(), port), new Ear());
        stream = made;
        localport = made.local().port();
        keepAlive();
        long untilNs = untilNs(timeoutMs);
        while (!open && ended == null && !closed) {
            if (!changed.await(untilNs)) {
                made.reset();
                throw new SocketTimeoutException("Connect timed out");
            }
        }
        if (closed) {
            throw new SocketException("Socket closed");
        }
        if (ended == CloseCause.TIMED_OUT) {
            throw new ConnectException("Connection timed out");
        }
        if (!open) {
            throw new ConnectException("Connection refused");
        }
    }

    private long untilNs(long timeoutMs) {
        return timeoutMs == 0 ? Strand.NEVER : client.nowNs() + timeoutMs * NANOS_PER_MILLI;
    }

    @Override
    protected void close() {
        if (!closed) {
            closed = true;
            Stream made = stream;
            if (made != null && Integer.valueOf(0).equals(options.get(SO_LINGER))) {
                made.reset(); // as Jedis wants it: what is not acknowledged is not sent again
            } else if (made != null) {
                made.close();
            }
            changed.raise();
        }
    }

    @Override
    protected void shutdownInput() {
        inputShut = true;
        changed.raise();
    }

    @Override
    protected void shutdownOutput() throws IOException {
        // The virtual network closes both ways at once; what is on its way to this side is still read by nobody who
        // shuts down.
        outputShut = true;
        connected().close();
        ended = ended == null ? CloseCause.END_OF_STREAM : ended;
        changed.raise();
    }

    private Stream connected() throws SocketException {
        if (closed) {
            throw new SocketException("Socket closed");
        }
        Stream made = stream;
        if (made == null) {
            throw new SocketException("Socket is not connected");
        }
        return made;
    }

    // ---- bytes

    private int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        connected();
        if (length == 0) {
            return 0;
        }
        Object soTimeout = options.get(SO_TIMEOUT);
        long untilNs = untilNs(soTimeout instanceof Integer ms ? ms : 0);
        while (from == end) {
            if (closed) {
                throw new SocketException("Socket closed");
            }
            if (inputShut || ended == CloseCause.END_OF_STREAM) {
                return -1;
            }
            if (ended != null) {
                if (ended != CloseCause.RESET && told) {
                    return -1;
                }
                told = true;
                throw new SocketException(text(ended));
            }
            if (!changed.await(untilNs)) {
                throw new SocketTimeoutException("Read timed out");
            }
        }
        int count = Math.min(length, end - from);
        System.arraycopy(buffer, from, into, offset, count);
        from += count;
        return count;
    }

    private void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        Stream made = connected();
        if (outputShut) {
            throw new SocketException("Socket output is shutdown");
        }
        if (ended != null) {
            boolean first = !told;
            told = true;
            if (first && ended == CloseCause.END_OF_STREAM) {
                return; // the kernel takes it, and learns from the answer that nobody wants it
            }
            throw new SocketException(first ? text(ended) : "Broken pipe");
        }
        made.write(bytes, offset, length);
    }

    private static String text(CloseCause cause) {
        return cause == CloseCause.RESET ? "Connection reset" : "Connection timed out";
    }

    @Override
    protected int available() throws IOException {
        connected();
        return end - from;
    }

    @Override
    protected InputStream getInputStream() {
        return new InputStream() {
            private final byte[] one = new byte[1];

            @Override
            public int read() throws IOException {
                return VirtualSocketImpl.this.read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return VirtualSocketImpl.this.read(into, offset, length);
            }

            @Override
            public int available() throws IOException {
                return VirtualSocketImpl.this.available();
            }

            @Override
            public void close() {
                VirtualSocketImpl.this.close();
            }
        };
    }

    @Override
    protected OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                VirtualSocketImpl.this.write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                VirtualSocketImpl.this.write(bytes, offset, length);
            }

            @Override
            public void close() {
                VirtualSocketImpl.this.close();
            }
        };
    }

    // ---- options: kept, and of effect only where time is concerned

    @Override
    public void setOption(int option, Object value) {
        options.put(option, value);
        if (option == SO_KEEPALIVE) {
            keepAlive();
        }
    }

    private void keepAlive() {
        Stream made = stream;
        if (made == null) {
            return;
        }
        if (Boolean.TRUE.equals(options.get(SO_KEEPALIVE))) {
            made.keepAlive(0);
        } else {
            made.keepAlive(0, 0, 0);
        }
    }

    @Override
    public Object getOption(int option) {
        Object value = options.get(option);
        if (value != null) {
            return value;
        }
        return switch (option) {
            case SO_TIMEOUT -> 0;
            case SO_SNDBUF, SO_RCVBUF -> 64 * 1024;
            case SO_LINGER -> -1;
            case IP_TOS -> 0;
            case SO_BINDADDR -> InetAddress.getLoopbackAddress();
            default -> false;
        };
    }

    // ---- what a client's socket does not do

    @Override
    protected void bind(InetAddress host, int atPort) {
        // Its address is given by the virtual network.
    }

    @Override
    protected void listen(int backlog) throws IOException {
        throw new SocketException("a client's socket does not listen");
    }

    @Override
    protected void accept(SocketImpl accepted) throws IOException {
        throw new SocketException("a client's socket does not accept");
    }

    @Override
    protected void sendUrgentData(int data) throws IOException {
        throw new SocketException("Urgent data not supported");
    }
}

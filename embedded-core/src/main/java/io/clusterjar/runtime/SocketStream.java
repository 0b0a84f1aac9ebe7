package io.clusterjar.runtime;

import io.clusterjar.net.Address;
import io.clusterjar.net.CloseCause;
import io.clusterjar.net.Net;
import io.clusterjar.net.Plane;
import io.clusterjar.net.Stream;
import io.clusterjar.net.StreamHandler;
import io.clusterjar.net.tcp.TcpConnection;
import io.clusterjar.net.virtual.KeepAlive;
import io.clusterjar.net.virtual.LinkId;
import io.clusterjar.net.virtual.Party;
import io.clusterjar.net.virtual.Patience;
import io.clusterjar.net.virtual.Pipe;
import io.clusterjar.net.virtual.VirtualNetwork;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A node's side of a real socket. On a healthy link bytes go straight from the socket to the handler and back; on a faulty one they
 * pass a pipe for each direction, and under a cut the socket is left alone: what the other side sends stays with the kernel.
 */
final class SocketStream implements Stream, Party.Flushable, TcpConnection.Listener {
    /** Bytes that a slow link may have on its way from a client before its socket is read no more. */
    static final long MAX_INBOUND_BYTES = 1024 * 1024;

    private final NodeHost host;
    private final EventLoop loop;
    private final VirtualNetwork network;
    private final Plane plane;
    private final @Nullable ClientView view;
    private final Pipe in;
    private final Pipe out;
    private @Nullable TcpConnection connection;
    private @Nullable StreamHandler handler;
    private Address local;
    private Address remote;
    private boolean open = true;
    /** Whether this side says nothing any more: its machine has lost its power, or it has given the other side up. */
    private boolean vanished;

    private @Nullable Patience patience;
    private @Nullable KeepAlive keepAlive;
    private boolean flushPending;
    private @Nullable Scheduled deadline;
    /** What was written before connecting began. */
    private final ByteArrayOutputStream early = new ByteArrayOutputStream(0);

    private SocketStream(
            NodeHost host,
            EventLoop loop,
            VirtualNetwork network,
            String other,
            Plane plane,
            @Nullable ClientView view,
            Address local,
            Address remote) {
        this.host = host;
        this.loop = loop;
        this.network = network;
        this.plane = plane;
        this.view = view;
        this.local = local;
        this.remote = remote;
        LinkId inbound = new LinkId(other, host.endpoint(), plane);
        LinkId outbound = new LinkId(host.endpoint(), other, plane);
        this.in = network.pipe(inbound, loop, new Inbound());
        this.out = network.pipe(outbound, loop, new Outbound());
    }

    static SocketStream accepted(
            NodeHost host,
            EventLoop loop,
            VirtualNetwork network,
            String clients,
            @Nullable ClientView view,
            SocketChannel channel)
            throws IOException {
        SocketStream stream = new SocketStream(
                host,
                loop,
                network,
                clients,
                Plane.CLIENT,
                view,
                address(channel.getLocalAddress()),
                address(channel.getRemoteAddress()));
        stream.start(TcpConnection.accepted(Objects.requireNonNull(loop.poller), channel, stream));
        return stream;
    }

    /** Connects to something outside this world. */
    static SocketStream connect(
            NodeHost host,
            EventLoop loop,
            VirtualNetwork network,
            Address local,
            Address to,
            Plane plane,
            StreamHandler handler) {
        SocketStream stream = new SocketStream(host, loop, network, Outside.ENDPOINT, plane, null, local, to);
        stream.handler = handler;
        host.adopt(stream);
        network.watch(stream.in);
        network.watch(stream.out);
        stream.deadline = loop.schedule(
                loop.nowNs() + network.times().connectPatienceNs(),
                () -> host.deliver(() -> stream.ended(CloseCause.TIMED_OUT)));
        loop.hand(loop, stream::dial);
        return stream;
    }

    /** Connects for real, once the link is not cut. */
    private void dial() {
        if (!open || connection != null) {
            return;
        }
        if (in.isReset() || out.isReset()) {
            host.deliver(() -> ended(CloseCause.REFUSED));
            return;
        }
        if (in.isCut() || out.isCut()) {
            return;
        }
        try {
            InetSocketAddress target = new InetSocketAddress(remote.host(), remote.port());
            if (target.isUnresolved()) {
                throw new IOException("unknown host " + remote.host());
            }
            connection = TcpConnection.connect(Objects.requireNonNull(loop.poller), target, this);
        } catch (IOException | UnresolvedAddressException e) {
            host.deliver(() -> ended(CloseCause.REFUSED));
            return;
        }
        connection.write(early.toByteArray(), 0, early.size());
        early.reset();
        serve();
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }

    private static Address address(SocketAddress socket) {
        InetSocketAddress inet = (InetSocketAddress) socket;
        return new Address(inet.getAddress().getHostAddress(), inet.getPort());
    }

    private void start(TcpConnection made) {
        connection = made;
        host.adopt(this);
        network.watch(in);
        network.watch(out);
        serve();
    }

    /** The node takes over an accepted stream. */
    void accept(Net.StreamAcceptor acceptor) {
        if (open) {
            handler = acceptor.onAccept(this);
        }
    }

    /** Reads and writes only as the link and the node allow. */
    void serve() {
        if (connection != null) {
            boolean reads = !host.isPaused() && !in.isCut() && in.queuedBytes() < MAX_INBOUND_BYTES;
            connection.serve(reads, !vanished && !host.isPaused() && !out.isCut());
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (!open) {
            return;
        }
        if (connection == null) {
            early.write(bytes, offset, length);
        } else if (out.isClear()) {
            connection.write(bytes, offset, length);
            if (!flushPending) {
                flushPending = true;
                host.flushLater(this);
            }
        } else {
            out.enter(bytes, offset, length);
        }
        if (isSilent()) {
            patience().unheard(loop.nowNs(), false);
        }
    }

    private boolean isSilent() {
        return in.isSilent() || out.isSilent();
    }

    private Patience patience() {
        if (patience == null) {
            patience = new Patience(loop, network.times(), () -> host.deliver(this::timedOut));
        }
        return patience;
    }

    @Override
    public void keepAlive(long idleMs, long intervalMs, int probes) {
        keepAlive = network.keepAlive(idleMs, intervalMs, probes);
    }

    @Override
    public void flush() {
        flushPending = false;
        if (connection != null) {
            connection.flush();
        }
    }

    @Override
    public long queuedBytes() {
        return (connection == null ? early.size() : connection.pendingBytes()) + out.queuedBytes();
    }

    @Override
    public void close() {
        if (!open) {
            return;
        }
        if (connection == null) {
            cutOff();
            return;
        }
        open = false;
        if (out.isClear()) {
            connection.closeWhenSent();
        } else {
            out.enterEnd();
        }
    }

    @Override
    public void reset() {
        if (open) {
            cutOff();
        }
    }

    /** The other side sees a reset, and nothing is left in this machine's kernel. */
    void cutOff() {
        open = false;
        if (connection == null) {
            onGone();
        } else {
            connection.reset();
        }
    }

    @Override
    public void abandon() {
        open = false;
        if (connection == null) {
            onGone();
        } else if (out.isClear()) {
            connection.close();
        } else {
            out.enterEnd();
        }
    }

    /** The other side, from whom nothing came for too long, learns of it when it says something over a link that is whole again. */
    private void timedOut() {
        if (open && connection != null) {
            vanish();
            if (handler != null) {
                handler.onClose(this, CloseCause.TIMED_OUT);
            }
        }
    }

    @Override
    public void vanish() {
        open = false;
        vanished = true;
        in.clear();
        out.clear();
        if (connection == null) {
            onGone();
        } else {
            connection.serve(false, false);
        }
    }

    @Override
    public boolean isOpen() {
        return open;
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
    public Address translate(Address node) {
        return view == null ? node : view.translate(node);
    }

    @Override
    public void onConnected() {
        try {
            local = address(Objects.requireNonNull(connection).local());
        } catch (IOException e) {
            onConnectFailed(e);
            return;
        }
        cancelDeadline();
        serve();
        host.deliver(() -> {
            if (open && handler != null) {
                handler.onOpen(this);
            }
        });
    }

    @Override
    public void onConnectFailed(IOException cause) {
        boolean timedOut = String.valueOf(cause.getMessage()).contains("timed out");
        host.deliver(() -> ended(timedOut ? CloseCause.TIMED_OUT : CloseCause.REFUSED));
    }

    @Override
    public void onBytes(byte[] bytes, int lengthBytes) {
        if (vanished || !host.isAlive()) {
            cutOff(); // the stream is gone: the kernel answers
        } else if (!in.isClear()) {
            in.enter(bytes, 0, lengthBytes);
            if (in.queuedBytes() >= MAX_INBOUND_BYTES) {
                serve();
            }
        } else if (host.isRunning()) {
            host.touch();
            try {
                take(bytes, lengthBytes);
            } catch (RuntimeException | Error e) {
                host.failed(e);
            }
        } else {
            byte[] copy = Arrays.copyOf(bytes, lengthBytes);
            host.deliver(() -> take(copy, lengthBytes));
        }
    }

    private void take(byte[] bytes, int lengthBytes) {
        if (open && handler != null) {
            handler.onData(this, bytes, 0, lengthBytes);
        }
    }

    @Override
    public void onEnd(boolean reset) {
        if (vanished || !host.isAlive()) {
            cutOff();
        } else if (reset) {
            in.clear();
            host.deliver(() -> ended(CloseCause.RESET));
        } else if (in.isClear()) {
            host.deliver(() -> ended(CloseCause.END_OF_STREAM));
        } else {
            in.enterEnd();
        }
    }

    private void ended(CloseCause cause) {
        if (!open) {
            if (connection != null) {
                connection.close();
            }
            return;
        }
        open = false;
        if (connection == null) {
            onGone();
        } else {
            connection.close();
        }
        if (handler != null) {
            handler.onClose(this, cause);
        }
    }

    @Override
    public void onDrained() {
        host.deliver(() -> {
            if (open && handler != null && queuedBytes() == 0) {
                handler.onDrained(this);
            }
        });
    }

    @Override
    public void onGone() {
        cancelDeadline();
        if (patience != null) {
            patience.stop();
        }
        in.clear();
        out.clear();
        network.forget(in);
        network.forget(out);
        host.release(this);
    }

    private void linkChanged() {
        if (!isSilent()) {
            if (patience != null) {
                patience.stop();
            }
        } else if (keepAlive != null && open && connection != null) {
            patience().ask(keepAlive);
        }
        if (connection == null) {
            loop.hand(loop, this::dial);
        } else {
            serve();
        }
    }

    private void resetByFault() {
        CloseCause cause = connection == null ? CloseCause.REFUSED : CloseCause.RESET;
        if (connection != null) {
            connection.reset();
        }
        loop.hand(loop, () -> host.deliver(() -> ended(cause)));
    }

    private final class Inbound implements Pipe.Sink {
        @Override
        public void arrive(Pipe pipe, byte[] bytes, int lengthBytes) {
            if (lengthBytes < 0) {
                host.deliver(() -> ended(CloseCause.END_OF_STREAM));
            } else {
                host.deliver(() -> take(bytes, lengthBytes));
            }
            serve();
        }

        @Override
        public void linkChanged() {
            SocketStream.this.linkChanged();
        }

        @Override
        public void resetByFault() {
            SocketStream.this.resetByFault();
        }
    }

    private final class Outbound implements Pipe.Sink {
        @Override
        public void arrive(Pipe pipe, byte[] bytes, int lengthBytes) {
            TcpConnection socket = connection;
            if (socket == null) {
                return;
            }
            if (lengthBytes < 0) {
                socket.closeWhenSent();
            } else {
                socket.write(bytes, 0, lengthBytes);
                socket.flush();
                if (open && queuedBytes() == 0) {
                    onDrained();
                }
            }
        }

        @Override
        public void linkChanged() {
            SocketStream.this.linkChanged();
        }

        @Override
        public void resetByFault() {
            SocketStream.this.resetByFault();
        }
    }
}

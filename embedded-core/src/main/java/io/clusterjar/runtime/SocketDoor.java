package io.clusterjar.runtime;

import io.clusterjar.net.Address;
import io.clusterjar.net.CutMode;
import io.clusterjar.net.Net;
import io.clusterjar.net.Plane;
import io.clusterjar.net.tcp.TcpConnection;
import io.clusterjar.net.tcp.TcpDoor;
import io.clusterjar.net.virtual.Conditions;
import io.clusterjar.net.virtual.LinkId;
import io.clusterjar.net.virtual.LinkWatcher;
import io.clusterjar.net.virtual.VirtualNetwork;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A listening socket of a node, for one view of clients. While the node is paused or the link to these clients is cut the kernel goes
 * on accepting into its backlog, as it does for a stopped process, but nobody is served.
 */
final class SocketDoor implements TcpDoor.Guest {
    private static final Logger LOG = System.getLogger(SocketDoor.class.getName());
    /** Base time after which accepting is tried again when the kernel could not. */
    private static final long RETRY_NS = 100_000_000;

    private final NodeHost host;
    private final EventLoop loop;
    private final VirtualNetwork network;
    private final @Nullable ClientView view;
    private final String clients;
    private final Net.StreamAcceptor acceptor;
    private final TcpDoor door;
    private final Watcher inbound;
    private final Watcher outbound;
    private boolean closed;

    SocketDoor(
            World world,
            NodeHost host,
            EventLoop loop,
            ServerSocketChannel bound,
            @Nullable ClientView view,
            Net.StreamAcceptor acceptor) {
        this.host = host;
        this.loop = loop;
        this.network = world.network();
        this.view = view;
        this.clients = view == null ? ClientView.DEFAULT_ENDPOINT : view.endpoint();
        this.acceptor = acceptor;
        this.door = TcpDoor.open(Objects.requireNonNull(loop.poller), bound, this);
        this.inbound = new Watcher(new LinkId(clients, host.endpoint(), Plane.CLIENT));
        this.outbound = new Watcher(new LinkId(host.endpoint(), clients, Plane.CLIENT));
        network.watch(inbound);
        network.watch(outbound);
        refresh();
    }

    @Nullable
    ClientView view() {
        return view;
    }

    int port() {
        return door.port();
    }

    void refresh() {
        door.bar(host.isPaused() || inbound.isBarred() || outbound.isBarred());
    }

    void close() {
        forget();
        door.close();
    }

    /** Its machine has lost its power: whoever knocks waits, until somebody serves the channel again. */
    ServerSocketChannel vanish() {
        forget();
        return door.leave();
    }

    private void forget() {
        closed = true;
        network.forget(inbound);
        network.forget(outbound);
    }

    @Override
    public void onTrouble(IOException cause) {
        LOG.log(Logger.Level.WARNING, "node " + host.endpoint() + " cannot accept on port " + port(), cause);
        door.bar(true);
        loop.schedule(loop.nowNs() + RETRY_NS, () -> {
            if (host.isAlive() && !closed) {
                refresh();
            }
        });
    }

    @Override
    public void onAccept(SocketChannel channel) throws IOException {
        if (inbound.isReset() || outbound.isReset()) {
            TcpConnection.refuse(channel);
            return;
        }
        SocketStream stream = SocketStream.accepted(host, loop, network, clients, view, channel);
        host.deliver(() -> stream.accept(acceptor));
    }

    private final class Watcher extends LinkWatcher {
        private final LinkId link;
        private @Nullable Conditions conditions;

        Watcher(LinkId link) {
            this.link = link;
            this.conditions = network.conditions(link);
        }

        boolean isBarred() {
            return conditions != null && conditions.isCutForGood(loop.nowNs()) && !isReset();
        }

        boolean isReset() {
            return conditions != null && conditions.cut(loop.nowNs()) == CutMode.RESET;
        }

        @Override
        public LinkId link() {
            return link;
        }

        @Override
        public void refresh(@Nullable Conditions changed) {
            conditions = changed;
            SocketDoor.this.refresh();
        }
    }

    Address at(String hostName) {
        return new Address(hostName, port());
    }
}

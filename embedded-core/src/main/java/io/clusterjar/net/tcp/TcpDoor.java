package io.clusterjar.net.tcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Channel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A listening socket. While it is barred the kernel still accepts into its backlog, but nobody is served. */
public final class TcpDoor implements Poller.Channel {
    /** Connections that the kernel keeps waiting, as Redis' tcp-backlog. */
    public static final int BACKLOG = 511;

    private static final int MAX_ACCEPTS_PER_TURN = 1000;

    private final ServerSocketChannel channel;
    private final SelectionKey key;
    private final Guest guest;

    /** Receives connections that were accepted. */
    public interface Guest {
        /** A connection came in; it is not yet registered anywhere. */
        void onAccept(SocketChannel channel) throws IOException;

        /** The kernel could not accept, as when no file descriptors are left; trying again at once would not help. */
        void onTrouble(IOException cause);
    }

    private TcpDoor(Poller poller, ServerSocketChannel channel, Guest guest) throws IOException {
        this.channel = channel;
        this.guest = guest;
        this.key = poller.register(channel, SelectionKey.OP_ACCEPT, this);
    }

    /**
     * Binds a listening channel that is not yet served.
     *
     * @throws UncheckedIOException when it cannot, naming the port
     */
    public static ServerSocketChannel bind(String host, int port) {
        ServerSocketChannel channel = null;
        try {
            channel = ServerSocketChannel.open();
            channel.bind(new InetSocketAddress(InetAddress.getByName(host), port), BACKLOG);
            return channel;
        } catch (IOException e) {
            closeQuietly(channel, e);
            throw new UncheckedIOException("cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
        }
    }

    /** Serves a bound channel. */
    public static TcpDoor open(Poller poller, ServerSocketChannel channel, Guest guest) {
        try {
            return new TcpDoor(poller, channel, guest);
        } catch (IOException e) {
            closeQuietly(channel, e);
            throw new UncheckedIOException("cannot serve a port: " + e.getMessage(), e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return channel.socket().getLocalPort();
    }

    /** Serves nobody while {@code barred}. */
    public void bar(boolean barred) {
        Poller.interest(key, SelectionKey.OP_ACCEPT, !barred);
    }

    /** Serves nobody any more, but goes on listening: the kernel accepts into its backlog, for who serves the channel next. */
    public ServerSocketChannel leave() {
        key.cancel();
        return channel;
    }

    /** Stops listening. The port is free after the poller settled. */
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("close of a door: " + e.getMessage(), e);
        }
    }

    @Override
    public void onReady(SelectionKey ready) {
        try {
            for (int i = 0; i < MAX_ACCEPTS_PER_TURN && channel.isOpen(); i++) {
                SocketChannel accepted = channel.accept();
                if (accepted == null) {
                    return;
                }
                try {
                    guest.onAccept(accepted);
                } catch (IOException e) {
                    // The guest left before it was served.
                    closeQuietly(accepted, e);
                }
            }
        } catch (IOException e) {
            guest.onTrouble(e);
        }
    }

    private static void closeQuietly(@Nullable Channel channel, IOException cause) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                cause.addSuppressed(e);
            }
        }
    }
}

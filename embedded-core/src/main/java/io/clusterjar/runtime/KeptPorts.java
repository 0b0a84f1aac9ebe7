package io.clusterjar.runtime;

import io.clusterjar.net.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the ports of nodes that are down, so that nobody takes them before the node comes back. A socket is bound to each and does not
 * listen, which refuses connections as a free port does; or it listens still, so that connections wait, where a machine without power
 * is to be silent. Used at safepoints.
 */
final class KeptPorts {
    private final Map<Address, NetworkChannel> kept = new LinkedHashMap<>();

    /** Keeps a port that was just closed; without effect where the system does not let it be bound. */
    void keep(Address address) {
        SocketChannel channel = open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(new InetSocketAddress(InetAddress.getByName(address.host()), address.port()));
            put(address, channel);
        } catch (IOException e) {
            Closing.close(channel); // somebody was faster; the node will say so when it comes back
        }
    }

    /** Keeps a port that nobody serves any more, and lets callers wait there. */
    void keepListening(Address address, ServerSocketChannel channel) {
        put(address, channel);
    }

    /** The channel that listens on a port still, or null; it is the caller's from now on. */
    @Nullable
    ServerSocketChannel take(Address address) {
        if (kept.get(address) instanceof ServerSocketChannel listening) {
            kept.remove(address);
            return listening;
        }
        return null;
    }

    private void put(Address address, NetworkChannel channel) {
        NetworkChannel before = kept.put(address, channel);
        if (before != null) {
            Closing.close(before);
        }
    }

    /** Gives a port back to the system. */
    void release(Address address) {
        NetworkChannel channel = kept.remove(address);
        if (channel != null) {
            Closing.close(channel);
        }
    }

    /** Gives all ports back. */
    void releaseAll() {
        kept.values().forEach(Closing::close);
        kept.clear();
    }

    private static SocketChannel open() {
        try {
            return SocketChannel.open();
        } catch (IOException e) {
            throw new UncheckedIOException("no socket: " + e.getMessage(), e);
        }
    }
}

package io.clusterjar.runtime;

import java.net.Socket;
import java.net.SocketException;

/**
 * A socket over a stream of the virtual network, for client libraries that want one. Connecting and reading wait in virtual time, {@code
 * SO_TIMEOUT} included; faults look as they do on a real one: refused, reset, or silence. For strands and the world's own thread.
 */
final class VirtualSocket extends Socket {
    private VirtualSocket(VirtualSocketImpl impl) throws SocketException {
        super(impl);
    }

    static VirtualSocket of(VirtualClient client) {
        try {
            return new VirtualSocket(new VirtualSocketImpl(client));
        } catch (SocketException e) {
            throw new IllegalStateException("a socket that is not connected cannot fail", e);
        }
    }
}

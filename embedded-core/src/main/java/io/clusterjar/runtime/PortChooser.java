package io.clusterjar.runtime;

import io.clusterjar.net.Address;
import io.clusterjar.net.tcp.TcpDoor;
import io.clusterjar.net.virtual.Directory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Chooses port numbers: one whose bus port is a port too, and clashes with nobody's. */
final class PortChooser {
    static final int BUS_OFFSET = 10_000;

    private static final int MAX_PORT = 65_535;
    private static final int MAX_TRIES = 200;
    private static final int FIRST_VIRTUAL_PORT = 7_000;

    private final Directory directory;
    private final KeptPorts kept = new KeptPorts();
    private final Set<Integer> busPorts = ConcurrentHashMap.newKeySet();

    PortChooser(Directory directory) {
        this.directory = directory;
    }

    /** A free port for a node in a world without sockets. */
    int chooseVirtual(String host) {
        for (int port = FIRST_VIRTUAL_PORT; port <= MAX_PORT - BUS_OFFSET; port++) {
            if (reserve(host, port)) {
                return port;
            }
        }
        throw new UncheckedIOException(new IOException("no port is free on " + host));
    }

    /** Binds a listening channel; port 0 chooses. */
    ServerSocketChannel bind(Address at) {
        if (at.port() != 0) {
            ServerSocketChannel listening = kept.take(at);
            if (listening != null) {
                return listening;
            }
            kept.release(at);
            ServerSocketChannel bound = TcpDoor.bind(at.host(), at.port());
            if (at.port() <= MAX_PORT - BUS_OFFSET) {
                busPorts.add(at.port() + BUS_OFFSET);
            }
            return bound;
        }
        List<ServerSocketChannel> unfit = new ArrayList<>();
        try {
            for (int tries = 0; tries < MAX_TRIES; tries++) {
                ServerSocketChannel bound = TcpDoor.bind(at.host(), 0);
                if (reserve(at.host(), bound.socket().getLocalPort())) {
                    return bound;
                }
                unfit.add(bound);
            }
        } finally {
            for (ServerSocketChannel channel : unfit) {
                Closing.close(channel);
            }
        }
        throw new UncheckedIOException(new IOException("no port with a free bus port is free on " + at.host()));
    }

    /** The ports of nodes that are down. */
    KeptPorts kept() {
        return kept;
    }

    private synchronized boolean reserve(String host, int port) {
        int busPort = port + BUS_OFFSET;
        return busPort <= MAX_PORT
                && !busPorts.contains(port)
                && !directory.isTaken(new Address(host, port))
                && !directory.isTaken(new Address(host, busPort))
                && busPorts.add(busPort);
    }
}

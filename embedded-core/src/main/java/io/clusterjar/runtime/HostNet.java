package io.clusterjar.runtime;

import io.clusterjar.net.Address;
import io.clusterjar.net.Net;
import io.clusterjar.net.Plane;
import io.clusterjar.net.Stream;
import io.clusterjar.net.StreamHandler;
import io.clusterjar.net.virtual.Directory;
import io.clusterjar.net.virtual.VirtualStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One node's network port: streams inside the world where they lead there, real sockets elsewhere. */
final class HostNet implements Net {
    private static final String DEFAULT_HOST = "127.0.0.1";
    private static final int FIRST_EPHEMERAL_PORT = 32_768;
    private static final int LAST_EPHEMERAL_PORT = 60_999;

    private final World world;
    private final NodeHost host;
    private final EventLoop loop;
    private final List<HostDoor> doors = new ArrayList<>();
    private int ephemeralPort = FIRST_EPHEMERAL_PORT;

    HostNet(World world, NodeHost host, EventLoop loop) {
        this.world = world;
        this.host = host;
        this.loop = loop;
    }

    @Override
    public Stream connect(Address to, Plane plane, StreamHandler handler) {
        requireAlive();
        host.touch();
        Directory.Door door = world.directory().find(to);
        Address local = nextLocal();
        if (door == null && loop.poller != null) {
            return SocketStream.connect(host, loop, world.network(), local, to, plane, handler);
        }
        Directory.Door target = door == null ? Directory.nowhere(to, new Outside(loop)) : door;
        return VirtualStream.connect(world.network(), host, local, target, to, plane, handler);
    }

    private Address nextLocal() {
        String name = doors.isEmpty() ? DEFAULT_HOST : doors.get(0).address.host();
        int port = ephemeralPort;
        ephemeralPort = port == LAST_EPHEMERAL_PORT ? FIRST_EPHEMERAL_PORT : port + 1;
        return new Address(name, port);
    }

    @Override
    public Listener listen(Address at, Plane plane, StreamAcceptor acceptor) {
        requireAlive();
        HostDoor door = plane != Plane.BUS && loop.poller != null ? openReal(at, acceptor) : openVirtual(at, acceptor);
        doors.add(door);
        for (ClientView view : world.views().values()) {
            openFor(view, door);
        }
        return door;
    }

    private HostDoor openVirtual(Address at, StreamAcceptor acceptor) {
        Address address = at.port() == 0 ? new Address(at.host(), world.ports().chooseVirtual(at.host())) : at;
        return new HostDoor(address, register(address, acceptor), acceptor, false);
    }

    private HostDoor openReal(Address at, StreamAcceptor acceptor) {
        ServerSocketChannel bound = world.ports().bind(at);
        Address address = new Address(at.host(), bound.socket().getLocalPort());
        Directory.Door registered;
        try {
            registered = register(address, acceptor);
        } catch (UncheckedIOException e) {
            Closing.close(bound);
            throw e;
        }
        HostDoor door = new HostDoor(address, registered, acceptor, true);
        door.sockets.add(new SocketDoor(world, host, loop, bound, null, acceptor));
        return door;
    }

    private Directory.Door register(Address address, StreamAcceptor acceptor) {
        Directory.Door door = world.directory().open(address, host, acceptor);
        if (door == null) {
            throw new UncheckedIOException(new IOException("cannot listen on " + address + ": Address already in use"));
        }
        return door;
    }

    /** Opens one more port for each door that clients use. At a safepoint. */
    void openFor(ClientView view) {
        for (HostDoor door : doors) {
            openFor(view, door);
        }
    }

    private void openFor(ClientView view, HostDoor door) {
        if (!door.forClients || loop.poller == null) {
            return; // without sockets a view is an endpoint of its own at the nodes' own addresses
        }
        Address known = view.translate(door.address);
        int port = known.equals(door.address) ? 0 : known.port();
        ServerSocketChannel bound = world.ports().bind(new Address(door.address.host(), port));
        SocketDoor socket = new SocketDoor(world, host, loop, bound, view, door.acceptor);
        door.sockets.add(socket);
        Address here = socket.at(door.address.host());
        view.remember(door.address, here);
        world.directory().alias(here, door.registered);
    }

    void closeFor(ClientView view) {
        for (HostDoor door : doors) {
            for (SocketDoor socket : new ArrayList<>(door.sockets)) {
                if (socket.view() == view) {
                    door.sockets.remove(socket);
                    world.directory().forget(socket.at(door.address.host()));
                    socket.close();
                }
            }
        }
        settle();
    }

    /** The node was paused or goes on: sockets follow. */
    void refreshSockets() {
        for (HostDoor door : doors) {
            door.sockets.forEach(SocketDoor::refresh);
        }
        host.refreshStreams();
    }

    /** The node's machine lost its power: its doors neither open nor say that they are closed. */
    void vanish() {
        Map<Address, ServerSocketChannel> left = new LinkedHashMap<>();
        for (HostDoor door : new ArrayList<>(doors)) {
            for (SocketDoor socket : door.sockets) {
                left.put(socket.at(door.address.host()), socket.vanish());
            }
            door.sockets.clear();
            door.close();
        }
        settle();
        left.forEach(world.ports().kept()::keepListening);
    }

    /** The node died. */
    void close() {
        List<Address> ports = new ArrayList<>();
        for (HostDoor door : new ArrayList<>(doors)) {
            for (SocketDoor socket : door.sockets) {
                ports.add(socket.at(door.address.host()));
            }
            door.close();
        }
        settle();
        ports.forEach(world.ports().kept()::keep);
    }

    private void settle() {
        if (loop.poller != null) {
            loop.poller.releasePorts();
        }
    }

    private void requireAlive() {
        if (!host.isAlive()) {
            throw new IllegalStateException("endpoint=" + host.endpoint() + " is dead");
        }
    }

    private final class HostDoor implements Listener {
        private final Address address;
        private final Directory.Door registered;
        private final StreamAcceptor acceptor;
        private final boolean forClients;
        private final List<SocketDoor> sockets = new ArrayList<>();

        HostDoor(Address address, Directory.Door registered, StreamAcceptor acceptor, boolean forClients) {
            this.address = address;
            this.registered = registered;
            this.acceptor = acceptor;
            this.forClients = forClients;
        }

        @Override
        public Address address() {
            return address;
        }

        @Override
        public void close() {
            registered.close();
            sockets.forEach(SocketDoor::close);
            sockets.clear();
            doors.remove(this);
        }

        @Override
        public String toString() {
            return address.toString();
        }
    }
}

package io.clusterjar.runtime;

import io.clusterjar.net.Address;
import io.clusterjar.net.Plane;
import io.clusterjar.net.Stream;
import io.clusterjar.net.StreamHandler;
import io.clusterjar.time.Timers;
import java.net.Socket;

/**
 * A client's process in a stepped world: it stands at the endpoint {@code client:name}, where faults find it, and opens streams or
 * sockets to the nodes over the virtual network. Used by whoever holds the world's baton.
 */
public final class VirtualClient {
    private static final String PREFIX = "client:";

    private final SteppedWorld world;
    private final String name;
    private NodeHost host;

    VirtualClient(SteppedWorld world, String name) {
        this.world = world;
        this.name = name;
        this.host = newHost();
    }

    private NodeHost newHost() {
        NodeHost made = world.host(PREFIX + name);
        made.attach(() -> {}, failure -> world.strands().failed(made.endpoint(), failure));
        return made;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** The name that faults know it by. */
    public String endpoint() {
        return PREFIX + name;
    }

    /** What waits in the world's time. */
    public Strands strands() {
        return world.strands();
    }

    /** Base time in nanoseconds since the world began. */
    public long nowNs() {
        return world.time().nowNs();
    }

    /** Timers of the process. */
    public Timers timers() {
        return host().timers();
    }

    /**
     * Opens a stream to a node. The handler is called in the order of the world's events, never from inside a call.
     */
    public Stream connect(Address to, StreamHandler handler) {
        return host().net().connect(to, Plane.CLIENT, handler);
    }

    /** Runs {@code task} at the present moment, after what is due before. */
    public void later(Runnable task) {
        NodeHost at = host();
        at.loop().hand(at.loop(), () -> at.deliver(task));
    }

    /** A socket for blocking code, not connected yet: see {@link VirtualSocket}. */
    public Socket socket() {
        return VirtualSocket.of(this);
    }

    /** The process; a new one when the last has ended. */
    private NodeHost host() {
        world.requireOpen();
        if (!host.isAlive()) {
            host = newHost();
        }
        return host;
    }

    @Override
    public String toString() {
        return endpoint();
    }
}

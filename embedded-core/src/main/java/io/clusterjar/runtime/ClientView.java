package io.clusterjar.runtime;

import io.clusterjar.net.Address;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where clients stand: an endpoint for faults, with listening ports of its own for every node. Changed at safepoints; any thread may
 * command it.
 */
public final class ClientView implements AutoCloseable {
    /** The endpoint of clients that use the nodes' own ports. */
    public static final String DEFAULT_ENDPOINT = "client:clients";

    private static final String PREFIX = "client:";

    private final World world;
    private final String name;
    private final Map<Address, Address> addresses = new ConcurrentHashMap<>();

    ClientView(World world, String name) {
        this.world = world;
        this.name = name;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** The name that faults know it by. */
    public String endpoint() {
        return PREFIX + name;
    }

    /** Lets it stand on a node's side: faults that name the node apply to it too. Null: on its own, outside every partition. */
    public void placeWith(@Nullable String node) {
        world.network().place(endpoint(), node);
    }

    /** The address at which this view reaches the node at {@code node}; the same when there is no such node. */
    public Address addressOf(Address node) {
        Address[] found = new Address[1];
        world.atSafepoint(() -> found[0] = translate(node));
        return found[0];
    }

    /** Closes its ports; streams that are open live on. Closing twice is fine. */
    @Override
    public void close() {
        world.atSafepoint(() -> {
            if (world.views().remove(name, this)) {
                for (NodeHost host : world.liveHosts()) {
                    host.hostNet().closeFor(this);
                }
                world.network().place(endpoint(), null);
            }
        });
    }

    /** On a loop, or at a safepoint. */
    Address translate(Address node) {
        return addresses.getOrDefault(node, node);
    }

    void remember(Address node, Address here) {
        addresses.put(node, here);
    }
}

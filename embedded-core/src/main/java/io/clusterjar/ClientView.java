package io.clusterjar;

import io.clusterjar.runtime.SteppedWorld;
import java.net.Socket;
import java.util.List;

/**
 * A place of its own in the network for a client: every node has one more address here, which only this client uses, and
 * redirects and cluster commands name these addresses to it. So faults can concern this client and no other, and two clients
 * can stand on two sides of a partition.
 *
 * <p>Give {@link #addresses()} to a real client for its start; the rest it learns from the cluster.
 */
public final class ClientView implements Endpoint, AutoCloseable {
    private final RedisDeployment deployment;
    private final String name;
    private final io.clusterjar.runtime.ClientView view;

    ClientView(RedisDeployment deployment, String name, io.clusterjar.runtime.ClientView view) {
        this.deployment = deployment;
        this.name = name;
        this.view = view;
    }

    @Override
    public RedisDeployment deployment() {
        return deployment;
    }

    /** What the network calls it. */
    String endpoint() {
        return view.endpoint();
    }

    @Override
    public String name() {
        return name;
    }

    /**
     * Stands on {@code node}'s side from now on: a fault that names the node, such as its isolation, concerns this client as it does
     * the node, and the two reach each other through it.
     */
    public ClientView placeWith(ClusterNode node) {
        if (node.deployment() != deployment) {
            throw new IllegalArgumentException("node=" + node + " belongs to another deployment");
        }
        view.placeWith(node.name());
        return this;
    }

    /** Stands on nobody's side, as clients do at first: cut off from every node that is isolated. */
    public ClientView placeAlone() {
        view.placeWith(null);
        return this;
    }

    /** The addresses of all nodes for this client, as {@code host:port}, in the nodes' order. */
    public List<String> addresses() {
        return deployment.nodes().stream().map(this::addressOf).toList();
    }

    /** The address of a node for this client. */
    public String addressOf(ClusterNode node) {
        return view.addressOf(node.member().address()).toString();
    }

    /** The port of a node for this client. */
    public int portOf(ClusterNode node) {
        return view.addressOf(node.member().address()).port();
    }

    /**
     * A socket of this client, not connected yet, over the virtual network of a cluster in virtual time; for client libraries that take a
     * socket factory. Connecting and reading wait in virtual time, {@code SO_TIMEOUT} included, and faults look as they do on a real socket:
     * refused, reset, or silence. Writing never waits. To be used by the threads of the simulation and the one that owns the cluster.
     *
     * @throws IllegalStateException when the cluster lives in real time; there every socket reaches {@link #addresses()}
     */
    public Socket socket() {
        if (deployment.launcher().world() instanceof SteppedWorld world) {
            return world.client(name).socket();
        }
        throw new IllegalStateException(
                deployment.launcher().name() + " lives in real time: connect a socket of your own to addresses()");
    }

    /** Resets its connections and frees its ports. Closing twice is fine, also after the deployment. */
    @Override
    public void close() {
        if (deployment.forget(this)) {
            view.close();
        }
    }

    @Override
    public String toString() {
        return "client view " + name;
    }
}

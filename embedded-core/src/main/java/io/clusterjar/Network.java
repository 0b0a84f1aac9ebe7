package io.clusterjar;

import io.clusterjar.net.Plane;
import io.clusterjar.net.virtual.Endpoints;
import io.clusterjar.net.virtual.Links;
import io.clusterjar.net.virtual.Rule;
import io.clusterjar.net.virtual.Rules;
import io.clusterjar.net.virtual.TcpTimes;
import io.clusterjar.net.virtual.VirtualNetwork;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * The network of a deployment, and what a test does to it. It carries everything: the clients' connections, the cluster bus,
 * replication.
 *
 * <p>Faults stack; each heals when it is closed. A fault is in force on every link, also for what is on its way, when the call
 * returns. Any thread may call that is not a node's own.
 */
public final class Network {
    private final RedisDeployment deployment;
    private final VirtualNetwork network;

    Network(RedisDeployment deployment, VirtualNetwork network) {
        this.deployment = deployment;
        this.network = network;
    }

    /**
     * Cuts a group off from all other nodes and from all clients that do not stand with one of the group ({@link
     * ClientView#placeWith}). Within the group everything works.
     *
     * @param group one node or view, or several
     */
    public Cut isolate(Endpoint... group) {
        List<String> names = names("group", Arrays.asList(group));
        return new Cut(network, "isolation of", Links.between(Endpoints.of(names), Endpoints.allBut(names)));
    }

    /** As {@link #isolate(Endpoint...)}. */
    public Cut isolate(Collection<? extends Endpoint> group) {
        return isolate(group.toArray(Endpoint[]::new));
    }

    /**
     * Cuts the links between two sides; within each side, and to whoever is on neither, everything works. Clients without a
     * view of their own are on neither side.
     */
    public Cut partition(Collection<? extends Endpoint> a, Collection<? extends Endpoint> b) {
        List<String> left = names("a", a);
        List<String> right = names("b", b);
        for (String name : left) {
            if (right.contains(name)) {
                throw new IllegalArgumentException(name + " is on both sides of the partition");
            }
        }
        return new Cut(network, "partition of", Links.between(Endpoints.of(left), Endpoints.of(right)));
    }

    /** Cuts the link between two. */
    public Cut partition(Endpoint a, Endpoint b) {
        return partition(List.of(a), List.of(b));
    }

    /** The link between two, both ways and all planes, to be made slow, lossy or flaky. */
    public Link link(Endpoint a, Endpoint b) {
        return new Link(
                network, Links.between(Endpoints.of(names("a", List.of(a))), Endpoints.of(names("b", List.of(b)))));
    }

    /** All links between an endpoint and everybody else. */
    public Link linksOf(Endpoint endpoint) {
        List<String> names = names("endpoint", List.of(endpoint));
        return new Link(network, Links.between(Endpoints.of(names), Endpoints.allBut(names)));
    }

    /** Every link that there is. */
    public Link allLinks() {
        deployment.checkOpen();
        return new Link(network, Links.all());
    }

    /** Whole messages of the cluster bus, to be held, dropped or doubled. */
    public Messages messages(BusMessageType... types) {
        deployment.checkOpen();
        return new Messages(this, network, types);
    }

    /**
     * How often TCP sends bytes again that nobody acknowledges, before the connection has timed out: {@code net.ipv4.tcp_retries2} of
     * every machine. For connections that are made from now on; a client outside this JVM follows its own kernel.
     *
     * @param retries 0 or more; Linux' 15, which is so without this call, gives 924.6 s of cluster time, 8 give 102.2 s, 5 give 12.6 s
     */
    public void tcpRetries(int retries) {
        deployment.checkOpen();
        if (retries < 0) {
            throw new IllegalArgumentException("retries=" + retries + " is negative");
        }
        network.times(network.times().withRetries(retries));
    }

    void useLinuxTcp() {
        network.times(TcpTimes.LINUX);
    }

    /** Heals every fault of the network; paused and crashed nodes stay as they are. */
    public void heal() {
        deployment.checkOpen();
        network.heal();
    }

    /** What is broken now, oldest first, each in one line. */
    public List<String> faults() {
        return network.faults().stream()
                .map(io.clusterjar.net.virtual.Fault::description)
                .toList();
    }

    /** The names of endpoints, all of this deployment. */
    List<String> names(String parameter, Collection<? extends Endpoint> endpoints) {
        deployment.checkOpen();
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException(parameter + "=[] names nobody");
        }
        return endpoints.stream().map(deployment::endpointName).toList();
    }

    /** Links that can be made worse than they are. */
    public static final class Link {
        private final VirtualNetwork network;
        private final Links links;

        private Link(VirtualNetwork network, Links links) {
            this.network = network;
            this.links = links;
        }

        /** Only in the direction from the first to the second. */
        public Link oneWay() {
            return new Link(network, links.oneWay());
        }

        /** Only on these planes. */
        public Link planes(Plane... planes) {
            return new Link(network, links.on(planes));
        }

        /** Everything takes {@code latency} of cluster time longer. */
        public Fault latency(Duration latency) {
            return latency(latency, Duration.ZERO);
        }

        /** Everything takes {@code latency} longer, and by chance up to {@code jitter} more; order is kept. */
        public Fault latency(Duration latency, Duration jitter) {
            return apply(Rules.latency(latency, jitter), "latency " + latency + " +" + jitter);
        }

        /**
         * Each segment is lost with this probability; as TCP sends it again, it and what follows come later.
         *
         * @param probability 0 to 1
         */
        public Fault loss(double probability) {
            return apply(Rules.loss(probability), "loss " + probability);
        }

        /**
         * At most so many bytes a second of cluster time pass.
         *
         * @param bytesPerSecond 1 or more
         */
        public Fault bandwidth(long bytesPerSecond) {
            return apply(Rules.bandwidth(bytesPerSecond), "bandwidth " + bytesPerSecond + " B/s");
        }

        /** Works for {@code up}, is a black hole for {@code down}, and so on; begins up. */
        public Fault flaky(Duration up, Duration down) {
            return apply(Rules.flaky(up, down), "flaky up " + up + " down " + down);
        }

        /** Resets all streams that are open on it now; new ones can be opened. */
        public void reset() {
            network.reset(links);
        }

        private Fault apply(Rule.Factory rule, String what) {
            String description = what + " on " + links;
            return new NamedFault(network.apply(links, rule, description), description);
        }
    }
}

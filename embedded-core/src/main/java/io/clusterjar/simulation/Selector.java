package io.clusterjar.simulation;

import io.clusterjar.Backstage;
import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import io.clusterjar.Endpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which nodes and clients a fault is about; some are found only when the fault begins. {@code toString} gives the text form, {@link #parse}
 * reads it: {@code node-1}, {@code client(inside)}, {@code master(key)}, {@code replica(key)}, {@code minority}, {@code masters}, {@code
 * replicas}, {@code all}, and several of them with commas between; {@code rest} alone.
 */
public sealed interface Selector {
    /** Those that are meant, as things stand now; empty when there is none such. */
    List<Endpoint> bind(EmbeddedCluster cluster);

    /** Why it can never find anybody in such a cluster; nothing when it can. */
    Optional<String> trouble(Topology topology);

    /** What is left of it in such a cluster; nothing when it can never find anybody there. */
    default Optional<Selector> within(Topology topology) {
        return trouble(topology).isPresent() ? Optional.empty() : Optional.of(this);
    }

    /** The names of the clients that it names. */
    default List<String> clientNames() {
        return List.of();
    }

    /** These nodes, counted from 0: {@code nodes(0)} is {@code node-1}. */
    static Selector nodes(int... indices) {
        return new Nodes(Arrays.stream(indices).sorted().boxed().toList());
    }

    /** These nodes, by their names: {@code node-1} and so on. */
    static Selector nodes(String... names) {
        return new Nodes(Arrays.stream(names).map(SelectorText::indexOf).toList());
    }

    /** The client of that name: {@link Run#client}, or one that stands at {@code cluster.clientView(name)}. */
    static Selector client(String name) {
        return new Client(name);
    }

    /** These clients. */
    static Selector clients(String first, String... others) {
        Selector all = client(first);
        for (String other : others) {
            all = all.and(client(other));
        }
        return all;
    }

    /** The master of a key when the fault begins. */
    static Selector masterOf(String key) {
        return new MasterOf(key);
    }

    /** The first replica of a key's master when the fault begins. */
    static Selector replicaOf(String key) {
        return new ReplicaOf(key);
    }

    /** As many masters as can be without being a majority, the first ones of those that run, without their replicas. */
    static Selector minority() {
        return Group.MINORITY;
    }

    /** All that run and are masters. */
    static Selector masters() {
        return Group.MASTERS;
    }

    /** All that run and are replicas. */
    static Selector replicas() {
        return Group.REPLICAS;
    }

    /** All nodes. */
    static Selector all() {
        return Group.ALL;
    }

    /** All but those on the other side, clients included; only as a second side. */
    static Selector rest() {
        return Group.REST;
    }

    /** These and those. */
    default Selector and(Selector others) {
        return Several.of(List.of(this, others));
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException saying what cannot be read
     */
    static Selector parse(String text) {
        return SelectorText.parse(text);
    }

    /**
     * Nodes by their places.
     *
     * @param indices from 0
     */
    record Nodes(List<Integer> indices) implements Selector {
        /** Takes a copy. */
        public Nodes {
            indices = List.copyOf(new LinkedHashSet<>(indices));
            if (indices.isEmpty() || indices.stream().anyMatch(index -> index < 0)) {
                throw new IllegalArgumentException("indices=" + indices + " is empty or holds less than 0");
            }
        }

        @Override
        public List<Endpoint> bind(EmbeddedCluster cluster) {
            List<Endpoint> nodes = new ArrayList<>();
            for (int index : indices) {
                nodes.add(cluster.node(index));
            }
            return nodes;
        }

        @Override
        public Optional<String> trouble(Topology topology) {
            return indices.stream()
                    .filter(index -> index >= topology.nodes())
                    .findFirst()
                    .map(index -> SelectorText.nameOf(index) + " is none of the cluster's nodes, of which there "
                            + (topology.nodes() == 1
                                    ? "is one, node-1"
                                    : "are " + topology.nodes() + ", node-1 to "
                                            + SelectorText.nameOf(topology.nodes() - 1)));
        }

        @Override
        public Optional<Selector> within(Topology topology) {
            List<Integer> left =
                    indices.stream().filter(index -> index < topology.nodes()).toList();
            return left.isEmpty() ? Optional.empty() : Optional.of(new Nodes(left));
        }

        @Override
        public String toString() {
            return indices.stream().map(SelectorText::nameOf).collect(Collectors.joining(","));
        }
    }

    /**
     * A client.
     *
     * @param name letters, digits, {@code -} and {@code _}
     */
    record Client(String name) implements Selector {
        /** Checks the name. */
        public Client {
            if (!name.matches("[A-Za-z0-9_-]+")) {
                throw new IllegalArgumentException("client=" + name + " is not made of letters, digits, - and _");
            }
        }

        @Override
        public List<Endpoint> bind(EmbeddedCluster cluster) {
            return List.of(cluster.clientView(name));
        }

        @Override
        public Optional<String> trouble(Topology topology) {
            return Optional.empty();
        }

        @Override
        public List<String> clientNames() {
            return List.of(name);
        }

        @Override
        public String toString() {
            return "client(" + name + ")";
        }
    }

    /**
     * The master of a key.
     *
     * @param key without blanks, {@code ;} and parentheses
     */
    record MasterOf(String key) implements Selector {
        /** Checks the key. */
        public MasterOf {
            SelectorText.checkKey(key);
        }

        @Override
        public List<Endpoint> bind(EmbeddedCluster cluster) {
            return Backstage.findMasterOf(cluster, key)
                    .<List<Endpoint>>map(List::of)
                    .orElse(List.of());
        }

        @Override
        public Optional<String> trouble(Topology topology) {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return "master(" + key + ")";
        }
    }

    /**
     * The first running replica of a key's master.
     *
     * @param key without blanks, {@code ;} and parentheses
     */
    record ReplicaOf(String key) implements Selector {
        /** Checks the key. */
        public ReplicaOf {
            SelectorText.checkKey(key);
        }

        @Override
        public List<Endpoint> bind(EmbeddedCluster cluster) {
            List<ClusterNode> replicas = Backstage.findMasterOf(cluster, key)
                    .map(cluster::replicasOf)
                    .orElse(List.of());
            return replicas.isEmpty() ? List.of() : List.of(replicas.get(0));
        }

        @Override
        public Optional<String> trouble(Topology topology) {
            return Group.REPLICAS
                    .trouble(topology)
                    .map(why -> this + why.substring(Group.REPLICAS.toString().length()));
        }

        @Override
        public String toString() {
            return "replica(" + key + ")";
        }
    }

    /**
     * Nodes and clients together.
     *
     * @param parts two or more, none of them {@link Selector#rest}
     */
    record Several(List<Selector> parts) implements Selector {
        /** Checks and takes a copy. */
        public Several {
            parts = List.copyOf(parts);
            if (parts.size() < 2 || parts.contains(Group.REST)) {
                throw new IllegalArgumentException(
                        "parts=" + parts + " are not two or more, or hold rest, which stands alone");
            }
        }

        /** One selector of all these: nodes by their names first, then the others. */
        static Selector of(List<Selector> parts) {
            List<Integer> nodes = new ArrayList<>();
            Set<Selector> others = new LinkedHashSet<>();
            for (Selector part : parts) {
                for (Selector single : part instanceof Several several ? several.parts : List.of(part)) {
                    if (single instanceof Nodes named) {
                        nodes.addAll(named.indices());
                    } else {
                        others.add(single);
                    }
                }
            }
            List<Selector> all = new ArrayList<>(others);
            if (!nodes.isEmpty()) {
                all.add(0, new Nodes(nodes));
            }
            return all.size() == 1 ? all.get(0) : new Several(all);
        }

        @Override
        public List<Endpoint> bind(EmbeddedCluster cluster) {
            Set<Endpoint> found = new LinkedHashSet<>();
            parts.forEach(part -> found.addAll(part.bind(cluster)));
            return List.copyOf(found);
        }

        @Override
        public Optional<String> trouble(Topology topology) {
            return parts.stream()
                    .flatMap(part -> part.trouble(topology).stream())
                    .findFirst();
        }

        @Override
        public Optional<Selector> within(Topology topology) {
            List<Selector> left = parts.stream()
                    .flatMap(part -> part.within(topology).stream())
                    .toList();
            return left.isEmpty() ? Optional.empty() : Optional.of(of(left));
        }

        @Override
        public List<String> clientNames() {
            return parts.stream().flatMap(part -> part.clientNames().stream()).toList();
        }

        @Override
        public String toString() {
            return parts.stream().map(Selector::toString).collect(Collectors.joining(","));
        }
    }

    /** Groups that are found when the fault begins. */
    enum Group implements Selector {
        /** As many masters as can be without being a majority. */
        MINORITY,
        /** Running masters. */
        MASTERS,
        /** Running replicas. */
        REPLICAS,
        /** Every node. */
        ALL,
        /** Everybody else. */
        REST;

        private static final int LEAST_MASTERS_WITH_A_MINORITY = 3;

        @Override
        public List<Endpoint> bind(EmbeddedCluster cluster) {
            return switch (this) {
                case MINORITY -> {
                    List<ClusterNode> voters = new ArrayList<>(cluster.masters());
                    voters.removeIf(master -> master.slots().isEmpty());
                    yield List.copyOf(voters.subList(0, Math.max(0, (voters.size() - 1) / 2)));
                }
                case MASTERS -> List.copyOf(cluster.masters());
                case REPLICAS -> List.copyOf(cluster.replicas());
                case ALL -> List.copyOf(cluster.nodes());
                case REST -> throw new IllegalStateException("rest: only as a second side");
            };
        }

        @Override
        public Optional<String> trouble(Topology topology) {
            if (this == REPLICAS && topology.replicasPerMaster() == 0) {
                return Optional.of(this + " finds nobody: the cluster is started without replicas");
            }
            if (this == MINORITY && topology.masters() < LEAST_MASTERS_WITH_A_MINORITY) {
                return Optional.of(this + " finds nobody: of " + topology.masters()
                        + (topology.masters() == 1 ? " master" : " masters") + " none is a minority; it takes "
                        + LEAST_MASTERS_WITH_A_MINORITY);
            }
            return Optional.empty();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

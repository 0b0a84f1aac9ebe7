package io.clusterjar.simulation;

import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which nodes a fault is about; some are found only when the fault begins. {@code toString} gives the text form, {@link #parse} reads
 * it.
 */
public sealed interface Selector {
    /** The nodes, as things stand now, in the nodes' order; empty when there is none such. */
    List<ClusterNode> bind(EmbeddedCluster cluster);

    /** These nodes, counted from 0. */
    static Selector nodes(int... indices) {
        return new Nodes(Arrays.stream(indices).sorted().boxed().toList());
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

    /** All. */
    static Selector all() {
        return Group.ALL;
    }

    /** All but those on the other side, clients included; only as a second side. */
    static Selector rest() {
        return Group.REST;
    }

    /** Reads the text form. */
    static Selector parse(String text) {
        for (Group group : Group.values()) {
            if (group.toString().equals(text)) {
                return group;
            }
        }
        if (text.endsWith(")")) {
            int open = text.indexOf('(');
            String key = text.substring(open + 1, text.length() - 1);
            switch (text.substring(0, Math.max(open, 0))) {
                case "master":
                    return new MasterOf(key);
                case "replica":
                    return new ReplicaOf(key);
                default:
                    throw new IllegalArgumentException("selector=" + text + " is none that is known");
            }
        }
        try {
            return new Nodes(
                    Arrays.stream(text.split(",")).map(Integer::valueOf).toList());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("selector=" + text + " is none that is known", e);
        }
    }

    /**
     * Nodes by their places.
     *
     * @param indices from 0; those that the cluster does not have concern nobody
     */
    record Nodes(List<Integer> indices) implements Selector {
        /** Takes a copy. */
        public Nodes {
            indices = List.copyOf(indices);
            if (indices.isEmpty() || indices.stream().anyMatch(index -> index < 0)) {
                throw new IllegalArgumentException("indices=" + indices + " is empty or holds less than 0");
            }
        }

        @Override
        public List<ClusterNode> bind(EmbeddedCluster cluster) {
            int count = cluster.nodes().size();
            return indices.stream()
                    .filter(index -> index >= 0 && index < count)
                    .map(cluster::node)
                    .toList();
        }

        @Override
        public String toString() {
            return indices.stream().map(String::valueOf).collect(Collectors.joining(","));
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
            checkKey(key);
        }

        @Override
        public List<ClusterNode> bind(EmbeddedCluster cluster) {
            return List.of(cluster.masterOf(key));
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
            checkKey(key);
        }

        @Override
        public List<ClusterNode> bind(EmbeddedCluster cluster) {
            List<ClusterNode> replicas = cluster.replicasOf(cluster.masterOf(key));
            return replicas.isEmpty() ? List.of() : replicas.subList(0, 1);
        }

        @Override
        public String toString() {
            return "replica(" + key + ")";
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

        @Override
        public List<ClusterNode> bind(EmbeddedCluster cluster) {
            return switch (this) {
                case MINORITY -> {
                    List<ClusterNode> voters = new ArrayList<>(cluster.masters());
                    voters.removeIf(master -> master.slots().isEmpty());
                    yield voters.subList(0, Math.max(0, (voters.size() - 1) / 2));
                }
                case MASTERS -> cluster.masters();
                case REPLICAS -> cluster.replicas();
                case ALL -> cluster.nodes();
                case REST -> throw new IllegalStateException("rest: only as a second side");
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private static void checkKey(String key) {
        if (!key.matches("[^\\s;()]+")) {
            throw new IllegalArgumentException("key=" + key + " is empty or has blanks, ; or parentheses");
        }
    }
}

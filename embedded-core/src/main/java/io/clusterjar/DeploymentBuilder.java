package io.clusterjar;

import io.clusterjar.config.ConfigKey;
import io.clusterjar.config.Flaw;
import io.clusterjar.config.ServerConfig;
import io.clusterjar.launch.DeploymentSpec;
import io.clusterjar.runtime.LiveWorld;
import io.clusterjar.runtime.World;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster and a standalone deployment can both be told.
 *
 * @param <B> the builder itself
 */
public abstract sealed class DeploymentBuilder<B extends DeploymentBuilder<B>>
        permits EmbeddedClusterBuilder, EmbeddedRedisBuilder {
    private static final int MAX_PORT = 65535;
    private static final int BUS_PORT_OFFSET = 10_000;
    private static final int MAX_EVENT_LOOPS = 64;
    private static final String NO_LOG = "nodes keep no append-only file yet; SAVE, BGSAVE and save points work";
    private static final Map<String, String> SAID_OTHERWISE = Map.of(
            "port", "use port(..) or ports(..)",
            "cluster-enabled", "use EmbeddedCluster for yes and EmbeddedRedis for no");

    private ServerConfig config = new ServerConfig();
    private int[] ports = {};
    private boolean consecutivePorts;
    private @Nullable Path directory;
    private String name = "clusterjar";
    private long seed;
    private boolean seeded;
    private int eventLoops = 1;

    DeploymentBuilder() {}

    abstract B self();

    final boolean hasDirectory() {
        return directory != null;
    }

    /** Takes over every parameter. */
    final void takeConfigOf(DeploymentBuilder<?> other) {
        config = other.config.copy();
    }

    /**
     * Sets a parameter of every node, under the name that {@code CONFIG GET} knows it by.
     *
     * @throws IllegalArgumentException when there is no such parameter (the message names one that is near), or the value is not one
     *     that it takes (the message names the range), or it is said otherwise here: ports by {@link #port} and {@link #ports},
     *     cluster mode by the class that is built
     */
    public B config(String name, String value) {
        String instead = SAID_OTHERWISE.get(name.toLowerCase(Locale.ROOT));
        if (instead != null) {
            throw new IllegalArgumentException(name + "=" + value + ": " + instead);
        }
        config.set(name, value);
        if (config.flag(ConfigKey.APPENDONLY)) {
            throw new IllegalArgumentException(name + "=" + value + ": " + NO_LOG);
        }
        return self();
    }

    /** Sets several parameters of every node. */
    public B config(Map<String, String> values) {
        values.forEach(this::config);
        return self();
    }

    /**
     * How many replicas must have answered lately for a master to take writes: {@code min-replicas-to-write}. 0, the default,
     * asks for none.
     *
     * @param replicas 0 or more
     */
    public B minReplicasToWrite(int replicas) {
        if (replicas < 0) {
            throw new IllegalArgumentException("minReplicasToWrite=" + replicas + " is not 0 or more");
        }
        return config("min-replicas-to-write", Integer.toString(replicas));
    }

    /** The password of every node, for clients and between nodes: {@code requirepass} and {@code masterauth}. */
    public B password(String password) {
        config("requirepass", password);
        return config("masterauth", password);
    }

    /**
     * The port of the first node; the others have the ports that follow it. Without it ports are chosen that are free.
     *
     * @param firstPort 1 to 65535
     */
    public B port(int firstPort) {
        ports = new int[] {checked(firstPort)};
        consecutivePorts = true;
        return self();
    }

    /**
     * The port of each node, masters first.
     *
     * @param ports one for each node, 1 to 65535, all different
     */
    public B ports(int... ports) {
        for (int port : ports) {
            checked(port);
        }
        if (Arrays.stream(ports).distinct().count() != ports.length) {
            throw new IllegalArgumentException("ports=" + Arrays.toString(ports) + " names a port twice");
        }
        this.ports = ports.clone();
        consecutivePorts = false;
        return self();
    }

    private static int checked(int port) {
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("port=" + port + " is not within 1 to " + MAX_PORT);
        }
        return port;
    }

    /**
     * Where the nodes keep their files, a sub-directory each. Without it they keep them in memory, and nothing is left behind.
     */
    public B directory(Path directory) {
        this.directory = directory;
        return self();
    }

    /** What threads and messages call it; {@code clusterjar} by default. */
    public B name(String name) {
        this.name = name;
        return self();
    }

    /** The seed of all chance in the nodes. Without it each deployment draws its own, and messages show it. */
    public B seed(long seed) {
        this.seed = seed;
        seeded = true;
        return self();
    }

    /**
     * How many event loops (threads) carry the nodes; 1 by default, which is best for tests. More than one lets nodes of a busy
     * deployment use more cores.
     *
     * @param loops 1 to 64
     */
    public B eventLoops(int loops) {
        if (loops < 1 || loops > MAX_EVENT_LOOPS) {
            throw new IllegalArgumentException("eventLoops=" + loops + " is not within 1 to " + MAX_EVENT_LOOPS);
        }
        eventLoops = loops;
        return self();
    }

    long parameter(ConfigKey key) {
        return config.number(key);
    }

    /** The parameters that differ from those of an embedded node that was told nothing. */
    String describeConfig() {
        Map<String, String> presets = new LinkedHashMap<>();
        new ServerConfig().get(List.of("*"), presets::put);
        StringBuilder out = new StringBuilder();
        config.get(List.of("*"), (key, value) -> {
            if (!value.equals(presets.get(key))) {
                out.append(' ').append(key).append('=').append(value);
            }
        });
        return out.toString();
    }

    /** Plants a mistake in every node, for tests that show that it is found. */
    B plant(Flaw flaw) {
        config.plant(flaw);
        return self();
    }

    DeploymentSpec spec(int nodes, boolean clusterMode) {
        ServerConfig complete = config.copy();
        complete.set(ConfigKey.CLUSTER_ENABLED, clusterMode);
        if (!config.text(ConfigKey.REQUIREPASS).isEmpty()
                && config.text(ConfigKey.MASTERAUTH).isEmpty()) {
            throw new IllegalArgumentException(
                    "requirepass without masterauth: replicas could not follow their masters; use password(..)");
        }
        int[] chosen = portsFor(nodes);
        if (clusterMode && config.number(ConfigKey.CLUSTER_PORT) == 0) {
            checkBusPorts(chosen);
        }
        return new DeploymentSpec(name, complete, chosen, directory, seeded ? seed : null, eventLoops);
    }

    /** Carries nodes on threads, with real sockets. */
    static World live(DeploymentSpec spec) {
        Long seed = spec.seed();
        return new LiveWorld(spec.name(), seed == null ? LiveWorld.drawSeed() : seed, spec.eventLoops());
    }

    private static void checkBusPorts(int[] ports) {
        for (int port : ports) {
            if (port + BUS_PORT_OFFSET > MAX_PORT) {
                throw new IllegalArgumentException("port=" + port + " leaves no room for the port of the cluster bus, "
                        + BUS_PORT_OFFSET + " higher, up to " + MAX_PORT);
            }
        }
    }

    /** The port of each of {@code nodes} nodes; 0 where one is to be chosen. */
    private int[] portsFor(int nodes) {
        if (ports.length == 0) {
            return new int[nodes];
        }
        if (!consecutivePorts) {
            if (ports.length != nodes) {
                throw new IllegalArgumentException("ports=" + Arrays.toString(ports) + " names " + ports.length
                        + " ports for " + nodes + " nodes");
            }
            return ports.clone();
        }
        int last = ports[0] + nodes - 1;
        if (last > MAX_PORT) {
            throw new IllegalArgumentException(
                    "port=" + ports[0] + " leaves no room for " + nodes + " nodes up to " + MAX_PORT);
        }
        int[] all = new int[nodes];
        Arrays.setAll(all, i -> ports[0] + i);
        return all;
    }
}

package io.clusterjar.launch;

import io.clusterjar.config.ServerConfig;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What to launch.
 *
 * @param name what threads and messages call it
 * @param config parameters of every node; each gets a copy
 * @param ports client port of each node, 0 to choose one
 * @param directory where nodes keep their files, or null for memory
 * @param seed seed of all chance, or null to draw one
 * @param eventLoops threads that carry the nodes
 */
public record DeploymentSpec(
        String name,
        ServerConfig config,
        int[] ports,
        @Nullable Path directory,
        @Nullable Long seed,
        int eventLoops) {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DeploymentSpec that
                && name.equals(that.name)
                && config == that.config
                && Arrays.equals(ports, that.ports)
                && java.util.Objects.equals(directory, that.directory)
                && java.util.Objects.equals(seed, that.seed)
                && eventLoops == that.eventLoops;
    }

    @Override
    public int hashCode() {
        return name.hashCode() * 31 + Arrays.hashCode(ports);
    }

    @Override
    public String toString() {
        return "DeploymentSpec[name=" + name + ", ports=" + Arrays.toString(ports) + ", seed=" + seed + "]";
    }
}

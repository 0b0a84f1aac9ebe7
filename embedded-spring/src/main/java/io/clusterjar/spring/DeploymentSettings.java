package io.clusterjar.spring;

import io.clusterjar.DeploymentBuilder;
import io.clusterjar.EmbeddedCluster;
import io.clusterjar.EmbeddedClusterBuilder;
import io.clusterjar.EmbeddedRedis;
import io.clusterjar.EmbeddedRedisBuilder;
import io.clusterjar.RedisDeployment;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an annotation says. Two that are equal start deployments that cannot be told apart, so that one application context serves both.
 */
sealed interface DeploymentSettings {
    /** Starts what they describe. */
    RedisDeployment start();

    /** What clusters and standalone deployments have in common. */
    Common common();

    /** The settings of {@code annotation}, with every value checked that can be without starting something. */
    static DeploymentSettings of(EmbeddedRedisCluster annotation) {
        Cluster settings = new Cluster(
                annotation.masters(),
                annotation.replicas(),
                duration("nodeTimeout", annotation.nodeTimeout()),
                Common.of(
                        annotation.minReplicasToWrite(),
                        annotation.config(),
                        annotation.password(),
                        annotation.ports()));
        settings.builder();
        return settings;
    }

    /** The settings of {@code annotation}, with every value checked that can be without starting something. */
    static DeploymentSettings of(EmbeddedRedisStandalone annotation) {
        Standalone settings = new Standalone(
                annotation.replicas(),
                Common.of(
                        annotation.minReplicasToWrite(),
                        annotation.config(),
                        annotation.password(),
                        annotation.ports()));
        settings.builder();
        return settings;
    }

    /** A cluster. */
    record Cluster(int masters, int replicas, @Nullable Duration nodeTimeout, Common common)
            implements DeploymentSettings {
        private EmbeddedClusterBuilder builder() {
            EmbeddedClusterBuilder builder =
                    EmbeddedCluster.builder().masters(masters).replicasPerMaster(replicas);
            common.applyTo(builder);
            if (nodeTimeout != null) {
                builder.nodeTimeout(nodeTimeout);
            }
            return builder;
        }

        @Override
        public EmbeddedCluster start() {
            return builder().start();
        }
    }

    /** One master with cluster mode off, and its replicas. */
    record Standalone(int replicas, Common common) implements DeploymentSettings {
        private EmbeddedRedisBuilder builder() {
            EmbeddedRedisBuilder builder = EmbeddedRedis.builder().replicas(replicas);
            common.applyTo(builder);
            return builder;
        }

        @Override
        public EmbeddedRedis start() {
            return builder().start();
        }
    }

    /**
     * What both kinds can be told.
     *
     * @param password empty for none
     */
    record Common(int minReplicasToWrite, Map<String, String> config, String password, List<Integer> ports) {
        private static final String PASSWORD_PARAMETER = "requirepass";

        static Common of(int minReplicasToWrite, String[] config, String password, int[] ports) {
            Map<String, String> parameters = new LinkedHashMap<>();
            for (String entry : config) {
                int equals = entry.indexOf('=');
                if (equals < 1) {
                    throw new IllegalArgumentException("config=\"" + entry + "\" is not of the form \"name=value\"");
                }
                String name = entry.substring(0, equals).strip();
                if (parameters.put(name, entry.substring(equals + 1).strip()) != null) {
                    throw new IllegalArgumentException("config names " + name + " twice");
                }
            }
            return new Common(
                    minReplicasToWrite,
                    parameters,
                    password,
                    Arrays.stream(ports).boxed().toList());
        }

        private void applyTo(DeploymentBuilder<?> builder) {
            builder.config(config);
            if (minReplicasToWrite != 0) {
                builder.minReplicasToWrite(minReplicasToWrite);
            }
            if (!password.isEmpty()) {
                builder.password(password);
            }
            if (ports.size() == 1) {
                builder.port(ports.get(0));
            } else if (!ports.isEmpty()) {
                builder.ports(ports.stream().mapToInt(Integer::intValue).toArray());
            }
        }

        /** The password that clients need; empty for none. */
        String clientPassword() {
            return password.isEmpty() ? config.getOrDefault(PASSWORD_PARAMETER, "") : password;
        }
    }

    private static @Nullable Duration duration(String name, String text) {
        if (text.isBlank()) {
            return null;
        }
        Matcher matcher = Pattern.compile("(\\d{1,9})\\s*(ms|s|m)").matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    name + "=\"" + text + "\" is not a number followed by ms, s or m, as in \"500ms\" or \"15s\"");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }
}

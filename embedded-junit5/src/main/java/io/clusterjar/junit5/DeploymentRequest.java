package io.clusterjar.junit5;

import io.clusterjar.DeploymentBuilder;
import io.clusterjar.EmbeddedCluster;
import io.clusterjar.EmbeddedClusterBuilder;
import io.clusterjar.EmbeddedRedis;
import io.clusterjar.EmbeddedRedisBuilder;
import io.clusterjar.RedisDeployment;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** What an annotation asks for. Values are checked when the deployment starts. */
final class DeploymentRequest {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)");

    private final Annotation annotation;
    private final String place;

    /**
     * @param annotation a {@link RedisCluster}, a {@link RedisStandalone} or a {@link SimulatedCluster}
     * @param place where it stands, for messages
     */
    DeploymentRequest(Annotation annotation, String place) {
        this.annotation = annotation;
        this.place = place;
    }

    private String annotationName() {
        return "@" + annotation.annotationType().getSimpleName();
    }

    DeploymentLifecycle lifecycle() {
        if (annotation instanceof RedisCluster cluster) {
            return cluster.lifecycle();
        }
        return annotation instanceof RedisStandalone standalone
                ? standalone.lifecycle()
                : DeploymentLifecycle.PER_METHOD;
    }

    int[] ports() {
        return annotation instanceof RedisCluster cluster ? cluster.ports() : ((RedisStandalone) annotation).ports();
    }

    /** The password that clients need, or an empty text. */
    String password() {
        String password = annotation instanceof RedisCluster cluster
                ? cluster.password()
                : ((RedisStandalone) annotation).password();
        return password.isEmpty() ? settings().getOrDefault("requirepass", "") : password;
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String line : lines()) {
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("config=\"" + line + "\" is not of the form \"name=value\"");
            }
            String name = line.substring(0, equals).trim().toLowerCase(Locale.ROOT);
            if (settings.put(name, line.substring(equals + 1).trim()) != null) {
                throw new IllegalArgumentException("config names " + name + " twice");
            }
        }
        return settings;
    }

    private String[] lines() {
        if (annotation instanceof RedisCluster cluster) {
            return cluster.config();
        }
        return annotation instanceof RedisStandalone standalone
                ? standalone.config()
                : ((SimulatedCluster) annotation).config();
    }

    /** The cluster that a simulation asks for. */
    EmbeddedClusterBuilder builder(SimulatedCluster wanted) {
        EmbeddedClusterBuilder builder = shaped(wanted.masters(), wanted.replicas(), wanted.nodeTimeout());
        configure(builder, wanted.minReplicasToWrite(), "", new int[0]);
        return builder;
    }

    /** Starts what is asked for. */
    RedisDeployment start() {
        try {
            return annotation instanceof RedisCluster cluster ? start(cluster) : start((RedisStandalone) annotation);
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(this + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new ExtensionConfigurationException(this + " could not be started: " + e.getMessage(), e);
        }
    }

    private EmbeddedCluster start(RedisCluster wanted) {
        EmbeddedClusterBuilder builder = shaped(wanted.masters(), wanted.replicas(), wanted.nodeTimeout());
        configure(builder, wanted.minReplicasToWrite(), wanted.password(), wanted.ports());
        return builder.start();
    }

    private static EmbeddedClusterBuilder shaped(int masters, int replicas, String nodeTimeout) {
        EmbeddedClusterBuilder builder = EmbeddedCluster.builder().masters(masters);
        if (replicas < 0) {
            throw new IllegalArgumentException("replicas=" + replicas + " is not 0 or more");
        }
        builder.replicasPerMaster(replicas);
        if (!nodeTimeout.isEmpty()) {
            builder.nodeTimeout(duration("nodeTimeout", nodeTimeout));
        }
        return builder;
    }

    private EmbeddedRedis start(RedisStandalone wanted) {
        EmbeddedRedisBuilder builder = EmbeddedRedis.builder().replicas(wanted.replicas());
        configure(builder, wanted.minReplicasToWrite(), wanted.password(), wanted.ports());
        return builder.start();
    }

    private void configure(DeploymentBuilder<?> builder, int minReplicasToWrite, String password, int[] ports) {
        if (minReplicasToWrite != 0) {
            builder.minReplicasToWrite(minReplicasToWrite);
        }
        if (!password.isEmpty()) {
            builder.password(password);
        }
        if (ports.length == 1) {
            builder.port(ports[0]);
        } else if (ports.length > 1) {
            builder.ports(ports);
        }
        builder.config(settings());
    }

    /** The duration that {@code text} names; {@code what} is for the message when it names none. */
    static Duration duration(String what, String text) {
        Matcher matcher = DURATION.matcher(text.trim());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    what + "=\"" + text + "\" is not a number and ms, s, m or h, as in \"500ms\" or \"15s\"");
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofMinutes(count);
        };
    }

    @Override
    public String toString() {
        return annotationName() + " on " + place;
    }
}

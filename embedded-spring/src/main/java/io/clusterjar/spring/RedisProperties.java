package io.clusterjar.spring;

import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import io.clusterjar.EmbeddedRedis;
import io.clusterjar.RedisDeployment;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;

/**
 * The properties that tell an application where its Redis is, which win over all others, and those that make its client fit for tests,
 * which lose against all others.
 */
final class RedisProperties {
    private static final String PREFIX = "spring.data.redis.";
    private static final String ADDRESS_SOURCE = "clusterjar";

    /**
     * The name under which Spring Boot keeps what stands behind everything else. It moves the source of this name back to the end when
     * {@code @PropertySource} annotations have added theirs.
     */
    private static final String DEFAULTS_SOURCE = "defaultProperties";

    /**
     * A command to a node that is gone waits for the whole timeout, so that is short; but longer than the two seconds for which Spring's
     * own listeners to streams block.
     */
    private static final Map<String, Object> CLIENT_DEFAULTS = Map.of(
            PREFIX + "timeout", "3s",
            PREFIX + "connect-timeout", "2s",
            PREFIX + "lettuce.cluster.refresh.period", "1s");

    private static final Pattern URL_DATABASE = Pattern.compile("rediss?://[^/]*/(\\d{1,6})(?:\\?.*)?");

    private RedisProperties() {}

    /**
     * The database that the application asks for, by the path of its URL or by its own property; 0 when it does not say. Must be asked
     * before {@link #contribute}.
     */
    static int databaseOf(ConfigurableEnvironment environment) {
        Matcher path = URL_DATABASE.matcher(environment.getProperty(PREFIX + "url", ""));
        return path.matches()
                ? Integer.parseInt(path.group(1))
                : environment.getProperty(PREFIX + "database", Integer.class, 0);
    }

    static void contribute(
            RedisDeployment deployment, String password, int database, ConfigurableEnvironment environment) {
        MutablePropertySources sources = environment.getPropertySources();
        sources.addFirst(new MapPropertySource(ADDRESS_SOURCE, address(deployment, password, database, environment)));
        addDefaults(sources);
    }

    private static Map<String, Object> address(
            RedisDeployment deployment, String password, int database, ConfigurableEnvironment environment) {
        Map<String, Object> properties = new LinkedHashMap<>();
        ClusterNode first = deployment.node(0);
        if (deployment instanceof EmbeddedCluster) {
            properties.put(PREFIX + "cluster.nodes", String.join(",", deployment.addresses()));
        } else if (deployment instanceof EmbeddedRedis) {
            properties.put(PREFIX + "host", first.host());
            properties.put(PREFIX + "port", first.port());
            properties.put(PREFIX + "database", database);
        }
        if (!password.isEmpty()) {
            properties.put(PREFIX + "password", password);
        }
        // The nodes speak no TLS, whatever the application's real ones do.
        properties.put(PREFIX + "ssl.enabled", "false");
        if (environment.containsProperty(PREFIX + "url")) {
            properties.put(
                    PREFIX + "url", url(first, password) + (deployment instanceof EmbeddedRedis ? "/" + database : ""));
        }
        return properties;
    }

    private static String url(ClusterNode node, String password) {
        String user = password.isEmpty()
                ? ""
                : ":" + URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20") + "@";
        return "redis://" + user + node.address();
    }

    private static void addDefaults(MutablePropertySources sources) {
        Map<String, Object> defaults = new LinkedHashMap<>(CLIENT_DEFAULTS);
        PropertySource<?> present = sources.get(DEFAULTS_SOURCE);
        if (present instanceof MapPropertySource map) {
            defaults.putAll(map.getSource());
            sources.replace(DEFAULTS_SOURCE, new MapPropertySource(DEFAULTS_SOURCE, defaults));
        } else if (present == null) {
            sources.addLast(new MapPropertySource(DEFAULTS_SOURCE, defaults));
        } else {
            sources.addLast(new MapPropertySource(ADDRESS_SOURCE + "-defaults", defaults));
        }
    }
}

package io.clusterjar.junit5;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** Parameters that are ready clients. Their types are known by name, so that none of the libraries needs to be there. */
final class Clients {
    private static final String JEDIS = "redis.clients.jedis.";
    private static final String LETTUCE = "io.lettuce.core.";

    /** Whom a type talks to. */
    private enum Side {
        CLUSTER,
        STANDALONE,
        BOTH
    }

    /** Named, not referred to: a reference to a constructor would load its class, and with it the library, at once. */
    private enum Library {
        JEDIS,
        LETTUCE,
        REDISSON
    }

    private record Known(Side side, Library library) {}

    private static final Map<String, Known> KNOWN = Map.ofEntries(
            Map.entry(JEDIS + "JedisCluster", new Known(Side.CLUSTER, Library.JEDIS)),
            Map.entry(JEDIS + "RedisClusterClient", new Known(Side.CLUSTER, Library.JEDIS)),
            Map.entry(JEDIS + "UnifiedJedis", new Known(Side.BOTH, Library.JEDIS)),
            Map.entry(JEDIS + "RedisClient", new Known(Side.STANDALONE, Library.JEDIS)),
            Map.entry(JEDIS + "JedisPooled", new Known(Side.STANDALONE, Library.JEDIS)),
            Map.entry(JEDIS + "Jedis", new Known(Side.STANDALONE, Library.JEDIS)),
            Map.entry(LETTUCE + "cluster.RedisClusterClient", new Known(Side.CLUSTER, Library.LETTUCE)),
            Map.entry(LETTUCE + "cluster.api.StatefulRedisClusterConnection", new Known(Side.CLUSTER, Library.LETTUCE)),
            Map.entry(
                    LETTUCE + "cluster.api.sync.RedisAdvancedClusterCommands",
                    new Known(Side.CLUSTER, Library.LETTUCE)),
            Map.entry(LETTUCE + "RedisClient", new Known(Side.STANDALONE, Library.LETTUCE)),
            Map.entry(LETTUCE + "api.StatefulRedisConnection", new Known(Side.STANDALONE, Library.LETTUCE)),
            Map.entry(LETTUCE + "api.sync.RedisCommands", new Known(Side.STANDALONE, Library.LETTUCE)),
            Map.entry("org.redisson.api.RedissonClient", new Known(Side.BOTH, Library.REDISSON)));

    private Clients() {}

    static boolean isClient(ParameterContext parameter) {
        return KNOWN.containsKey(parameter.getParameter().getType().getName());
    }

    /** One client for each type and view in a context. */
    static Object resolve(ParameterRequest request) {
        Known known = KNOWN.get(request.type().getName());
        if (known == null) {
            throw request.wrong("is no client that is known here");
        }
        List<String> addresses = addresses(request, known.side());
        checkCodec(request);
        ClientRequest wanted = new ClientRequest(
                request.type(),
                request.isCluster() && known.side() != Side.STANDALONE,
                addresses,
                request.request().password());
        ExtensionContext context = request.context();
        String key = Deployments.key(request.type().getName() + " at " + addresses, context);
        return Deployments.computed(context, key, Running.class, () -> create(request, known, wanted))
                .value();
    }

    private static List<String> addresses(ParameterRequest request, Side side) {
        if (request.isCluster() && side == Side.STANDALONE) {
            // To one node of a cluster, whatever the others are.
            return List.of(request.node()
                    .orElseThrow(() -> request.wrong("is a client of one node, but " + request.request()
                            + " gives a cluster; say which node with @Master(\"key\"), @Replica(\"key\") or @Node(index),"
                            + " or ask for a cluster client"))
                    .address());
        }
        if (side == Side.CLUSTER) {
            request.cluster(request.type().getSimpleName(), "ask for a client of standalone Redis");
        }
        if (request.isCluster() && request.node().isPresent()) {
            throw request.wrong("is a client of the whole cluster: @Master, @Replica and @Node say nothing to it");
        }
        return request.view()
                .map(view -> view.addresses())
                .or(() -> request.node().map(node -> List.of(node.address())))
                .orElseGet(request.deployment()::addresses);
    }

    /** Connections of Lettuce carry texts; others are for the test to open. */
    private static void checkCodec(ParameterRequest request) {
        if (request.parameter().getParameterizedType() instanceof ParameterizedType type) {
            boolean texts = Arrays.stream(type.getActualTypeArguments()).allMatch(Clients::isText);
            if (!texts) {
                throw request.wrong("is resolved for String keys and values only; open others from the client");
            }
        }
    }

    private static boolean isText(Type type) {
        return type == String.class || type == Object.class || !(type instanceof Class<?>);
    }

    private static Running create(ParameterRequest request, Known known, ClientRequest wanted) {
        try {
            return new Running(library(known.library()).create(wanted));
        } catch (LinkageError e) {
            throw new ParameterResolutionException(
                    "parameter " + request.parameter()
                            + ": its library, or one that it needs, is not on the class path in a version"
                            + " that has what is needed: " + e,
                    e);
        }
    }

    private static ClientLibrary library(Library library) {
        return switch (library) {
            case JEDIS -> new JedisClients();
            case LETTUCE -> new LettuceClients();
            case REDISSON -> new RedissonClients();
        };
    }

    /** A client in the store of a context, closed with it. */
    @SuppressWarnings("deprecation")
    private record Running(ClientLibrary.Client client)
            implements ExtensionContext.Store.CloseableResource, AutoCloseable {
        Object value() {
            return client.value();
        }

        @Override
        public void close() {
            try {
                client.end().close();
            } catch (Exception e) {
                throw new IllegalStateException("a client could not be closed: " + client.value(), e);
            }
        }
    }
}

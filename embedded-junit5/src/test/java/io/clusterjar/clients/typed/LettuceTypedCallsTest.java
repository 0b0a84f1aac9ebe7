package io.clusterjar.clients.typed;

import io.lettuce.core.BLMovemArgs;
import io.lettuce.core.BitFieldArgs;
import io.lettuce.core.CompareCondition;
import io.lettuce.core.Consumer;
import io.lettuce.core.ExpireArgs;
import io.lettuce.core.GeoArgs;
import io.lettuce.core.GeoCoordinates;
import io.lettuce.core.GeoRadiusStoreArgs;
import io.lettuce.core.GeoSearch;
import io.lettuce.core.GeoValue;
import io.lettuce.core.GetExArgs;
import io.lettuce.core.HashImport;
import io.lettuce.core.LMPopArgs;
import io.lettuce.core.LMoveArgs;
import io.lettuce.core.LMovemArgs;
import io.lettuce.core.LPosArgs;
import io.lettuce.core.LcsArgs;
import io.lettuce.core.Limit;
import io.lettuce.core.MigrateArgs;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.RestoreArgs;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.SetArgs;
import io.lettuce.core.SortArgs;
import io.lettuce.core.StrAlgoArgs;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.XAutoClaimArgs;
import io.lettuce.core.XClaimArgs;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XPendingArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XTrimArgs;
import io.lettuce.core.ZAddArgs;
import io.lettuce.core.ZAggregateArgs;
import io.lettuce.core.ZPopArgs;
import io.lettuce.core.ZStoreArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisGeoCommands;
import io.lettuce.core.api.sync.RedisHLLCommands;
import io.lettuce.core.api.sync.RedisHashCommands;
import io.lettuce.core.api.sync.RedisKeyCommands;
import io.lettuce.core.api.sync.RedisListCommands;
import io.lettuce.core.api.sync.RedisSetCommands;
import io.lettuce.core.api.sync.RedisSortedSetCommands;
import io.lettuce.core.api.sync.RedisStreamCommands;
import io.lettuce.core.api.sync.RedisStringCommands;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.protocol.ProtocolVersion;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** All typed commands on data of Lettuce. */
class LettuceTypedCallsTest extends TypedCalls {
    @Override
    Map<Class<?>, String> interfaces() {
        Map<Class<?>, String> types = new LinkedHashMap<>();
        types.put(RedisStringCommands.class, "strings");
        types.put(RedisHashCommands.class, "hashes");
        types.put(RedisListCommands.class, "lists");
        types.put(RedisSetCommands.class, "sets");
        types.put(RedisSortedSetCommands.class, "sorted sets");
        types.put(RedisStreamCommands.class, "streams");
        types.put(RedisGeoCommands.class, "geo");
        types.put(RedisHLLCommands.class, "hyperloglogs");
        types.put(RedisKeyCommands.class, "keys");
        return types;
    }

    @Override
    String table() {
        return "lettuce-calls.txt";
    }

    @Override
    CallArguments.Makers makers() {
        CallArguments.Makers makers = new CallArguments.Makers()
                .add(Range.class, line -> range(line))
                .add(Limit.class, line -> Limit.create(0, 2))
                .add(ScanCursor.class, line -> ScanCursor.INITIAL)
                .add(ScanArgs.class, line -> ScanArgs.Builder.limit(100).match("*"))
                .add(ExpireArgs.class, line -> ExpireArgs.Builder.nx())
                .add(SortArgs.class, line -> SortArgs.Builder.alpha().desc().limit(0, 2))
                .add(CompareCondition.class, line -> CompareCondition.valueEq("10"))
                .add(HashImport.class, line -> HashImport.of("f1"))
                .add(RestoreArgs.class, line -> RestoreArgs.Builder.ttl(0).replace())
                .add(MigrateArgs.class, line -> MigrateArgs.Builder.copy().key(line.word()));
        strings(makers);
        collections(makers);
        streams(makers);
        geo(makers);
        return makers;
    }

    @SuppressWarnings("deprecation") // STRALGO, which no server of our version knows, is called too
    private static void strings(CallArguments.Makers makers) {
        makers.add(BitFieldArgs.class, line -> new BitFieldArgs()
                        .get(BitFieldArgs.unsigned(8), 0)
                        .overflow(BitFieldArgs.OverflowType.SAT)
                        .incrBy(BitFieldArgs.signed(5), 100, 7))
                .add(GetExArgs.class, line -> GetExArgs.Builder.ex(100))
                .add(LcsArgs.class, line -> LcsArgs.Builder.keys(line.word(), line.word())
                        .withIdx())
                .add(StrAlgoArgs.class, line -> StrAlgoArgs.Builder.keys(line.word(), line.word()))
                .add(SetArgs.class, line -> SetArgs.Builder.px(100_000).xx());
    }

    private static void collections(CallArguments.Makers makers) {
        makers.add(LMoveArgs.class, line -> LMoveArgs.Builder.leftRight())
                .add(LMovemArgs.class, line -> LMovemArgs.Builder.leftRight())
                .add(BLMovemArgs.class, line -> BLMovemArgs.Builder.leftRight())
                .add(LMPopArgs.class, line -> LMPopArgs.Builder.left().count(2))
                .add(LPosArgs.class, line -> LPosArgs.Builder.rank(1).maxlen(100))
                .add(ZAddArgs.class, line -> ZAddArgs.Builder.gt())
                .add(ZPopArgs.class, line -> ZPopArgs.Builder.min())
                .add(ZAggregateArgs.class, line -> ZAggregateArgs.Builder.max().weights(2, 3))
                .add(ZStoreArgs.class, line -> ZStoreArgs.Builder.max().weights(2, 3))
                .add(ScoredValue.class, line -> ScoredValue.just(line.number(), line.word()));
    }

    private static void streams(CallArguments.Makers makers) {
        makers.add(Consumer.class, line -> Consumer.from(line.word(), line.word()))
                .add(XReadArgs.StreamOffset.class, line -> XReadArgs.StreamOffset.from(line.word(), line.word()))
                .add(XReadArgs.class, line -> XReadArgs.Builder.count(2).block(1))
                .add(XAddArgs.class, line -> XAddArgs.Builder.maxlen(3).id("9-1"))
                .add(XGroupCreateArgs.class, line -> XGroupCreateArgs.Builder.mkstream())
                .add(
                        XClaimArgs.class,
                        line -> XClaimArgs.Builder.minIdleTime(0).idle(7).force())
                .add(XAutoClaimArgs.class, line -> XAutoClaimArgs.Builder.xautoclaim(
                                Consumer.from(line.word(), line.word()), 0L, line.word())
                        .count(5))
                .add(
                        XPendingArgs.class,
                        line -> XPendingArgs.Builder.xpending(
                                Consumer.from(line.word(), line.word()), Range.unbounded(), Limit.create(0, 5)))
                .add(XTrimArgs.class, line -> XTrimArgs.Builder.minId("2-1"));
    }

    private static void geo(CallArguments.Makers makers) {
        makers.add(GeoArgs.class, line -> {
                    GeoArgs nearest = new GeoArgs().asc().withCount(2);
                    return line.method().equals("geosearchstore")
                            ? nearest
                            : nearest.withCoordinates().withDistance().withHash();
                })
                .add(GeoArgs.Unit.class, line -> GeoArgs.Unit.km)
                .add(GeoRadiusStoreArgs.class, line -> GeoRadiusStoreArgs.Builder.store(line.word()))
                .add(GeoSearch.GeoRef.class, line -> GeoSearch.fromMember(line.word()))
                .add(GeoSearch.GeoPredicate.class, line -> GeoSearch.byBox(400, 400, GeoArgs.Unit.km))
                .add(
                        GeoValue.class,
                        line -> GeoValue.just(GeoCoordinates.create(line.number(), line.number()), line.word()));
    }

    /** A range of numbers, of ranks, of stream ids or of members, as the parameter's type wants it. */
    private static Range<?> range(CallArguments line) {
        Type bound = ((ParameterizedType) line.type()).getActualTypeArguments()[0];
        if (bound == Long.class) {
            return Range.create(0L, 1L);
        }
        if (bound == String.class) {
            return Range.create("-", "+");
        }
        boolean number = bound instanceof WildcardType wildcard && wildcard.getUpperBounds()[0] == Number.class;
        return number ? Range.create(1, 2) : Range.create("a", "b");
    }

    @Override
    Connected connect(boolean clustered, int protocol, int port) {
        ProtocolVersion version = protocol == 2 ? ProtocolVersion.RESP2 : ProtocolVersion.RESP3;
        RedisURI uri = RedisURI.create("127.0.0.1", port);
        ClusterClientOptions options =
                ClusterClientOptions.builder().protocolVersion(version).build();
        StringCodec codec = new StringCodec(StandardCharsets.ISO_8859_1);
        if (clustered) {
            RedisClusterClient client = RedisClusterClient.create(uri);
            client.setOptions(options);
            StatefulRedisClusterConnection<String, String> connection = client.connect(codec);
            return new Connected(connection.sync(), () -> client.shutdown(Duration.ZERO, Duration.ofSeconds(1)));
        }
        RedisClient client = RedisClient.create(uri);
        client.setOptions(options);
        StatefulRedisConnection<String, String> connection = client.connect(codec);
        return new Connected(connection.sync(), () -> client.shutdown(Duration.ZERO, Duration.ofSeconds(1)));
    }
}

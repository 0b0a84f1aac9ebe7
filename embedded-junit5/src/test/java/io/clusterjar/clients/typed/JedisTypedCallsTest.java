package io.clusterjar.clients.typed;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.GeoCoordinate;
import redis.clients.jedis.HashImport;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.args.GeoUnit;
import redis.clients.jedis.args.ListMoveOrder;
import redis.clients.jedis.commands.GeoBinaryCommands;
import redis.clients.jedis.commands.GeoCommands;
import redis.clients.jedis.commands.HashBinaryCommands;
import redis.clients.jedis.commands.HashCommands;
import redis.clients.jedis.commands.HyperLogLogBinaryCommands;
import redis.clients.jedis.commands.HyperLogLogCommands;
import redis.clients.jedis.commands.KeyBinaryCommands;
import redis.clients.jedis.commands.KeyCommands;
import redis.clients.jedis.commands.ListBinaryCommands;
import redis.clients.jedis.commands.ListCommands;
import redis.clients.jedis.commands.SetBinaryCommands;
import redis.clients.jedis.commands.SetCommands;
import redis.clients.jedis.commands.SortedSetBinaryCommands;
import redis.clients.jedis.commands.SortedSetCommands;
import redis.clients.jedis.commands.StreamBinaryCommands;
import redis.clients.jedis.commands.StreamCommands;
import redis.clients.jedis.commands.StringBinaryCommands;
import redis.clients.jedis.commands.StringCommands;
import redis.clients.jedis.params.BitPosParams;
import redis.clients.jedis.params.GeoAddParams;
import redis.clients.jedis.params.GeoRadiusParam;
import redis.clients.jedis.params.GeoRadiusStoreParam;
import redis.clients.jedis.params.GeoSearchParam;
import redis.clients.jedis.params.GetExParams;
import redis.clients.jedis.params.LMoveMParams;
import redis.clients.jedis.params.LPosParams;
import redis.clients.jedis.params.MigrateParams;
import redis.clients.jedis.params.RestoreParams;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.params.SortingParams;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.params.XAutoClaimParams;
import redis.clients.jedis.params.XClaimParams;
import redis.clients.jedis.params.XPendingParams;
import redis.clients.jedis.params.XReadGroupParams;
import redis.clients.jedis.params.XReadParams;
import redis.clients.jedis.params.XTrimParams;
import redis.clients.jedis.params.ZAddParams;
import redis.clients.jedis.params.ZIncrByParams;
import redis.clients.jedis.params.ZParams;
import redis.clients.jedis.params.ZRangeParams;
import redis.clients.jedis.util.CompareCondition;

/** All typed commands on data of Jedis, with text and with bytes. */
class JedisTypedCallsTest extends TypedCalls {
    private static final int TIMEOUT_MS = 5_000;
    private static final int MAX_ATTEMPTS = 3;

    @Override
    Map<Class<?>, String> interfaces() {
        Map<Class<?>, String> types = new LinkedHashMap<>();
        types.put(StringCommands.class, "strings");
        types.put(StringBinaryCommands.class, "strings");
        types.put(HashCommands.class, "hashes");
        types.put(HashBinaryCommands.class, "hashes");
        types.put(ListCommands.class, "lists");
        types.put(ListBinaryCommands.class, "lists");
        types.put(SetCommands.class, "sets");
        types.put(SetBinaryCommands.class, "sets");
        types.put(SortedSetCommands.class, "sorted sets");
        types.put(SortedSetBinaryCommands.class, "sorted sets");
        types.put(StreamCommands.class, "streams");
        types.put(StreamBinaryCommands.class, "streams");
        types.put(GeoCommands.class, "geo");
        types.put(GeoBinaryCommands.class, "geo");
        types.put(HyperLogLogCommands.class, "hyperloglogs");
        types.put(HyperLogLogBinaryCommands.class, "hyperloglogs");
        types.put(KeyCommands.class, "keys");
        types.put(KeyBinaryCommands.class, "keys");
        return types;
    }

    @Override
    String table() {
        return "jedis-calls.txt";
    }

    @Override
    CallArguments.Makers makers() {
        return new CallArguments.Makers()
                .add(StreamEntryID.class, line -> id(line.word()))
                .add(GeoCoordinate.class, line -> new GeoCoordinate(line.number(), line.number()))
                .add(GeoUnit.class, line -> GeoUnit.KM)
                .add(HashImport.class, line -> HashImport.of("f1"))
                .add(CompareCondition.class, line -> CompareCondition.valueEq("10"))
                .add(BitPosParams.class, line -> new BitPosParams(0, -1))
                .add(GetExParams.class, line -> GetExParams.getExParams().ex(100))
                .add(SetParams.class, line -> SetParams.setParams().px(100_000).xx())
                .add(ScanParams.class, line -> new ScanParams().match("*{t}*").count(100))
                .add(LPosParams.class, line -> LPosParams.lPosParams().rank(1).maxlen(100))
                .add(LMoveMParams.class, line -> LMoveMParams.lMoveMParams().count(2, ListMoveOrder.values()[0]))
                .add(ZAddParams.class, line -> ZAddParams.zAddParams().gt())
                .add(ZIncrByParams.class, line -> ZIncrByParams.zIncrByParams().xx())
                .add(ZParams.class, line -> new ZParams().weights(2, 3).aggregate(ZParams.Aggregate.MAX))
                .add(
                        ZRangeParams.class,
                        line -> ZRangeParams.zrangeByScoreParams(3, 1).rev().limit(0, 2))
                .add(GeoAddParams.class, line -> GeoAddParams.geoAddParams().ch())
                .add(
                        GeoRadiusParam.class,
                        line -> GeoRadiusParam.geoRadiusParam().count(2).sortAscending())
                .add(GeoRadiusStoreParam.class, line -> GeoRadiusStoreParam.geoRadiusStoreParam()
                        .store(line.word()))
                .add(GeoSearchParam.class, line -> GeoSearchParam.geoSearchParam()
                        .fromLonLat(15, 37)
                        .byBox(400, 400, GeoUnit.KM)
                        .asc()
                        .count(2))
                .add(XAddParams.class, line -> XAddParams.xAddParams().id("9-1").maxLen(3))
                .add(
                        XReadParams.class,
                        line -> XReadParams.xReadParams().count(2).block(1))
                .add(
                        XReadGroupParams.class,
                        line -> XReadGroupParams.xReadGroupParams().count(2).block(1))
                .add(XAutoClaimParams.class, line -> XAutoClaimParams.xAutoClaimParams()
                        .count(5))
                .add(
                        XClaimParams.class,
                        line -> XClaimParams.xClaimParams().idle(7).force())
                .add(XPendingParams.class, line -> XPendingParams.xPendingParams("-", "+", 5)
                        .consumer("c"))
                .add(XTrimParams.class, line -> XTrimParams.xTrimParams().minId("2-1"))
                .add(
                        SortingParams.class,
                        line -> new SortingParams().alpha().desc().limit(0, 2))
                .add(
                        RestoreParams.class,
                        line -> RestoreParams.restoreParams().replace().idleTime(3))
                .add(
                        MigrateParams.class,
                        line -> MigrateParams.migrateParams().copy().replace());
    }

    private static StreamEntryID id(String word) {
        return switch (word) {
            case "*" -> StreamEntryID.NEW_ENTRY;
            case "$" -> StreamEntryID.XGROUP_LAST_ENTRY;
            case ">" -> StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY;
            case "-" -> StreamEntryID.MINIMUM_ID;
            case "+" -> StreamEntryID.MAXIMUM_ID;
            default -> new StreamEntryID(word);
        };
    }

    @Override
    @SuppressWarnings("deprecation") // the class that most applications still use
    Connected connect(boolean clustered, int protocol, int port) {
        DefaultJedisClientConfig config = DefaultJedisClientConfig.builder()
                .timeoutMillis(TIMEOUT_MS)
                .protocol(protocol == 2 ? RedisProtocol.RESP2 : RedisProtocol.RESP3)
                .build();
        HostAndPort node = new HostAndPort("127.0.0.1", port);
        UnifiedJedis jedis = clustered
                ? new JedisCluster(Set.of(node), config, MAX_ATTEMPTS, new GenericObjectPoolConfig<>())
                : RedisClient.builder().hostAndPort(node).clientConfig(config).build();
        return new Connected(jedis, jedis::close);
    }
}

package io.clusterjar.command.geo;

import io.clusterjar.command.CallFixture;
import io.clusterjar.command.RowsLikeRedis;
import io.clusterjar.command.SameAsRedis;
import io.clusterjar.command.SameEffects;
import io.clusterjar.command.generic.GenericCommands;
import io.clusterjar.command.string.StringCommands;
import io.clusterjar.command.zset.SortedSetCommands;
import io.clusterjar.testing.BesideRedis;
import io.clusterjar.testing.RealRedis;
import org.junit.jupiter.api.Test;

/**
 * Every command on places, with every option and error, and its effects, against a real Redis.
 *
 * <p>Redis 7.2 rounds distances after scaling them, an older server its decimal digits: no distance here lies between.
 */
@BesideRedis(SameEffects.OPTIONS)
class GeoCommandsLikeRedisTest {
    private static final String CITIES = """
            GEOADD g 13.361389 38.115556 Palermo 15.087269 37.502669 Catania
            GEOADD g 12.758489 38.788135 edge1 17.241510 38.788135 edge2
            GEOADD g 2.349014 48.864716 Paris -0.127758 51.507351 London -74.005974 40.712776 "New York"
            GEOADD g 139.691711 35.689487 Tokyo 151.209296 -33.868820 Sydney 18.424055 -33.924870 "Cape Town"
            GEOADD g 179.999 0 east -179.999 0 west 0 85 north 0 -85 south 0 0 zero
            """;

    private final RealRedis redis;

    GeoCommandsLikeRedisTest(RealRedis redis) {
        this.redis = redis;
    }

    private static CallFixture ours() {
        return new CallFixture(new GeoCommands(), new SortedSetCommands(), new GenericCommands(), new StringCommands());
    }

    private void same(String table) {
        SameAsRedis.table(redis, table, GeoCommandsLikeRedisTest::ours);
    }

    @Test
    void shouldDescribeCommandsAsRedisDoes() {
        RowsLikeRedis.check(redis, new GeoCommands());
    }

    @Test
    void shouldReplyAsRedisWhenPlacesAreAdded() {
        same("""
                GEOADD g 13.361389 38.115556 Palermo 15.087269 37.502669 Catania
                GEOADD g 13.361389 38.115556 Palermo
                GEOADD g 13.5 38 Palermo
                GEOADD g CH 13.6 38 Palermo 1 1 new
                GEOADD g NX 13.7 38 Palermo 2 2 other
                GEOADD g XX 13.8 38 Palermo 3 3 none
                GEOADD g XX CH 13.9 38 Palermo 3 3 none
                GEOADD g NX CH 4 4 fourth 4 4 fourth 5 5 fourth
                GEOADD g nx nx ch 4 4 fifth
                GEOADD none XX 1 1 a
                EXISTS none
                GEOADD g NX XX 1 1 a
                GEOADD g NX NX NX
                GEOADD g CH 1 1
                GEOADD g 1 1 a 2
                GEOADD g 1 1 a 2 2
                GEOADD g x 1 a
                GEOADD g 1 x a
                GEOADD g 1 nan a
                GEOADD g 181 1 a
                GEOADD g -181 1 a
                GEOADD g 1 86 a
                GEOADD g 1 -86 a
                GEOADD g 1 85.05112879 a
                GEOADD g inf -inf a
                GEOADD g 1e300 1 a
                GEOADD g 200.0000005 -99.9999995 a
                GEOADD g -0.0 90 a
                GEOADD g 1 1 ok 181 1 bad
                ZSCORE g ok
                GEOADD g 180 85.05112878 ne -180 -85.05112878 sw 180 -85.05112878 se -180 85.05112878 nw
                ZRANGE g 0 -1 WITHSCORES
                OBJECT ENCODING g
                GEOADD g 0x10 1e1 hex
                GEOADD long 1 1 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
                OBJECT ENCODING long
                SET s x
                GEOADD s 1 1 a
                GEOADD s x 1 a
                GEOADD s NX XX 1 1 a
                GEOADD g 1 1
                GEOADD
                """);
    }

    @Test
    void shouldReplyAsRedisWhenPlacesAreAskedFor() {
        same(CITIES + """
                GEOPOS g Palermo Catania none "New York" east west north south zero
                GEOPOS g
                GEOPOS none
                GEOPOS none a b
                GEOPOS
                GEOHASH g Palermo Catania none "New York" east west north south zero
                GEOHASH g
                GEOHASH none a b
                GEODIST g Palermo Catania
                GEODIST g Palermo Catania m
                GEODIST g Palermo Catania KM
                GEODIST g Palermo Catania mi
                GEODIST g Palermo Catania Ft
                GEODIST g Palermo Catania x
                GEODIST g Palermo Catania m x
                GEODIST g Palermo Palermo
                GEODIST g Palermo none
                GEODIST g none Palermo
                GEODIST none a b
                GEODIST none a b x
                GEODIST g Palermo
                GEODIST g Tokyo "New York" km
                GEODIST g east west
                GEODIST g north south km
                GEODIST g Paris London mi
                ZADD odd -1 negative 1.5 fraction 1e15 large 1e18 larger 1e19 largest 1e300 huge inf inf -inf minf 0 nil
                GEOPOS odd negative fraction large larger largest huge inf minf nil
                GEOHASH odd negative fraction large larger largest huge inf minf nil
                GEODIST odd negative large
                GEODIST odd inf minf
                SET s x
                GEOPOS s a
                GEOHASH s a
                GEODIST s a b
                GEODIST s a b x
                GEODIST s a b m m
                """);
    }

    @Test
    void shouldReplyAsRedisWhenSearching() {
        same(CITIES + """
                GEOSEARCH g FROMLONLAT 15 37 BYRADIUS 200 km
                GEOSEARCH g FROMLONLAT 15 37 BYRADIUS 200 km ASC
                GEOSEARCH g FROMLONLAT 15 37 BYRADIUS 200 km DESC WITHDIST
                GEOSEARCH g FROMLONLAT 15 37 BYBOX 400 400 km ASC WITHCOORD WITHDIST WITHHASH
                GEOSEARCH g FROMLONLAT 15 37 BYBOX 400 400 km asc withhash
                GEOSEARCH g FROMLONLAT 15 37 BYBOX 400 300 km WITHCOORD
                GEOSEARCH g FROMMEMBER Palermo BYRADIUS 0 m
                GEOSEARCH g FROMMEMBER Palermo BYBOX 0 0 m WITHDIST
                GEOSEARCH g FROMMEMBER Palermo BYRADIUS 5000 km WITHDIST
                GEOSEARCH g FROMMEMBER Palermo BYRADIUS 5000 km COUNT 3 WITHDIST
                GEOSEARCH g FROMMEMBER Palermo BYRADIUS 5000 km COUNT 3 DESC WITHDIST
                GEOSEARCH g FROMMEMBER Palermo BYRADIUS 5000 km COUNT 3 ANY WITHDIST
                GEOSEARCH g FROMMEMBER Palermo BYRADIUS 5000 km COUNT 3 ANY ASC
                GEOSEARCH g FROMMEMBER Palermo BYRADIUS 5000 km ANY COUNT 100 DESC
                GEOSEARCH g FROMMEMBER Palermo BYRADIUS 5000 km COUNT 100
                GEOSEARCH g FROMMEMBER Palermo BYRADIUS 5000 km COUNT 2 COUNT 4
                GEOSEARCH g FROMMEMBER Palermo BYRADIUS 30000 km WITHDIST
                GEOSEARCH g FROMMEMBER Palermo BYRADIUS 30000 km COUNT 2
                GEOSEARCH g FROMMEMBER zero BYBOX 40000 40000 km WITHDIST
                GEOSEARCH g FROMMEMBER east BYRADIUS 1 km WITHDIST
                GEOSEARCH g FROMMEMBER west BYRADIUS 1 mi WITHDIST
                GEOSEARCH g FROMMEMBER east BYBOX 1000 1000 ft
                GEOSEARCH g FROMLONLAT 180 85.05112878 BYRADIUS 1000 km ASC WITHDIST
                GEOSEARCH g FROMLONLAT -180 -85.05112878 BYBOX 2000 2000 km ASC WITHDIST
                GEOSEARCH g FROMLONLAT 0 85 BYRADIUS 10000 km
                GEOSEARCH g FROMMEMBER Palermo BYRADIUS 100 km BYRADIUS 300 km
                GEOSEARCH g FROMMEMBER Palermo FROMMEMBER Paris BYRADIUS 100 km
                GEOSEARCH g FROMLONLAT 1 1 FROMLONLAT 15 37 BYRADIUS 200 km
                GEOSEARCH g BYRADIUS 200 km FROMLONLAT 15 37
                GEOSEARCH g FROMMEMBER "New York" BYRADIUS 1e3 km
                GEOSEARCH g FROMMEMBER Palermo BYRADIUS inf km
                GEOSEARCH none FROMMEMBER x BYRADIUS 1 km
                GEOSEARCH none FROMLONLAT 1 1 BYBOX 1 1 km WITHCOORD
                GEOSEARCH none FROMMEMBER x BYRADIUS 1 what
                GEOSEARCH none FROMMEMBER x BYRADIUS -1 km
                GEOSEARCH none FROMMEMBER x BYRADIUS 1 km ANY
                GEOSEARCH none FROMMEMBER x FROMLONLAT 1 1 BYRADIUS 1 km
                geosearch none frommember x asc desc asc asc
                """);
    }

    @Test
    void shouldReplyAsRedisWhenSearchMakesNoSense() {
        same(CITIES + """
                SET s x
                GEOSEARCH s FROMMEMBER a BYRADIUS 1 km
                GEOSEARCH s x x x x x
                GEOSEARCH g FROMMEMBER none BYRADIUS 1 km
                GEOSEARCH g FROMMEMBER none x x x
                GEOSEARCH g FROMMEMBER Palermo FROMLONLAT 1 1 BYRADIUS 1 km
                GEOSEARCH g FROMLONLAT 1 1 FROMMEMBER Palermo BYRADIUS 1 km
                GEOSEARCH g FROMMEMBER Palermo BYRADIUS 1 km BYBOX 1 1 km
                GEOSEARCH g FROMMEMBER Palermo BYBOX 1 1 km BYRADIUS 1 km
                GEOSEARCH g BYBOX 1 1 km BYBOX 1 1 km
                GEOSEARCH g ASC ASC ASC ASC ASC
                gEoSeArCh g FROMMEMBER Palermo ASC ASC ASC
                GEOSEARCH g FROMMEMBER Palermo BYRADIUS 1
                GEOSEARCH g FROMMEMBER Palermo ASC BYRADIUS 1
                GEOSEARCH g FROMMEMBER Palermo BYBOX 1 km
                GEOSEARCH g FROMMEMBER Palermo BYBOX 1 1 what
                GEOSEARCH g FROMMEMBER Palermo BYBOX x 1 km
                GEOSEARCH g FROMMEMBER Palermo BYBOX 1 x km
                GEOSEARCH g FROMMEMBER Palermo BYBOX -1 1 km
                GEOSEARCH g FROMMEMBER Palermo BYBOX 1 -1 what
                GEOSEARCH g FROMMEMBER Palermo BYRADIUS x km
                GEOSEARCH g FROMMEMBER Palermo BYRADIUS nan km
                GEOSEARCH g FROMMEMBER Palermo BYRADIUS -1 km
                GEOSEARCH g FROMMEMBER Palermo BYRADIUS -1 what
                GEOSEARCH g FROMMEMBER Palermo BYRADIUS 1 what
                GEOSEARCH g FROMLONLAT x 1 BYRADIUS 1 km
                GEOSEARCH g FROMLONLAT 1 91 BYRADIUS 1 km
                GEOSEARCH g FROMLONLAT 1 BYRADIUS 1 km
                GEOSEARCH g FROMMEMBER Palermo BYRADIUS 1 km COUNT 0
                GEOSEARCH g FROMMEMBER Palermo BYRADIUS 1 km COUNT -1
                GEOSEARCH g FROMMEMBER Palermo BYRADIUS 1 km COUNT x
                GEOSEARCH g FROMMEMBER Palermo BYRADIUS 1 km COUNT
                GEOSEARCH g FROMMEMBER Palermo BYRADIUS 1 km ANY
                GEOSEARCH g FROMMEMBER Palermo BYRADIUS 1 km STORE x
                GEOSEARCH g FROMMEMBER Palermo BYRADIUS 1 km STOREDIST
                GEOSEARCH g FROMMEMBER Palermo BYRADIUS 1 km what
                GEOSEARCH g FROMMEMBER Palermo
                GEOSEARCHSTORE d g FROMMEMBER Palermo BYRADIUS 1 km WITHDIST
                GEOSEARCHSTORE d g FROMMEMBER Palermo BYRADIUS 1 km WITHHASH
                GEOSEARCHSTORE d g FROMMEMBER Palermo BYRADIUS 1 km WITHCOORD
                GEOSEARCHSTORE d g FROMMEMBER Palermo BYRADIUS 1 km STORE
                GEOSEARCHSTORE d g ASC DESC ASC DESC ASC
                GEOSEARCHSTORE d g WITHDIST DESC ASC DESC ASC
                GEOSEARCHSTORE d g FROMMEMBER Palermo ASC DESC ASC
                GEOSEARCHSTORE d s FROMMEMBER Palermo BYRADIUS 1 km
                GEOSEARCHSTORE d none FROMMEMBER Palermo BYRADIUS 1 km ANY
                """);
    }

    @Test
    void shouldReplyAsRedisWhenOlderCommandsSearch() {
        same(CITIES + """
                SET s x
                GEORADIUS g 15 37 200 km
                GEORADIUS g 15 37 200 km WITHDIST
                GEORADIUS g 15 37 200 km WITHCOORD WITHDIST WITHHASH
                GEORADIUS g 15 37 5000 km COUNT 3
                GEORADIUS g 15 37 5000 km COUNT 3 ANY
                GEORADIUS g 15 37 5000 km COUNT 3 DESC
                GEORADIUS g 15 37 5000 km ANY
                GEORADIUS g 15 37 200 km STORE d
                ZRANGE d 0 -1 WITHSCORES
                GEORADIUS g 15 37 200 km STORE d WITHDIST
                GEORADIUS g 15 37 200 km WITHCOORD STOREDIST d
                GEORADIUS g 15 37 200 km STORE
                GEORADIUS g 15 37 200 km STORE a STORE b
                EXISTS a b
                GEORADIUS none 15 37 200 km STORE b
                EXISTS b
                GEORADIUS g 0 -60 1 km STORE d
                EXISTS d
                GEORADIUS s 15 37 200 km
                GEORADIUS s x y 200 km
                GEORADIUS g x 37 200 km
                GEORADIUS g 15 97 200 km
                GEORADIUS g 15 37 x km
                GEORADIUS g 15 37 -1 km
                GEORADIUS g 15 37 1 what
                GEORADIUS none 15 37 1 what
                GEORADIUS none 15 97 1 km
                GEORADIUS none 15 37 1 km
                GEORADIUS none 15 37 1 km what
                GEORADIUS g 15 37 1 km what
                GEORADIUS g 15 37 1 km FROMMEMBER Palermo
                GEORADIUS g 15 37 1
                GEORADIUS_RO g 15 37 200 km DESC
                GEORADIUS_RO g 15 37 200 km STORE d
                GEORADIUS_RO g 15 37 200 km STOREDIST d
                GEORADIUSBYMEMBER g Palermo 200 km
                GEORADIUSBYMEMBER g Palermo 200 mi WITHDIST ASC
                GEORADIUSBYMEMBER g none 200 km
                GEORADIUSBYMEMBER g Palermo x km
                GEORADIUSBYMEMBER g Palermo 1 what
                GEORADIUSBYMEMBER none a x y
                GEORADIUSBYMEMBER none a 1 km what
                GEORADIUSBYMEMBER none a x y STORE d
                GEORADIUSBYMEMBER none a 1 km WITHDIST STORE d
                GEORADIUSBYMEMBER g Palermo 200 km STORE d
                ZRANGE d 0 -1 WITHSCORES
                GEORADIUSBYMEMBER g Palermo 200 km STORE s
                TYPE s
                GEORADIUSBYMEMBER_RO g Palermo 200 km
                GEORADIUSBYMEMBER_RO g Palermo 200 km STORE d
                GEORADIUSBYMEMBER g Palermo 200 km STORE g
                ZRANGE g 0 -1 WITHSCORES
                OBJECT ENCODING g
                """);
    }

    @Test
    void shouldReplyAsRedisWhenSearchIsStored() {
        same(CITIES + """
                GEOSEARCHSTORE d g FROMMEMBER Palermo BYRADIUS 2000 km
                ZRANGE d 0 -1 WITHSCORES
                OBJECT ENCODING d
                GEOSEARCHSTORE d g FROMMEMBER Palermo BYRADIUS 2000 km COUNT 2
                ZRANGE d 0 -1
                GEOSEARCHSTORE d g FROMMEMBER Palermo BYRADIUS 2000 km COUNT 2 DESC
                ZRANGE d 0 -1
                GEOSEARCHSTORE d g FROMMEMBER Palermo BYRADIUS 2000 km STOREDIST COUNT 3
                ZRANGE d 0 -1
                GEOSEARCHSTORE d g FROMMEMBER Palermo BYRADIUS 0 km STOREDIST
                ZRANGE d 0 -1 WITHSCORES
                GEOSEARCHSTORE d g FROMLONLAT 0 -60 BYRADIUS 1 km
                EXISTS d
                GEOSEARCHSTORE d none FROMLONLAT 0 -60 BYRADIUS 1 km
                SET s x EX 100
                GEOSEARCHSTORE s g FROMMEMBER Palermo BYBOX 2000 2000 km
                TTL s
                TYPE s
                GEOSEARCHSTORE s none FROMLONLAT 0 -60 BYRADIUS 1 km
                EXISTS s
                """);
    }

    @Test
    void shouldHaveTheEffectsOfRedisWhenPlacesChange() {
        SameEffects.table(redis, """
                GEOADD g 13.361389 38.115556 Palermo 15.087269 37.502669 Catania
                GEOADD g 13.361389 38.115556 Palermo
                GEOADD g CH 13.5 38 Palermo 1 1 new
                GEOADD g NX 13.6 38 Palermo
                GEOADD g xx ch 13.7 38 Palermo
                GEOADD none XX 13.7 38 Palermo
                GEOSEARCH g FROMMEMBER Palermo BYRADIUS 2000 km
                GEOSEARCHSTORE d g FROMMEMBER Palermo BYRADIUS 200 km
                GEOSEARCHSTORE d g FROMMEMBER Palermo BYRADIUS 200 km STOREDIST
                GEOSEARCHSTORE d g FROMLONLAT 0 -60 BYRADIUS 1 km
                GEOSEARCHSTORE d g FROMLONLAT 0 -60 BYRADIUS 1 km
                GEOSEARCHSTORE d none FROMLONLAT 0 -60 BYRADIUS 1 km
                GEORADIUS g 15 37 200 km
                GEORADIUS g 15 37 200 km STORE d
                GEORADIUS g 15 37 200 km STOREDIST d ASC
                GEORADIUSBYMEMBER g Palermo 200 km STORE d
                GEORADIUSBYMEMBER none Palermo 200 km STORE d
                GEORADIUSBYMEMBER none Palermo 200 km STORE d
                GEORADIUS_RO g 15 37 200 km
                GEODIST g Palermo Catania
                GEOADD g 181 1 x
                """, new GeoCommands(), new StringCommands());
    }
}

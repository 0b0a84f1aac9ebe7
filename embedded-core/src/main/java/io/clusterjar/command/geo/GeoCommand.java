package io.clusterjar.command.geo;

import static io.clusterjar.command.CommandFlag.DENYOOM;
import static io.clusterjar.command.CommandFlag.MOVABLEKEYS;
import static io.clusterjar.command.CommandFlag.READONLY;
import static io.clusterjar.command.CommandFlag.WRITE;
import static io.clusterjar.command.KeyFlag.ACCESS;
import static io.clusterjar.command.KeyFlag.OW;
import static io.clusterjar.command.KeyFlag.RO;
import static io.clusterjar.command.KeyFlag.RW;
import static io.clusterjar.command.KeyFlag.UPDATE;

import io.clusterjar.command.AclCategory;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.CommandSpec;
import io.clusterjar.command.KeySpec;

/** The commands on places. */
enum GeoCommand implements CommandRow {
    /** {@code GEOADD}. */
    GEOADD("geoadd", -5, DENYOOM | WRITE, KeySpec.key(1, RW | UPDATE)),
    /** {@code GEODIST}. */
    GEODIST("geodist", -4, READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code GEOHASH}. */
    GEOHASH("geohash", -2, READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code GEOPOS}. */
    GEOPOS("geopos", -2, READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code GEORADIUS}. */
    GEORADIUS(
            "georadius",
            -6,
            DENYOOM | MOVABLEKEYS | WRITE,
            KeySpec.key(1, RO | ACCESS),
            target("STORE", 6),
            target("STOREDIST", 6)),
    /** {@code GEORADIUS_RO}. */
    GEORADIUS_RO("georadius_ro", -6, READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code GEORADIUSBYMEMBER}. */
    GEORADIUSBYMEMBER(
            "georadiusbymember",
            -5,
            DENYOOM | MOVABLEKEYS | WRITE,
            KeySpec.key(1, RO | ACCESS),
            target("STORE", 5),
            target("STOREDIST", 5)),
    /** {@code GEORADIUSBYMEMBER_RO}. */
    GEORADIUSBYMEMBER_RO("georadiusbymember_ro", -5, READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code GEOSEARCH}. */
    GEOSEARCH("geosearch", -7, READONLY, KeySpec.key(1, RO | ACCESS)),
    /** {@code GEOSEARCHSTORE}. */
    GEOSEARCHSTORE("geosearchstore", -8, DENYOOM | WRITE, KeySpec.key(1, OW | UPDATE), KeySpec.key(2, RO | ACCESS));

    private final CommandSpec spec;

    GeoCommand(String name, int arity, int flags, KeySpec... keys) {
        spec = CommandSpec.of(name, arity, flags, AclCategory.GEO, keys);
    }

    /** The key after a keyword, which the result is stored under. */
    private static KeySpec target(String keyword, int from) {
        return new KeySpec.Keyword(keyword, from, 0, 1, 0, OW | UPDATE);
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }
}

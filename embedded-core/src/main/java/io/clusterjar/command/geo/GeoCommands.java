package io.clusterjar.command.geo;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.Outcome;

/** The commands on places. */
public final class GeoCommands implements CommandGroup {
    @Override
    public CommandRow[] rows() {
        return GeoCommand.values();
    }

    @Override
    public Outcome run(CommandRow row, Call call) {
        return switch ((GeoCommand) row) {
            case GEOADD -> GeoAdd.run(call);
            case GEODIST -> GeoReads.distance(call);
            case GEOHASH -> GeoReads.hash(call);
            case GEOPOS -> GeoReads.position(call);
            case GEORADIUS -> GeoSearch.run(call, SearchForm.RADIUS);
            case GEORADIUS_RO -> GeoSearch.run(call, SearchForm.RADIUS_RO);
            case GEORADIUSBYMEMBER -> GeoSearch.run(call, SearchForm.RADIUS_BY_MEMBER);
            case GEORADIUSBYMEMBER_RO -> GeoSearch.run(call, SearchForm.RADIUS_BY_MEMBER_RO);
            case GEOSEARCH -> GeoSearch.run(call, SearchForm.SEARCH);
            case GEOSEARCHSTORE -> GeoSearch.run(call, SearchForm.SEARCH_STORE);
        };
    }
}

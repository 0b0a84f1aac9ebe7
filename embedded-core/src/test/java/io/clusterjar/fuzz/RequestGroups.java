package io.clusterjar.fuzz;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The groups by name. */
final class RequestGroups {
    private static final String MIXED = "mixed";
    /** They draw the same keys. Not HyperLogLogs, which other commands on strings damage. */
    private static final List<String> OF_MIXED =
            List.of("string", "bitmap", "hash", "list", "set", "zset", "geo", "stream", "generic");

    private record Source(String pools, String templates) {}

    private static final Map<String, Source> GROUPS = new LinkedHashMap<>();

    static {
        GROUPS.put("string", new Source(ValueRequests.STRING_WORDS, ValueRequests.STRINGS));
        GROUPS.put("bitmap", new Source(ValueRequests.BITMAP_WORDS, ValueRequests.BITMAPS));
        GROUPS.put("hyperloglog", new Source(ValueRequests.HYPERLOGLOG_WORDS, ValueRequests.HYPERLOGLOGS));
        GROUPS.put("hash", new Source(CollectionRequests.HASH_WORDS, CollectionRequests.HASHES));
        GROUPS.put("list", new Source(CollectionRequests.LIST_WORDS, CollectionRequests.LISTS));
        GROUPS.put("set", new Source(CollectionRequests.SET_WORDS, CollectionRequests.SETS));
        GROUPS.put("zset", new Source(SortedSetRequests.ZSET_WORDS, SortedSetRequests.ZSETS));
        GROUPS.put("geo", new Source(SortedSetRequests.GEO_WORDS, SortedSetRequests.GEO));
        GROUPS.put("stream", new Source(StreamRequests.WORDS, StreamRequests.STREAMS));
        GROUPS.put("generic", new Source(KeyRequests.WORDS, KeyRequests.KEYS));
        GROUPS.put("sort", new Source(KeyRequests.SORT_WORDS, KeyRequests.SORTS));
        GROUPS.put("large", new Source(LargeRequests.WORDS, LargeRequests.LARGE));
        GROUPS.put("transaction", new Source(ClientRequests.WORDS, ClientRequests.TRANSACTIONS));
        GROUPS.put("blocking", new Source(ClientRequests.WORDS, ClientRequests.BLOCKING));
        GROUPS.put("pubsub", new Source(ClientRequests.WORDS, ClientRequests.PUBSUB));
    }

    private RequestGroups() {}

    static Stream<String> names() {
        return Stream.concat(GROUPS.keySet().stream(), Stream.of(MIXED));
    }

    static RequestGroup of(String name) {
        if (name.equals(MIXED)) {
            List<RequestGroup> groups = OF_MIXED.stream().map(RequestGroups::of).toList();
            return RequestGroup.mixed(name, groups, line -> !line.contains("RANDOMKEY"));
        }
        Source source = GROUPS.get(name);
        return new RequestGroup(name, source.pools, source.templates);
    }
}

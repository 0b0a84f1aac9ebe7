package io.clusterjar.persistence;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an RDB says about its origin, in its auxiliary fields.
 *
 * @param redisVersion as in {@code INFO}
 * @param createdMs wall time of its making, milliseconds
 * @param usedMemoryBytes memory in use then
 * @param replicationDb the database selected in the replication stream, -1 when none is; meant only with an id
 * @param replicationId the id of the history whose offset follows; null when there is no such thing
 * @param replicationOffsetBytes what of the history is in the RDB
 * @param aofBase whether it is the base of an append only file
 */
public record RdbInfo(
        String redisVersion,
        long createdMs,
        long usedMemoryBytes,
        int replicationDb,
        @Nullable String replicationId,
        long replicationOffsetBytes,
        boolean aofBase) {
    /** Without replication, and no base of an append only file. */
    public static RdbInfo of(String redisVersion, long createdMs, long usedMemoryBytes) {
        return new RdbInfo(redisVersion, createdMs, usedMemoryBytes, -1, null, 0, false);
    }

    /** The fields in Redis' order. */
    public Map<String, String> auxiliary() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("redis-ver", redisVersion);
        fields.put("redis-bits", "64");
        fields.put("ctime", Long.toString(createdMs / 1000));
        fields.put("used-mem", Long.toString(usedMemoryBytes));
        if (replicationId != null) {
            fields.put("repl-stream-db", Integer.toString(replicationDb));
            fields.put("repl-id", replicationId);
            fields.put("repl-offset", Long.toString(replicationOffsetBytes));
        }
        fields.put("aof-base", aofBase ? "1" : "0");
        return fields;
    }
}

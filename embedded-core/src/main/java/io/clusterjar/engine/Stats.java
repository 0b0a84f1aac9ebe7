package io.clusterjar.engine;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Counters of one node, as {@code INFO} shows them. The node's own thread only. */
public final class Stats {
    private static final int SAMPLES = 16;
    /** Most error codes counted apart; Redis stops there too. */
    public static final int ERROR_CODES_LIMIT = 128;

    /** Connections accepted. */
    public long connectionsReceived;
    /** Connections refused because there were too many. */
    public long rejectedConnections;
    /** Commands run. */
    public long commandsProcessed;
    /** Bytes received from clients. */
    public long netInputBytes;
    /** Bytes sent to clients. */
    public long netOutputBytes;
    /** Bytes received from the master; replication counts them. */
    public long netReplInputBytes;
    /** Bytes sent to replicas; replication counts them. */
    public long netReplOutputBytes;
    /** Look-ups for reading that found a key. */
    public long keyspaceHits;
    /** Look-ups for reading that found none. */
    public long keyspaceMisses;
    /** Keys removed because their time had come. */
    public long expiredKeys;
    /** Keys removed because memory was short. */
    public long evictedKeys;
    /** Error replies. */
    public long errorReplies;
    /** Full synchronisations given. */
    public long syncFull;
    /** Partial synchronisations given. */
    public long syncPartialOk;
    /** Partial synchronisations refused. */
    public long syncPartialErr;
    /** Chunks of bytes received. */
    public long readsProcessed;
    /** Chunks of bytes sent. */
    public long writesProcessed;
    /** Failed authentications. */
    public long deniedAuth;
    /** Clients closed because their replies were too many. */
    public long outputLimitDisconnections;
    /** Clients closed because their requests were too large. */
    public long queryLimitDisconnections;

    private final Map<String, long[]> errors = new TreeMap<>();
    private final long[] opsSamples = new long[SAMPLES];
    private final long[] inputSamples = new long[SAMPLES];
    private final long[] outputSamples = new long[SAMPLES];
    private int sample;
    private long sampledAtMs;
    private long sampledOps;
    private long sampledInput;
    private long sampledOutput;

    Stats() {}

    /** Counts an error reply by its code. */
    void error(String code) {
        errorReplies++;
        long[] count = errors.get(code);
        if (count == null) {
            if (errors.size() >= ERROR_CODES_LIMIT) {
                return;
            }
            count = new long[1];
            errors.put(code, count);
        }
        count[0]++;
    }

    /** Error replies by code, sorted by code; the first element of each value is the count. */
    public Map<String, long[]> errorsByCode() {
        return Collections.unmodifiableMap(errors);
    }

    /** Takes a sample of the rates; 10 times a second. */
    void sample(long monotonicMs) {
        long elapsedMs = monotonicMs - sampledAtMs;
        if (elapsedMs > 0) {
            opsSamples[sample] = (commandsProcessed - sampledOps) * 1000 / elapsedMs;
            inputSamples[sample] = (netInputBytes + netReplInputBytes - sampledInput) * 1000 / elapsedMs;
            outputSamples[sample] = (netOutputBytes + netReplOutputBytes - sampledOutput) * 1000 / elapsedMs;
            sample = (sample + 1) % SAMPLES;
        }
        sampledAtMs = monotonicMs;
        sampledOps = commandsProcessed;
        sampledInput = netInputBytes + netReplInputBytes;
        sampledOutput = netOutputBytes + netReplOutputBytes;
    }

    /** Commands a second, lately. */
    public long opsPerSecond() {
        return mean(opsSamples);
    }

    /** Bytes received a second, lately. */
    public long inputBytesPerSecond() {
        return mean(inputSamples);
    }

    /** Bytes sent a second, lately. */
    public long outputBytesPerSecond() {
        return mean(outputSamples);
    }

    private static long mean(long[] samples) {
        long sum = 0;
        for (long value : samples) {
            sum += value;
        }
        return sum / samples.length;
    }

    /** Sets everything to zero: {@code CONFIG RESETSTAT}. */
    public void reset() {
        connectionsReceived = 0;
        rejectedConnections = 0;
        commandsProcessed = 0;
        netInputBytes = 0;
        netOutputBytes = 0;
        netReplInputBytes = 0;
        netReplOutputBytes = 0;
        keyspaceHits = 0;
        keyspaceMisses = 0;
        expiredKeys = 0;
        evictedKeys = 0;
        errorReplies = 0;
        syncFull = 0;
        syncPartialOk = 0;
        syncPartialErr = 0;
        readsProcessed = 0;
        writesProcessed = 0;
        deniedAuth = 0;
        outputLimitDisconnections = 0;
        queryLimitDisconnections = 0;
        errors.clear();
        sampledOps = 0;
        sampledInput = 0;
        sampledOutput = 0;
    }
}

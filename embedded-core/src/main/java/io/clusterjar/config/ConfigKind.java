package io.clusterjar.config;

/** How the text of a parameter is read. */
public enum ConfigKind {
    /** {@code yes} or {@code no}; its number is 1 or 0. */
    BOOL,
    /** A plain integer. */
    INTEGER,
    /** Bytes, with an optional unit: {@code kb} is 1024, {@code k} is 1000. */
    MEMORY,
    /** Bytes, or a percentage of {@code maxmemory} that is kept as a negative number. */
    MEMORY_OR_PERCENT,
    /** An integer in base eight. */
    OCTAL,
    /** Any text. */
    TEXT,
    /** One of a few words; its number is the index among them. */
    ENUM,
    /** {@code shutdown-on-...}: words that may be combined. */
    SHUTDOWN,
    /** {@code save}: pairs of seconds and changes. */
    SAVE,
    /** {@code client-output-buffer-limit}: class, hard limit, soft limit, seconds. */
    OUTPUT_LIMITS,
    /** {@code oom-score-adj-values}: three integers. */
    OOM_SCORES,
    /** {@code notify-keyspace-events}: letters; its number is their bits. */
    EVENTS,
    /** {@code latency-tracking-info-percentiles}: numbers from 0 to 100. */
    PERCENTILES,
    /** {@code bind}: addresses. */
    ADDRESSES,
    /** {@code replicaof}: host and port, or nothing. */
    MASTER,
    /** The name of a file, without a path. */
    FILE_NAME,
    /** Letters, digits, hyphens and dots. */
    HOST_NAME,
    /** A name for people, without blanks and control characters. */
    NODE_NAME,
    /** A template of a process' title. */
    PROC_TITLE;

    /** Whether values are numbers first, so that {@link ServerConfig#number} is meant to be asked. */
    boolean numeric() {
        return this == BOOL
                || this == INTEGER
                || this == MEMORY
                || this == MEMORY_OR_PERCENT
                || this == OCTAL
                || this == ENUM
                || this == EVENTS;
    }
}

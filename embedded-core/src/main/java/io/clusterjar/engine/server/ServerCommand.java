package io.clusterjar.engine.server;

import static io.clusterjar.command.CommandFlag.ADMIN;
import static io.clusterjar.command.CommandFlag.FAST;
import static io.clusterjar.command.CommandFlag.LOADING;
import static io.clusterjar.command.CommandFlag.NOSCRIPT;
import static io.clusterjar.command.CommandFlag.NO_ASYNC_LOADING;
import static io.clusterjar.command.CommandFlag.PROTECTED;
import static io.clusterjar.command.CommandFlag.READONLY;
import static io.clusterjar.command.CommandFlag.SENTINEL;
import static io.clusterjar.command.CommandFlag.STALE;

import io.clusterjar.command.AclCategory;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.CommandSpec;
import io.clusterjar.command.KeyFlag;
import io.clusterjar.command.KeySpec;

/** The rows of the commands about the server. */
enum ServerCommand implements CommandRow {
    /** {@code INFO}. */
    INFO("info", -1, LOADING | STALE | SENTINEL, AclCategory.DANGEROUS),
    /** {@code TIME}. */
    TIME("time", 1, LOADING | STALE | FAST, 0),
    /** {@code MONITOR}. */
    MONITOR("monitor", 1, ADMIN | NOSCRIPT | LOADING | STALE, 0),
    /** {@code DEBUG}. */
    DEBUG("debug", -2, ADMIN | NOSCRIPT | LOADING | STALE | PROTECTED, 0),
    /** {@code LOLWUT}. */
    LOLWUT("lolwut", -1, READONLY | FAST, 0),
    /** {@code MODULE}. */
    MODULE("module", -2, 0, 0),
    /** {@code MODULE HELP}. */
    MODULE_HELP("module|help", 2, LOADING | STALE, 0),
    /** {@code MODULE LIST}. */
    MODULE_LIST("module|list", 2, ADMIN | NOSCRIPT, 0),
    /** {@code MODULE LOAD}. */
    MODULE_LOAD("module|load", -3, ADMIN | NOSCRIPT | NO_ASYNC_LOADING | PROTECTED, 0),
    /** {@code MODULE LOADEX}. */
    MODULE_LOADEX("module|loadex", -3, ADMIN | NOSCRIPT | NO_ASYNC_LOADING | PROTECTED, 0),
    /** {@code MODULE UNLOAD}. */
    MODULE_UNLOAD("module|unload", 3, ADMIN | NOSCRIPT | NO_ASYNC_LOADING | PROTECTED, 0),
    /** {@code CONFIG}. */
    CONFIG("config", -2, 0, 0),
    /** {@code CONFIG GET}. */
    CONFIG_GET("config|get", -3, ADMIN | NOSCRIPT | LOADING | STALE, 0),
    /** {@code CONFIG HELP}. */
    CONFIG_HELP("config|help", 2, LOADING | STALE, 0),
    /** {@code CONFIG RESETSTAT}. */
    CONFIG_RESETSTAT("config|resetstat", 2, ADMIN | NOSCRIPT | LOADING | STALE, 0),
    /** {@code CONFIG REWRITE}. */
    CONFIG_REWRITE("config|rewrite", 2, ADMIN | NOSCRIPT | LOADING | STALE, 0),
    /** {@code CONFIG SET}. */
    CONFIG_SET("config|set", -4, ADMIN | NOSCRIPT | LOADING | STALE, 0),
    /** {@code SLOWLOG}. */
    SLOWLOG("slowlog", -2, 0, 0),
    /** {@code SLOWLOG GET}. */
    SLOWLOG_GET("slowlog|get", -2, ADMIN | LOADING | STALE, 0),
    /** {@code SLOWLOG HELP}. */
    SLOWLOG_HELP("slowlog|help", 2, LOADING | STALE, 0),
    /** {@code SLOWLOG LEN}. */
    SLOWLOG_LEN("slowlog|len", 2, ADMIN | LOADING | STALE, 0),
    /** {@code SLOWLOG RESET}. */
    SLOWLOG_RESET("slowlog|reset", 2, ADMIN | LOADING | STALE, 0),
    /** {@code MEMORY}. */
    MEMORY("memory", -2, 0, 0),
    /** {@code MEMORY DOCTOR}. */
    MEMORY_DOCTOR("memory|doctor", 2, 0, 0),
    /** {@code MEMORY HELP}. */
    MEMORY_HELP("memory|help", 2, LOADING | STALE, 0),
    /** {@code MEMORY MALLOC-STATS}. */
    MEMORY_MALLOC_STATS("memory|malloc-stats", 2, 0, 0),
    /** {@code MEMORY PURGE}. */
    MEMORY_PURGE("memory|purge", 2, 0, 0),
    /** {@code MEMORY STATS}. */
    MEMORY_STATS("memory|stats", 2, 0, 0),
    /** {@code MEMORY USAGE}. */
    MEMORY_USAGE("memory|usage", -3, READONLY, 0, KeySpec.key(2, KeyFlag.RO)),
    /** {@code LATENCY}. */
    LATENCY("latency", -2, 0, 0),
    /** {@code LATENCY DOCTOR}. */
    LATENCY_DOCTOR("latency|doctor", 2, ADMIN | NOSCRIPT | LOADING | STALE, 0),
    /** {@code LATENCY GRAPH}. */
    LATENCY_GRAPH("latency|graph", 3, ADMIN | NOSCRIPT | LOADING | STALE, 0),
    /** {@code LATENCY HELP}. */
    LATENCY_HELP("latency|help", 2, LOADING | STALE, 0),
    /** {@code LATENCY HISTOGRAM}. */
    LATENCY_HISTOGRAM("latency|histogram", -2, ADMIN | NOSCRIPT | LOADING | STALE, 0),
    /** {@code LATENCY HISTORY}. */
    LATENCY_HISTORY("latency|history", 3, ADMIN | NOSCRIPT | LOADING | STALE, 0),
    /** {@code LATENCY LATEST}. */
    LATENCY_LATEST("latency|latest", 2, ADMIN | NOSCRIPT | LOADING | STALE, 0),
    /** {@code LATENCY RESET}. */
    LATENCY_RESET("latency|reset", -2, ADMIN | NOSCRIPT | LOADING | STALE, 0);

    private final CommandSpec spec;

    ServerCommand(String name, int arity, int flags, int categories, KeySpec... keys) {
        spec = CommandSpec.of(name, arity, flags, categories, keys);
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }
}

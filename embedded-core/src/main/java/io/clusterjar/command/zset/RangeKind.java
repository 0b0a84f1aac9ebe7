package io.clusterjar.command.zset;

/** By what a range of members is given. */
enum RangeKind {
    /** By places in the order, the first being 0, the last -1. */
    RANK,
    /** By scores, each end open or closed. */
    SCORE,
    /** By members, each end open or closed, all scores being equal. */
    LEX
}

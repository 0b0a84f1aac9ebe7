package io.clusterjar.command.zset;

/** What is made of several sorted sets. */
enum SetOperation {
    /** Members of any. */
    UNION,
    /** Members of all. */
    INTERSECTION,
    /** Members of the first that are in no other. */
    DIFFERENCE
}

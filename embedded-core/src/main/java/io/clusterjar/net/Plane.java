package io.clusterjar.net;

/** What a stream carries. Faults are spoken of by plane: "gossip is fine but replication is dead". */
public enum Plane {
    /** Clients' commands, and what a node sends as a client of another ({@code MIGRATE}). */
    CLIENT,
    /** Cluster bus packets between nodes. */
    BUS,
    /** A replica's link to its master. */
    REPLICATION
}

package io.clusterjar.engine;

/** A client of a node. */
public final class Connection {}

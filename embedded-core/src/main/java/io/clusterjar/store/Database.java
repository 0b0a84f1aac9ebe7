package io.clusterjar.store;

/** One numbered database of a node. */
public final class Database {}

package io.clusterjar.engine;

/** A row of the command table as one node keeps it. */
public final class Command {}

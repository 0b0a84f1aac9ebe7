package io.clusterjar.config;

/** The parameters of one node. */
public final class ServerConfig {}

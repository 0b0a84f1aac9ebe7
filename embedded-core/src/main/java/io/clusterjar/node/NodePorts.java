package io.clusterjar.node;

import io.clusterjar.net.Net;
import io.clusterjar.persistence.Disk;
import io.clusterjar.time.Clock;
import io.clusterjar.time.RandomSource;
import io.clusterjar.time.Timers;

/**
 * All that a node sees of the world.
 *
 * @param clock its time
 * @param timers what runs later
 * @param random its chance
 * @param net its network
 * @param disk its directory
 */
public record NodePorts(Clock clock, Timers timers, RandomSource random, Net net, Disk disk) {}

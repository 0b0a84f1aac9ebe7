package io.clusterjar.simulation;

/**
 * How far a sweep is.
 *
 * @param done seeds that were run
 * @param total seeds in all
 * @param failed those of the done that broke something
 * @param last how the last one went
 */
public record Progress(long done, long total, long failed, SeedResult last) {}

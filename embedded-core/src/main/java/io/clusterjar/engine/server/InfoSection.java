package io.clusterjar.engine.server;

/** A section of {@code INFO}, or a part of one. */
@FunctionalInterface
public interface InfoSection {
    /** Writes its lines, without a title. */
    void write(InfoText out);
}

package io.clusterjar.net.virtual;

/** A fault in force. Closing it heals just this one, at once on every link; closing it twice is fine. Any thread may. */
public interface Fault extends AutoCloseable {
    @Override
    void close();

    /** Whether it is still in force. */
    boolean isActive();

    /** What it is, in words. */
    String description();
}

package io.clusterjar;

/**
 * Something that a test broke. It is in force on every link or node concerned when the call that made it returns; closing
 * it heals just this fault and leaves all others as they are. Closing twice is fine.
 */
public interface Fault extends AutoCloseable {
    /** Heals it. */
    @Override
    void close();

    /** Whether it is still in force. */
    boolean isActive();

    /** What it does and to whom, in one line, as it stands in messages. */
    String description();
}

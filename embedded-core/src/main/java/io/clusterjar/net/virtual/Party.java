package io.clusterjar.net.virtual;

/** Whoever holds one side of a stream: a hosted node, as the network sees it. Used on its lane only, but for the endpoint's name. */
public interface Party {
    /** The name that faults know it by. */
    String endpoint();

    /** The lane that all its callbacks run on. */
    Lane lane();

    /** Runs an event of this party now; kept for later while it is paused, forgotten when it is dead. */
    void deliver(Runnable event);

    /** Flushes {@code sender} at the end of the current turn. */
    void flushLater(Flushable sender);

    /** Remembers a stream, to reset it when the party dies. */
    void adopt(Flushable stream);

    /** Forgets a stream that ended. */
    void release(Flushable stream);

    /** Something with bytes to send at the end of a turn. */
    interface Flushable {
        /** Sends what was written in this turn. */
        void flush();

        /**
         * The party was killed; this side hears nothing. Its kernel says so to the other side: the end of the stream, or a reset
         * where bytes had come that it never read.
         */
        void abandon();

        /** The party's machine lost its power: neither side hears anything. */
        void vanish();
    }
}

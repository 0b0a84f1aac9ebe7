package io.clusterjar.net.virtual;

/**
 * Hears what becomes of the network and of what travels on it. On a healthy link only bus packets are told; client and replication streams cost
 * nothing until a fault concerns them. Called on any lane, so it must be quick and safe for several threads.
 */
public interface NetworkObserver {
    /** A fault is in force from now on. */
    void onFault(Fault fault, Links links);

    /** A fault is over. */
    void onFaultEnded(Fault fault);

    /**
     * Bus packets came through: one or several whole ones.
     *
     * @param bytes not to be kept nor changed
     * @param enteredNs base time at which they were sent
     */
    void onPackets(LinkId link, byte[] bytes, int lengthBytes, long enteredNs);

    /**
     * A fault stopped bytes, or the opening or the end of a stream, for now or for good.
     *
     * @param bytes not to be kept nor changed
     * @param lengthBytes 0 for an opening or an end
     */
    void onStopped(Fault by, LinkId link, byte[] bytes, int lengthBytes);
}

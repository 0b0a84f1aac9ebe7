package io.clusterjar.net;

/**
 * A node's network port: it opens streams and accepts them. Everything is called back on the node's own thread,
 * never from inside a call of this interface.
 */
public interface Net {
    /**
     * Opens a stream on {@code plane}. Returns at once; the handler hears {@link StreamHandler#onOpen} or
     * {@link StreamHandler#onClose}. Bytes written before it is open are sent once it is.
     */
    Stream connect(Address to, Plane plane, StreamHandler handler);

    /**
     * Accepts streams that others open to {@code at}. Client streams arrive at the node's port, bus streams at its
     * bus port; a replica's link arrives at the node's port too.
     *
     * @param plane {@link Plane#CLIENT} for the node's own port, which clients outside this JVM can reach where the world has
     *     real sockets; {@link Plane#BUS} for its bus port, which only nodes of the same world reach
     * @param at port 0 chooses a free port whose bus port, 10000 above, is free as well
     * @throws java.io.UncheckedIOException when the address is taken; the message names the port
     */
    Listener listen(Address at, Plane plane, StreamAcceptor acceptor);

    /** {@link #listen(Address, Plane, StreamAcceptor)} for clients and replicas: the node's own port. */
    default Listener listen(Address at, StreamAcceptor acceptor) {
        return listen(at, Plane.CLIENT, acceptor);
    }

    /** An open door. */
    interface Listener {
        /** The address with the port that was chosen when 0 was asked for. */
        Address address();

        /** Accepts no more; streams already accepted live on. */
        void close();
    }

    /** Decides who handles a stream that another side opened. */
    @FunctionalInterface
    interface StreamAcceptor {
        /** Called once per stream, before any of its bytes. The stream is open. */
        StreamHandler onAccept(Stream stream);
    }
}

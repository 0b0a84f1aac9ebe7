package io.clusterjar.junit5;

/**
 * The clients of one library. An implementation is loaded only when a test has a parameter of one of the library's types, so that nothing
 * here needs the library.
 */
interface ClientLibrary {
    /** A new client. */
    Client create(ClientRequest request);

    /**
     * A client, and how it ends.
     *
     * @param value what the test gets
     * @param end closes it and all that was made for it
     */
    record Client(Object value, AutoCloseable end) {
        /** A client that is its own end. */
        static Client of(AutoCloseable value) {
            return new Client(value, value);
        }
    }
}

package io.clusterjar.net;

/**
 * Where a node listens, as Redis names it: a literal IP address or host name, and a port.
 *
 * @param host literal address or host name, without brackets
 * @param port 0 to 65535
 */
public record Address(String host, int port) {
    /** Checks the range of the port. */
    public Address {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port=" + port + " is not within 0 to 65535");
        }
    }

    /** {@code host:port}, IPv6 not bracketed, as Redis prints it. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}

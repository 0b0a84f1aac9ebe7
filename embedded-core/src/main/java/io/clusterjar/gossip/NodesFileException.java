package io.clusterjar.gossip;

/** A nodes.conf that cannot be understood: the node must not start, and leaves the file as it is. */
public final class NodesFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NodesFileException(String file, int line, int offsetBytes, String why) {
        super("corrupted cluster config file " + file + ", line " + line + " at byte " + offsetBytes + ": " + why);
    }
}

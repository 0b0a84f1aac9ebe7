package io.clusterjar.gossip;

/** Flags of a node as bits, with the values that they have in bus packets. */
public final class NodeFlag {
    /** Serves slots, or may. */
    public static final int MASTER = 1;
    /** Replicates a master. */
    public static final int REPLICA = 2;
    /** Suspected by this node alone. */
    public static final int PFAIL = 4;
    /** Failed, as a majority of masters found. */
    public static final int FAIL = 8;
    /** The node itself. */
    public static final int MYSELF = 16;
    /** Not known by its real id yet. */
    public static final int HANDSHAKE = 32;
    /** Its address is not known. */
    public static final int NOADDR = 64;
    /** A MEET is to be sent to it. */
    public static final int MEET = 128;
    /** A master that replicas of others may move to. */
    public static final int MIGRATE_TO = 256;
    /** A replica that never stands for election by itself. */
    public static final int NOFAILOVER = 512;
    /** Understands extensions of ping packets. */
    public static final int EXTENSIONS = 1024;

    private NodeFlag() {}

    /** The flags that {@code CLUSTER NODES} shows, in its order and words. */
    public static String describe(int flags) {
        StringBuilder text = new StringBuilder(24);
        add(text, flags, MYSELF, "myself");
        add(text, flags, MASTER, "master");
        add(text, flags, REPLICA, "slave");
        add(text, flags, PFAIL, "fail?");
        add(text, flags, FAIL, "fail");
        add(text, flags, HANDSHAKE, "handshake");
        add(text, flags, NOADDR, "noaddr");
        add(text, flags, NOFAILOVER, "nofailover");
        return text.length() == 0 ? "noflags" : text.toString();
    }

    private static void add(StringBuilder text, int flags, int flag, String word) {
        if ((flags & flag) != 0) {
            if (text.length() > 0) {
                text.append(',');
            }
            text.append(word);
        }
    }
}

package io.clusterjar.gossip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What of an entry of gossip seldom changes, as packets carry it: a node's id and address. Immutable, so that all nodes of one JVM that
 * know a node can keep the same one: in a cluster of a thousand it is read and written a hundred times with each packet.
 */
public final class Identity {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final String id;
    private final String ip;
    private final byte[] entry = new byte[BusCodec.GOSSIP_BYTES];

    /** The identity of the node {@code id} at {@code ip}, which is empty when not known. */
    public Identity(String id, String ip) {
        this.id = id;
        this.ip = ip;
        BusCodec.putIdentity(entry, id, ip);
    }

    /** The node's id. */
    public String id() {
        return id;
    }

    /** The node's address. */
    public String ip() {
        return ip;
    }

    /** Whether it says just this. */
    boolean is(String otherId, String otherIp) {
        return id.equals(otherId) && ip.equals(otherIp);
    }

    /** The beginning of an id, by which {@link IdIndex} finds it. */
    static long head(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    long head() {
        return head(entry, 0);
    }

    /** Whether this id is at {@code at}. */
    boolean isAt(byte[] bytes, int at) {
        for (int i = 0; i < BusCodec.ID_BYTES; i += Long.BYTES) {
            if ((long) LONGS.get(entry, i) != (long) LONGS.get(bytes, at + i)) {
                return false;
            }
        }
        return true;
    }

    /** Writes an entry of gossip that has nothing but this. */
    void writeTo(byte[] out, int at) {
        System.arraycopy(entry, 0, out, at, BusCodec.GOSSIP_BYTES);
    }
}

package io.clusterjar.timeline;

/** Somebody that things happen to: a node, a client, or clients without a name. Its address and id are changed by the recorder only. */
public final class Lane {
    /** What it is. */
    public enum Type {
        /** A node of the deployment. */
        NODE,
        /** A client with a name. */
        CLIENT,
        /** Something else: clients without a name, a server of another world. */
        OUTSIDE
    }

    private final String name;
    private final Type type;
    private volatile String address = "";
    private volatile String id = "";

    Lane(String name, Type type) {
        this.name = name;
        this.type = type;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** What it is. */
    public Type type() {
        return type;
    }

    /** Where its clients connect, empty when nobody does. */
    public String address() {
        return address;
    }

    void address(String newAddress) {
        address = newAddress;
    }

    /** Its node id, empty when it has none. */
    public String id() {
        return id;
    }

    void id(String newId) {
        id = newId;
    }

    @Override
    public String toString() {
        return name;
    }
}

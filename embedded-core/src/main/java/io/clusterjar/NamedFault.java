package io.clusterjar;

/** A fault of the virtual network under the name that the front gave it. */
record NamedFault(io.clusterjar.net.virtual.Fault fault, String description) implements Fault {
    @Override
    public void close() {
        fault.close();
    }

    @Override
    public boolean isActive() {
        return fault.isActive();
    }

    @Override
    public String toString() {
        return description;
    }
}

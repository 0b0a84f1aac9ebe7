package io.clusterjar;

/** A fault of a node that ends when it is closed. */
final class NodeFault implements Fault {
    private final Runnable heal;
    private final String description;
    private volatile boolean active = true;

    NodeFault(Runnable heal, String description) {
        this.heal = heal;
        this.description = description;
    }

    /** It was healed by other means. */
    void ended() {
        active = false;
    }

    @Override
    public void close() {
        if (active) {
            heal.run();
            active = false;
        }
    }

    @Override
    public boolean isActive() {
        return active;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public String toString() {
        return description;
    }
}

package io.clusterjar.net.virtual;

import io.clusterjar.net.Address;
import io.clusterjar.net.Net;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who listens where inside one world. Any thread may look; doors open and close on their party's lane. */
public final class Directory {
    private final Map<Address, Door> doors = new ConcurrentHashMap<>();

    /**
     * Opens a door.
     *
     * @return null when the address is taken
     */
    public synchronized @Nullable Door open(Address at, Party party, Net.StreamAcceptor acceptor) {
        Door door = new Door(canonical(at), party, acceptor);
        Door before = doors.get(door.address);
        if (before != null && before.isOpen()) {
            return null;
        }
        if (before != null) {
            before.successor = door;
        }
        doors.put(door.address, door);
        return door;
    }

    /** Lets {@code alias} lead to the same door, as a client view's port does. */
    public void alias(Address alias, Door door) {
        doors.put(canonical(alias), door);
    }

    /** Forgets an alias. */
    public void forget(Address alias) {
        doors.remove(canonical(alias));
    }

    /** The door at an address, open or closed, or null when none was ever there. */
    public @Nullable Door find(Address at) {
        return doors.get(canonical(at));
    }

    /** A door that never opens, for an address where nobody ever listened. */
    public static Door nowhere(Address at, Party outside) {
        Door door = new Door(at, outside, stream -> {
            throw new IllegalStateException("nobody listens at " + at);
        });
        door.close();
        return door;
    }

    /** Whether an open door is there. */
    public boolean isTaken(Address at) {
        Door door = find(at);
        return door != null && door.isOpen();
    }

    private static Address canonical(Address at) {
        return at.host().equals("localhost") ? new Address("127.0.0.1", at.port()) : at;
    }

    /** A door: open until it is closed or its party dies, and remembered afterwards, so that connecting there is refused. */
    public static final class Door {
        private final Address address;
        private final Party party;
        private final Net.StreamAcceptor acceptor;
        private volatile boolean open = true;
        private volatile @Nullable Door successor;

        Door(Address address, Party party, Net.StreamAcceptor acceptor) {
            this.address = address;
            this.party = party;
            this.acceptor = acceptor;
        }

        /** Accepts no more. */
        public void close() {
            open = false;
        }

        /** Whether streams are accepted. */
        public boolean isOpen() {
            return open;
        }

        /** The open door that is there by now, or null. */
        @Nullable
        Door successor() {
            Door last = this;
            for (Door next = successor; next != null; next = next.successor) {
                last = next;
            }
            return last.isOpen() ? last : null;
        }

        /** Who listens. */
        public Party party() {
            return party;
        }

        Address address() {
            return address;
        }

        Net.StreamAcceptor acceptor() {
            return acceptor;
        }
    }
}

package io.clusterjar.replication;

import io.clusterjar.time.RandomSource;

/** Identities of replication histories: 40 hexadecimal digits. */
final class ReplicationId {
    /** The identity of no history. */
    static final String NONE = "0".repeat(40);

    private ReplicationId() {}

    static String random(RandomSource random) {
        StringBuilder id = new StringBuilder(48);
        while (id.length() < 40) {
            id.append(String.format("%016x", random.nextLong()));
        }
        id.setLength(40);
        return id.toString();
    }
}

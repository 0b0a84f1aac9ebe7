package io.clusterjar.persistence;

/** An RDB is sound, but who loads it cannot take it. {@link RdbReader} makes it a {@link CorruptRdb} that names the byte. */
final class RdbRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RdbRefused(String why) {
        super(why, null, false, false);
    }
}

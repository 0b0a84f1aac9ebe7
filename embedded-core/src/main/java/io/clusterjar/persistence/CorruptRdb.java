package io.clusterjar.persistence;

/** Bytes that are no RDB, or hold what this node does not know. Names the byte's offset. */
public final class CorruptRdb extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long offset;

    /** {@code what} is wrong at byte {@code offset}. */
    public CorruptRdb(String what, long offset) {
        super(what + " at byte " + offset);
        this.offset = offset;
    }

    private CorruptRdb(String message, CorruptRdb cause) {
        super(message, cause);
        offset = cause.offset;
    }

    /** The same, its message naming the file. */
    public CorruptRdb in(String file) {
        return new CorruptRdb(file + ": " + getMessage(), this);
    }

    /** Where, counted from the first byte of the file or payload. */
    public long offset() {
        return offset;
    }
}

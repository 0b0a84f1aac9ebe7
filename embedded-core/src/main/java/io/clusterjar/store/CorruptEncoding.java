package io.clusterjar.store;

/** Bytes that claim to be an encoded value and are not. Names the offset within them. */
public final class CorruptEncoding extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    /** {@code what} is wrong at byte {@code offset}. */
    public CorruptEncoding(String what, int offset) {
        super(what + " at byte " + offset, null, false, false);
        this.offset = offset;
    }

    /** Where, counted from the first byte of the encoded value. */
    public int offset() {
        return offset;
    }
}

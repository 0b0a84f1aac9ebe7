package io.clusterjar.persistence;

/** Takes the bytes of an RDB as they are made, in chunks. */
@FunctionalInterface
public interface RdbSink {
    /** Takes some bytes; the array is used again after the call. */
    void write(byte[] bytes, int offset, int length);
}

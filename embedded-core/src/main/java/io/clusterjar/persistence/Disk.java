package io.clusterjar.persistence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node's directory: the disk port. Names are plain file names, with {@code /} for one level of sub-directory.
 *
 * <p>A failure throws {@link java.io.UncheckedIOException} whose message ends with the operating system's words.
 */
public interface Disk {
    /** The whole content of a file, or null when there is none. */
    byte @Nullable [] read(String name);

    /** Replaces a file as a whole: temporary file, fsync, rename. After a crash either the old or the new content is there. */
    void replace(String name, byte[] content);

    /**
     * Replaces a file as a whole: temporary file, fsync if {@code sync}, rename. Without fsync the old content may come back after a
     * loss of power.
     */
    default void replace(String name, byte[] content, boolean sync) {
        replace(name, content);
    }

    /** Opens a file for appending; it is created when missing. */
    Appender append(String name);

    /** Removes a file; without effect when there is none. */
    void delete(String name);

    /** The names of all files, sorted. */
    List<String> list();

    /** The directory as {@code CONFIG GET dir} shows it. */
    String path();

    /** A file open for appending. */
    interface Appender {
        /** Adds bytes at the end. */
        void write(byte[] bytes, int offset, int length);

        /** Makes what was written survive a loss of power. */
        void sync();

        /** Length in bytes. */
        long lengthBytes();

        /** Cuts the file to {@code lengthBytes}. */
        void truncate(long lengthBytes);

        /** Closes the file. */
        void close();
    }
}

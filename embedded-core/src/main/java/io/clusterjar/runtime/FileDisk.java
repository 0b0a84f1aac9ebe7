package io.clusterjar.runtime;

import io.clusterjar.persistence.Disk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A node's directory on a real disk. A lock keeps any other node, of this JVM or another, from using it at the same time. Used by one
 * thread at a time.
 */
public final class FileDisk implements Disk, AutoCloseable {
    private static final String LOCK_NAME = ".lock";
    private static final String TEMPORARY_PREFIX = ".temp-";
    private static final int MAX_DEPTH = 2;

    private final Path directory;
    private final FileChannel lockFile;
    private final FileLock lock;

    /**
     * Takes a directory, which is created when missing.
     *
     * @throws UncheckedIOException when another node has it, or it cannot be written
     */
    public FileDisk(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(this.directory);
            lockFile = FileChannel.open(
                    this.directory.resolve(LOCK_NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw failed("opening", this.directory.toString(), e);
        }
        this.lock = lock(lockFile);
    }

    private FileLock lock(FileChannel file) {
        IOException cause;
        try {
            FileLock taken = file.tryLock();
            if (taken != null) {
                return taken;
            }
            cause = new IOException("another process uses the directory");
        } catch (OverlappingFileLockException e) {
            cause = new IOException("another node of this JVM uses the directory", e);
        } catch (IOException e) {
            cause = e;
        }
        try {
            file.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        throw failed("locking", directory.toString(), cause);
    }

    @Override
    public byte @Nullable [] read(String name) {
        try {
            return Files.readAllBytes(resolve(name));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw failed("reading", name, e);
        }
    }

    @Override
    public void replace(String name, byte[] content) {
        replace(name, content, true);
    }

    @Override
    public void replace(String name, byte[] content, boolean sync) {
        Path target = resolve(name);
        Path folder = folderOf(target);
        Path temporary = folder.resolve(TEMPORARY_PREFIX + target.getFileName());
        try {
            Files.createDirectories(folder);
            try (FileChannel file = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                writeFully(file, ByteBuffer.wrap(content));
                if (sync) {
                    file.force(true);
                }
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            if (sync) {
                syncFolder(folder);
            }
        } catch (IOException e) {
            throw failed("replacing", name, e);
        }
    }

    @Override
    public Appender append(String name) {
        Path target = resolve(name);
        try {
            Path folder = folderOf(target);
            Files.createDirectories(folder);
            boolean created = !Files.exists(target);
            FileChannel file = FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            file.position(file.size());
            if (created) {
                syncFolder(folder);
            }
            return new FileAppender(name, file);
        } catch (IOException e) {
            throw failed("opening", name, e);
        }
    }

    @Override
    public void delete(String name) {
        Path target = resolve(name);
        try {
            if (Files.deleteIfExists(target)) {
                syncFolder(folderOf(target));
            }
        } catch (IOException e) {
            throw failed("deleting", name, e);
        }
    }

    @Override
    public List<String> list() {
        try (Stream<Path> files = Files.walk(directory, MAX_DEPTH)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !isOurs(file))
                    .map(file -> directory.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .collect(Collectors.toCollection(ArrayList::new));
        } catch (IOException e) {
            throw failed("listing", directory.toString(), e);
        }
    }

    @Override
    public String path() {
        return directory.toString();
    }

    /** Gives the directory back. Closing twice is fine. */
    @Override
    public void close() {
        try {
            if (lockFile.isOpen()) {
                lock.release();
                lockFile.close();
            }
        } catch (IOException e) {
            throw failed("closing", directory.toString(), e);
        }
    }

    private static boolean isOurs(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.equals(LOCK_NAME) || name.startsWith(TEMPORARY_PREFIX);
    }

    private Path resolve(String name) {
        Path resolved = directory.resolve(name).normalize();
        if (!resolved.startsWith(directory) || resolved.equals(directory)) {
            throw new IllegalArgumentException("name=" + name + " leads out of the directory");
        }
        return resolved;
    }

    private Path folderOf(Path file) {
        Path parent = file.getParent();
        return parent == null ? directory : parent;
    }

    /** Makes a rename or a new name survive a loss of power; not every operating system can open a directory. */
    private static void syncFolder(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static void writeFully(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    private static UncheckedIOException failed(String doing, String name, IOException cause) {
        return new UncheckedIOException(doing + " " + name + ": " + cause.getMessage(), cause);
    }

    private static final class FileAppender implements Appender {
        private final String name;
        private final FileChannel file;

        FileAppender(String name, FileChannel file) {
            this.name = name;
            this.file = file;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            try {
                writeFully(file, ByteBuffer.wrap(bytes, offset, length));
            } catch (IOException e) {
                throw failed("writing", name, e);
            }
        }

        @Override
        public void sync() {
            try {
                file.force(false);
            } catch (IOException e) {
                throw failed("syncing", name, e);
            }
        }

        @Override
        public long lengthBytes() {
            try {
                return file.size();
            } catch (IOException e) {
                throw failed("measuring", name, e);
            }
        }

        @Override
        public void truncate(long lengthBytes) {
            try {
                file.truncate(lengthBytes);
                file.position(file.size());
            } catch (IOException e) {
                throw failed("truncating", name, e);
            }
        }

        @Override
        public void close() {
            try {
                file.close();
            } catch (IOException e) {
                throw failed("closing", name, e);
            }
        }
    }
}

package io.clusterjar.cluster;

import io.clusterjar.net.CloseCause;
import io.clusterjar.net.Stream;
import io.clusterjar.net.StreamHandler;
import io.clusterjar.protocol.RespWriter;
import org.jspecify.annotations.Nullable;

/** A connection to the target of {@code MIGRATE}: all its answers are single lines. */
final class MigrationSocket implements StreamHandler {
    /** Longest line that an answer may have; a longer one is cut, for it can only be an error's text. */
    private static final int LINE_LIMIT = 1024;

    private final Migrations owner;
    private final StringBuilder line = new StringBuilder();
    private @Nullable Stream stream;
    final String target;
    boolean opened;
    long database = -1;
    long lastUsedMs;

    MigrationSocket(Migrations owner, String target) {
        this.owner = owner;
        this.target = target;
    }

    void open(Stream stream) {
        this.stream = stream;
    }

    void write(RespWriter bytes) {
        if (stream != null) {
            stream.write(bytes.buffer(), 0, bytes.length());
        }
    }

    long queuedBytes() {
        return stream == null ? 0 : stream.queuedBytes();
    }

    void close() {
        if (stream != null) {
            stream.close();
        }
    }

    @Override
    public void onOpen(Stream stream) {
        opened = true;
        owner.onOpen(this);
    }

    @Override
    public void onData(Stream stream, byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            char c = (char) (bytes[i] & 0xff);
            if (c == '\n') {
                String whole = line.toString();
                line.setLength(0);
                owner.onReply(this, whole);
            } else if (c != '\r' && line.length() < LINE_LIMIT) {
                line.append(c);
            }
        }
    }

    @Override
    public void onClose(Stream stream, CloseCause cause) {
        owner.onClose(this, cause);
    }
}

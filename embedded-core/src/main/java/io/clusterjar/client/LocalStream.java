package io.clusterjar.client;

import io.clusterjar.net.Address;
import io.clusterjar.net.CloseCause;
import io.clusterjar.net.Net;
import io.clusterjar.net.Plane;
import io.clusterjar.net.Stream;
import io.clusterjar.net.StreamHandler;
import io.clusterjar.protocol.RespReader;
import io.clusterjar.protocol.RespValue;
import io.clusterjar.protocol.RespWriter;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection to a node without a socket: what is sent is handled within the call, what the node writes is kept until it is
 * taken. Used while the node stands still, or on its thread.
 */
public final class LocalStream implements Stream {
    private static final Address NOWHERE = new Address("127.0.0.1", 0);

    private final Address node;
    private final StreamHandler handler;
    private final RespWriter request = new RespWriter();
    private final RespReader replies = new RespReader();
    private boolean open = true;

    /** Connects to the node at {@code node}, which takes the stream through {@code acceptor}. */
    public LocalStream(Address node, Net.StreamAcceptor acceptor) {
        this.node = node;
        this.handler = acceptor.onAccept(this);
    }

    /** Hands a command to the node. Its reply can be taken after the node's turn, unless the node lets it wait. */
    public void send(byte[]... words) {
        request.array(words.length);
        for (byte[] word : words) {
            request.bulk(word);
        }
        int length = request.length();
        handler.onData(this, request.buffer(), 0, length);
        request.truncate(0);
    }

    /** The next reply, or null when none has come. */
    public @Nullable RespValue take() {
        return replies.next();
    }

    /** Leaves the node. */
    public void leave() {
        if (open) {
            open = false;
            handler.onClose(this, CloseCause.END_OF_STREAM);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        replies.feed(bytes, offset, length);
    }

    @Override
    public long queuedBytes() {
        return 0;
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public void reset() {
        open = false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public Address local() {
        return node;
    }

    @Override
    public Address remote() {
        return NOWHERE;
    }

    @Override
    public Plane plane() {
        return Plane.CLIENT;
    }
}

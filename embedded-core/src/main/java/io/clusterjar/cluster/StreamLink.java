package io.clusterjar.cluster;

import io.clusterjar.gossip.BusFramer;
import io.clusterjar.gossip.BusType;
import io.clusterjar.gossip.ClusterNode;
import io.clusterjar.gossip.Link;
import io.clusterjar.net.CloseCause;
import io.clusterjar.net.Stream;
import io.clusterjar.net.StreamHandler;
import io.clusterjar.time.Clock;
import org.jspecify.annotations.Nullable;

/** A bus link over a stream. */
final class StreamLink extends Link implements StreamHandler {
    private final ClusterAgent agent;
    private final Clock clock;
    private final BusFramer framer = new BusFramer();
    private @Nullable Stream stream;

    /** A link to {@code node}, or from a node that is not known yet when that is null. */
    StreamLink(ClusterAgent agent, Clock clock, @Nullable ClusterNode node) {
        super(node, clock.nowMs());
        this.agent = agent;
        this.clock = clock;
    }

    void stream(Stream stream) {
        this.stream = stream;
    }

    @Override
    public void onOpen(Stream stream) {
        if (!closed()) {
            agent.brain().onConnected(this, clock.nowMs());
        }
    }

    @Override
    public void onData(Stream stream, byte[] bytes, int offset, int length) {
        if (closed() || agent.isClosed()) {
            return;
        }
        boolean packets = framer.accept(bytes, offset, length, (packet, at, count) -> agent.brain()
                .onPacket(this, packet, at, count, clock.nowMs()));
        if (!packets) {
            agent.brain().membership().onGarbage(this);
        }
    }

    @Override
    public void onClose(Stream stream, CloseCause cause) {
        if (!closed() && !agent.isClosed()) {
            agent.brain().onClosed(this, clock.nowMs());
        }
        agent.forget(this);
    }

    @Override
    protected void send(byte[] packet, int length, BusType type) {
        if (stream != null) {
            stream.write(packet, 0, length);
        }
    }

    @Override
    protected void disconnect() {
        agent.forget(this);
        if (stream != null) {
            stream.reset();
        }
    }

    /** Closes the stream without telling the brain: the node goes down. */
    void drop() {
        if (stream != null) {
            stream.reset();
        }
    }

    @Override
    public long queuedBytes() {
        return stream == null ? 0 : stream.queuedBytes();
    }

    @Override
    public String localIp() {
        return stream == null ? "" : stream.local().host();
    }

    @Override
    public String peerIp() {
        return stream == null ? "" : stream.remote().host();
    }
}

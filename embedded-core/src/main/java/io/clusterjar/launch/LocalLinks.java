package io.clusterjar.launch;

import io.clusterjar.client.LocalStream;
import io.clusterjar.node.RedisNode;
import io.clusterjar.protocol.RespValue;
import java.time.Duration;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** One in-JVM client's connections, one to each node that it has asked. Used by one thread, which is not a node's own. */
public final class LocalLinks implements AutoCloseable {
    private final Launcher launcher;
    private final IdentityHashMap<Member, Link> links = new IdentityHashMap<>();

    private record Link(RedisNode node, LocalStream stream) {}

    /** Without connections yet. */
    public LocalLinks(Launcher launcher) {
        this.launcher = launcher;
    }

    /**
     * Asks a node and waits for its reply.
     *
     * @throws IllegalStateException when the node does not run, or does not reply within {@code timeout} of real time
     */
    public RespValue ask(Member member, Duration timeout, byte[]... words) {
        if (member.state() != Member.State.RUNNING) {
            throw new IllegalStateException(member.name() + " does not run");
        }
        RespValue reply = launcher.world().call(member.host(), () -> askNow(member, words));
        return reply != null ? reply : waitForReply(member, timeout);
    }

    private @Nullable RespValue askNow(Member member, byte[][] words) {
        RedisNode node = member.node();
        Link link = links.get(member);
        if (link == null || link.node() != node || !link.stream().isOpen()) {
            link = new Link(node, node.connectLocally());
            links.put(member, link);
        }
        link.stream().send(words);
        node.endTurn();
        return link.stream().take();
    }

    private RespValue waitForReply(Member member, Duration timeout) {
        Link link = links.get(member);
        RespValue[] reply = new RespValue[1];
        boolean came = link != null
                && launcher.world()
                        .await(
                                () -> {
                                    reply[0] = link.stream().take();
                                    return reply[0] != null || !link.stream().isOpen();
                                },
                                timeout,
                                Duration.ZERO);
        if (!came || reply[0] == null) {
            throw new IllegalStateException(
                    member.name() + (came ? " closed the connection" : " did not reply within " + timeout));
        }
        return reply[0];
    }

    /** Ends the connections. */
    @Override
    public void close() {
        links.forEach((member, link) -> {
            if (!launcher.isClosed() && member.state() != Member.State.DOWN) {
                launcher.world().call(member.host(), () -> {
                    link.stream().leave();
                    return link;
                });
            }
        });
        links.clear();
    }
}

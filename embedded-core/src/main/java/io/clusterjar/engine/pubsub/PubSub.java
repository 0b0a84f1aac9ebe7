package io.clusterjar.engine.pubsub;

import io.clusterjar.base.Bytes;
import io.clusterjar.base.Glob;
import io.clusterjar.engine.Connection;
import io.clusterjar.engine.Publisher;
import io.clusterjar.protocol.RespWriter;
import io.clusterjar.slot.Slots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Who hears what on one node. Clients get a message in the order in which they subscribed: those of the channel first,
 * then those of patterns. The node's own thread only.
 */
public final class PubSub implements Publisher {
    private final Map<String, Set<Connection>> channels = new LinkedHashMap<>();
    private final Map<String, Set<Connection>> shardChannels = new LinkedHashMap<>();
    private final Map<String, Listeners> patterns = new LinkedHashMap<>();
    private @Nullable ClusterPublisher cluster;

    /** Those who hear a pattern. */
    private record Listeners(byte[] pattern, Set<Connection> clients) {}

    /** Says who carries messages to other nodes; without it they stay here. */
    public void cluster(ClusterPublisher publisher) {
        cluster = publisher;
    }

    // ---- messages

    @Override
    public int publish(byte[] channel, byte[] message) {
        int count = 0;
        Set<Connection> clients = channels.isEmpty() ? null : channels.get(Bytes.text(channel));
        if (clients != null) {
            for (Connection client : clients) {
                message(client, "message", channel, message);
            }
            count = clients.size();
        }
        for (Listeners listeners : patterns.values()) {
            if (Glob.matches(listeners.pattern, channel)) {
                for (Connection client : listeners.clients) {
                    patternMessage(client, listeners.pattern, channel, message);
                }
                count += listeners.clients.size();
            }
        }
        return count;
    }

    /** Delivers a message to this node's subscribers of a shard channel; how many got it. */
    public int publishToShard(byte[] channel, byte[] message) {
        Set<Connection> clients = shardChannels.get(Bytes.text(channel));
        if (clients == null) {
            return 0;
        }
        for (Connection client : clients) {
            message(client, "smessage", channel, message);
        }
        return clients.size();
    }

    /** {@code PUBLISH}: delivers here and to the other nodes; how many got it here. */
    int publishEverywhere(byte[] channel, byte[] message) {
        int count = publish(channel, message);
        ClusterPublisher others = cluster;
        if (others != null) {
            others.broadcast(channel, message);
        }
        return count;
    }

    /** {@code SPUBLISH}: delivers here and to the other nodes of the shard; how many got it here. */
    int publishThroughShard(byte[] channel, byte[] message) {
        int count = publishToShard(channel, message);
        ClusterPublisher others = cluster;
        if (others != null) {
            others.broadcastToShard(channel, message);
        }
        return count;
    }

    private static void message(Connection client, String kind, byte[] channel, byte[] message) {
        RespWriter out = client.pushOut();
        out.push(3);
        out.bulk(kind);
        out.bulk(channel);
        out.bulk(message);
    }

    private static void patternMessage(Connection client, byte[] pattern, byte[] channel, byte[] message) {
        RespWriter out = client.pushOut();
        out.push(4);
        out.bulk("pmessage");
        out.bulk(pattern);
        out.bulk(channel);
        out.bulk(message);
    }

    // ---- subscribing

    /** Whether {@code client} hears {@code channel}. */
    public boolean hears(Connection client, String channel) {
        Set<Connection> clients = channels.get(channel);
        return clients != null && clients.contains(client);
    }

    void subscribe(Connection client, Kind kind, byte[] name, RespWriter out) {
        String text = Bytes.text(name);
        Subscriptions own = own(client);
        if (kind.of(own).add(text)) {
            clients(kind, text, name).add(client);
        }
        confirm(client, own, kind.verb, name, kind, out);
    }

    void unsubscribe(Connection client, Kind kind, byte[] name, RespWriter out) {
        Subscriptions own = own(client);
        remove(client, own, kind, Bytes.text(name));
        confirm(client, own, kind.endVerb, name, kind, out);
    }

    void unsubscribeAll(Connection client, Kind kind, RespWriter out) {
        Subscriptions own = own(client);
        if (kind.of(own).isEmpty()) {
            confirm(client, own, kind.endVerb, null, kind, out);
            return;
        }
        for (String name : new ArrayList<>(kind.of(own))) {
            unsubscribe(client, kind, Bytes.latin1(name), out);
        }
    }

    /** Forgets all subscriptions without a word: the client is gone, or is as new. */
    public void forget(Connection client) {
        if (!(client.pubSubState() instanceof Subscriptions own)) {
            return;
        }
        for (Kind kind : Kind.values()) {
            for (String name : new ArrayList<>(kind.of(own))) {
                remove(client, own, kind, name);
            }
        }
        client.subscriptions(0, 0, 0);
    }

    /** Ends the subscriptions to all shard channels whose slot this node has lost, and tells the clients so. */
    public void dropShardChannels(IntPredicate lostSlot) {
        for (Map.Entry<String, Set<Connection>> entry : new ArrayList<>(shardChannels.entrySet())) {
            byte[] name = Bytes.latin1(entry.getKey());
            if (lostSlot.test(Slots.slotOf(name))) {
                for (Connection client : new ArrayList<>(entry.getValue())) {
                    unsubscribe(client, Kind.SHARD_CHANNEL, name, client.pushOut());
                }
            }
        }
    }

    private Subscriptions own(Connection client) {
        if (client.pubSubState() instanceof Subscriptions own) {
            return own;
        }
        Subscriptions own = new Subscriptions();
        client.pubSubState(own);
        client.onClosed(() -> forget(client));
        return own;
    }

    private Set<Connection> clients(Kind kind, String text, byte[] name) {
        return switch (kind) {
            case CHANNEL -> channels.computeIfAbsent(text, none -> new LinkedHashSet<>());
            case SHARD_CHANNEL -> shardChannels.computeIfAbsent(text, none -> new LinkedHashSet<>());
            case PATTERN -> patterns.computeIfAbsent(text, none -> new Listeners(name, new LinkedHashSet<>())).clients;
        };
    }

    private void remove(Connection client, Subscriptions own, Kind kind, String name) {
        if (!kind.of(own).remove(name)) {
            return;
        }
        Set<Connection> clients = clients(kind, name, Bytes.latin1(name));
        clients.remove(client);
        if (clients.isEmpty()) {
            switch (kind) {
                case CHANNEL -> channels.remove(name);
                case SHARD_CHANNEL -> shardChannels.remove(name);
                case PATTERN -> patterns.remove(name);
            }
        }
    }

    private static void confirm(
            Connection client, Subscriptions own, String verb, byte @Nullable [] name, Kind kind, RespWriter out) {
        client.subscriptions(own.channels.size(), own.patterns.size(), own.shardChannels.size());
        out.push(3);
        out.bulk(verb);
        if (name == null) {
            out.nullBulk();
        } else {
            out.bulk(name);
        }
        out.integer(
                kind == Kind.SHARD_CHANNEL
                        ? own.shardChannels.size()
                        : own.channels.size() + (long) own.patterns.size());
    }

    // ---- what is heard

    /** Channels that somebody hears, in the order in which they came. */
    public List<String> channels() {
        return List.copyOf(channels.keySet());
    }

    /** Shard channels that somebody hears, in the order in which they came. */
    public List<String> shardChannels() {
        return List.copyOf(shardChannels.keySet());
    }

    /** How many different patterns are heard. */
    public int patternCount() {
        return patterns.size();
    }

    /** How many different channels are heard. */
    public int channelCount() {
        return channels.size();
    }

    /** How many different shard channels are heard. */
    public int shardChannelCount() {
        return shardChannels.size();
    }

    int subscribers(String channel) {
        Set<Connection> clients = channels.get(channel);
        return clients == null ? 0 : clients.size();
    }

    int shardSubscribers(String channel) {
        Set<Connection> clients = shardChannels.get(channel);
        return clients == null ? 0 : clients.size();
    }

    /** What one may subscribe to. */
    enum Kind {
        CHANNEL("subscribe", "unsubscribe"),
        PATTERN("psubscribe", "punsubscribe"),
        SHARD_CHANNEL("ssubscribe", "sunsubscribe");

        private final String verb;
        private final String endVerb;

        Kind(String verb, String endVerb) {
            this.verb = verb;
            this.endVerb = endVerb;
        }

        private Set<String> of(Subscriptions own) {
            return switch (this) {
                case CHANNEL -> own.channels;
                case PATTERN -> own.patterns;
                case SHARD_CHANNEL -> own.shardChannels;
            };
        }
    }
}

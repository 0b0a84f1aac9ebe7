package io.clusterjar;

import io.clusterjar.net.virtual.BusMessage;
import io.clusterjar.net.virtual.Endpoints;
import io.clusterjar.net.virtual.Links;
import io.clusterjar.net.virtual.MessageFilter;
import io.clusterjar.net.virtual.VirtualNetwork;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Whole messages of the cluster bus, by type, sender and receiver.
 *
 * <pre>{@code
 * try (HeldMessages votes = network.messages(FAILOVER_AUTH_ACK).to(replica).hold()) {
 *     ...
 *     votes.release();
 * }
 * }</pre>
 */
public final class Messages {
    private final Network network;
    private final VirtualNetwork fabric;
    private final Set<BusMessageType> types;
    private final Endpoints from;
    private final Endpoints to;

    Messages(Network network, VirtualNetwork fabric, BusMessageType... types) {
        this(
                network,
                fabric,
                Arrays.stream(types.length == 0 ? BusMessageType.values() : types)
                        .collect(Collectors.toUnmodifiableSet()),
                Endpoints.all(),
                Endpoints.all());
    }

    private Messages(Network network, VirtualNetwork fabric, Set<BusMessageType> types, Endpoints from, Endpoints to) {
        this.network = network;
        this.fabric = fabric;
        this.types = types;
        this.from = from;
        this.to = to;
    }

    /** Only those that these nodes send. */
    public Messages from(ClusterNode... senders) {
        List<String> names = network.names("senders", Arrays.asList(senders));
        return new Messages(network, fabric, types, Endpoints.of(names), to);
    }

    /** Only those that are sent to these nodes. */
    public Messages to(ClusterNode... receivers) {
        List<String> names = network.names("receivers", Arrays.asList(receivers));
        return new Messages(network, fabric, types, from, Endpoints.of(names));
    }

    /** They are kept until released. */
    public HeldMessages hold() {
        return filter(MessageFilter.Action.HOLD, "hold");
    }

    /** They are lost. */
    public HeldMessages drop() {
        return filter(MessageFilter.Action.DROP, "drop");
    }

    /** They arrive twice. */
    public HeldMessages duplicate() {
        return filter(MessageFilter.Action.DUPLICATE, "duplicate");
    }

    private HeldMessages filter(MessageFilter.Action action, String verb) {
        boolean[] wanted = new boolean[BusMessageType.values().length];
        types.forEach(type -> wanted[type.ordinal()] = true);
        Predicate<BusMessage> predicate =
                message -> message.type() >= 0 && message.type() < wanted.length && wanted[message.type()];
        MessageFilter filter = fabric.messages(Links.between(from, to).oneWay(), predicate, action);
        String names = types.stream().sorted().map(Enum::name).collect(Collectors.joining(","));
        return new HeldMessages(filter, verb + " " + names + " from " + from + " to " + to);
    }
}

package io.clusterjar.simulation;

import io.clusterjar.ClusterNode;
import io.clusterjar.TimelineClient;
import io.clusterjar.check.History;
import io.clusterjar.check.Kind;
import io.clusterjar.check.Receipt;
import io.clusterjar.net.Address;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes down what one client asks and is told: in the timeline, and in a history as far as checkers understand it. */
final class HistoryWriter {
    private static final int SHOWN_CHARS = 80;

    private final SimulatedClient client;
    private final TimelineClient lane;
    private final Set<Integer> lanes = new TreeSet<>();
    private @Nullable History history;

    /** A command as a checker sees it. */
    private record Seen(Kind kind, String key, @Nullable String argument) {}

    HistoryWriter(SimulatedClient client) {
        this.client = client;
        this.lane = client.cluster().timeline().client(client.name());
    }

    void in(History target) {
        history = target;
    }

    /** Records a command that begins now, and its end when it comes. */
    void follow(ClientCommand command, String... words) {
        TimelineClient.Operation operation = lane.operation(shown(words));
        command.onEnd((value, failure) -> {
            if (failure == null) {
                operation.done(shown(String.valueOf(value)));
            } else if (failure instanceof UnknownOutcomeException) {
                operation.unknown(shown(String.valueOf(failure.getMessage())));
            } else {
                operation.refused(shown(String.valueOf(failure.getMessage())));
            }
        });
        keep(command, words);
    }

    private static String shown(String... words) {
        String text = String.join(" ", words);
        return text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "...";
    }

    private void keep(ClientCommand command, String... words) {
        History target = history;
        Seen seen = target == null ? null : seen(words);
        if (target == null || seen == null) {
            return;
        }
        int free = 1;
        while (!lanes.add(free)) {
            free++;
        }
        int taken = free;
        String who = taken == 1 ? client.name() : client.name() + "/" + taken;
        History.Pending pending = target.invoke(who, seen.kind(), seen.key(), seen.argument());
        command.onEnd((value, failure) -> {
            lanes.remove(taken);
            if (failure == null) {
                ok(pending, seen.kind(), value, command.target());
            } else if (failure instanceof UnknownOutcomeException) {
                pending.unknown();
            } else {
                pending.fail();
            }
        });
    }

    private void ok(History.Pending pending, Kind kind, @Nullable Object value, Address by) {
        switch (kind) {
            case MEMBERS, ELEMENTS -> pending.ok(SimulatedClient.texts(value));
            case READ, COUNT -> pending.ok((String) value);
            case WRITE, DELETE, ADD -> acknowledged(pending, null, by);
            case INCREMENT, APPEND -> acknowledged(pending, String.valueOf(value), by);
        }
    }

    /** The offset is the node's when the answer came, so not less than when the write was done. */
    private void acknowledged(History.Pending pending, @Nullable String value, Address by) {
        for (ClusterNode node : client.cluster().nodes()) {
            if (node.port() == by.port() && node.host().equals(by.host()) && node.isRunning()) {
                pending.ok(value, new Receipt(node.name(), node.replicationOffset()));
                return;
            }
        }
        pending.ok(value);
    }

    private static @Nullable Seen seen(String... words) {
        String name = words[0].toUpperCase(Locale.ROOT);
        return switch (words.length) {
            case 2 -> one(name, words[1]);
            case 3 -> two(name, words[1], words[2]);
            default ->
                name.equals("LRANGE") && List.of(words).subList(2, words.length).equals(List.of("0", "-1"))
                        ? new Seen(Kind.ELEMENTS, words[1], null)
                        : null;
        };
    }

    private static @Nullable Seen one(String name, String key) {
        return switch (name) {
            case "GET" -> new Seen(Kind.READ, key, null);
            case "DEL" -> new Seen(Kind.DELETE, key, null);
            case "INCR" -> new Seen(Kind.INCREMENT, key, "1");
            case "SMEMBERS" -> new Seen(Kind.MEMBERS, key, null);
            default -> null;
        };
    }

    private static @Nullable Seen two(String name, String key, String argument) {
        return switch (name) {
            case "SET" -> new Seen(Kind.WRITE, key, argument);
            case "INCRBY" -> new Seen(Kind.INCREMENT, key, argument);
            case "SADD" -> new Seen(Kind.ADD, key, argument);
            case "RPUSH" -> new Seen(Kind.APPEND, key, argument);
            default -> null;
        };
    }
}

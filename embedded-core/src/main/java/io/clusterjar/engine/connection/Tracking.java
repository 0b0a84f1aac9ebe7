package io.clusterjar.engine.connection;

import io.clusterjar.base.Bytes;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.KeyFlag;
import io.clusterjar.config.ConfigKey;
import io.clusterjar.engine.Command;
import io.clusterjar.engine.Connection;
import io.clusterjar.engine.KeyFinder;
import io.clusterjar.engine.KeyTracker;
import io.clusterjar.protocol.Args;
import io.clusterjar.protocol.RespWriter;
import io.clusterjar.store.Database;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Client-side caching: remembers which client read which key and tells it, once, when the key is changed; or tells
 * broadcasting clients of every change under their prefixes, once a turn. Keys are those of all databases alike.
 */
public final class Tracking implements KeyTracker {
    private static final String CHANNEL = "__redis__:invalidate";

    private final KeyFinder keys = new KeyFinder();
    /** Ids of the readers of each key, the key read longest ago first. */
    private final Map<String, Set<Long>> readers = new LinkedHashMap<>();

    private final Map<String, Prefix> prefixes = new TreeMap<>();
    private final Map<Long, Connection> clients = new LinkedHashMap<>();
    private long items;

    /** Clients of one prefix, and what was changed under it in this turn: by whom, null when by nobody's command. */
    private static final class Prefix {
        final Set<Connection> clients = new LinkedHashSet<>();
        final Map<String, @Nullable Connection> changed = new TreeMap<>();
    }

    // ---- on and off

    static TrackingState of(Connection client) {
        if (client.trackingState() instanceof TrackingState state) {
            return state;
        }
        TrackingState state = new TrackingState();
        client.trackingState(state);
        return state;
    }

    void enable(Connection client, TrackingState wanted) {
        TrackingState state = of(client);
        if (!state.on) {
            state.on = true;
            clients.put(client.id(), client);
            if (!state.heard) {
                state.heard = true;
                client.onClosed(() -> disable(client));
            }
        }
        state.broadcast = wanted.broadcast;
        state.optIn = wanted.optIn;
        state.optOut = wanted.optOut;
        state.noLoop = wanted.noLoop;
        state.redirect = wanted.redirect;
        state.brokenRedirect = false;
        if (wanted.broadcast) {
            if (wanted.prefixes.isEmpty()) {
                wanted.prefixes.add("");
            }
            for (String prefix : wanted.prefixes) {
                state.prefixes.add(prefix);
                prefixes.computeIfAbsent(prefix, none -> new Prefix()).clients.add(client);
            }
        }
    }

    /** Ends it. What the client read is forgotten as the keys are changed. */
    void disable(Connection client) {
        TrackingState state = of(client);
        if (!state.on) {
            return;
        }
        for (String name : state.prefixes) {
            Prefix prefix = prefixes.get(name);
            if (prefix != null) {
                prefix.clients.remove(client);
                if (prefix.clients.isEmpty()) {
                    prefixes.remove(name);
                }
            }
        }
        state.reset();
        clients.remove(client.id());
        if (clients.isEmpty()) {
            readers.clear();
            items = 0;
        }
    }

    /** Refuses prefixes that overlap each other or those that the client has. */
    void checkPrefixes(Connection client, List<String> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            for (String old : of(client).prefixes) {
                checkOverlap(wanted.get(i), old, "an existing");
            }
            for (int j = i + 1; j < wanted.size(); j++) {
                checkOverlap(wanted.get(i), wanted.get(j), "another provided");
            }
        }
    }

    private static void checkOverlap(String a, String b, String which) {
        if (a.startsWith(b) || b.startsWith(a)) {
            throw new CommandError("ERR Prefix '" + a + "' overlaps with " + which + " prefix '" + b
                    + "'. Prefixes for a single client must not overlap.");
        }
    }

    // ---- for INFO

    /** Clients that track. */
    public int clients() {
        return clients.size();
    }

    /** Keys remembered. */
    public int keyCount() {
        return readers.size();
    }

    /** Pairs of key and reader remembered. */
    public long itemCount() {
        return items;
    }

    /** Prefixes that somebody hears of. */
    public int prefixCount() {
        return prefixes.size();
    }

    // ---- what happens

    @Override
    public boolean isIdle() {
        return clients.isEmpty();
    }

    @Override
    public void read(Connection client, Command command, Args args) {
        TrackingState state = of(client);
        if (!state.on || state.broadcast || (state.optIn && !state.caching) || (state.optOut && state.caching)) {
            return;
        }
        int count = keys.findUsed(command, args);
        for (int i = 0; i < count; i++) {
            if ((keys.flags(i) & KeyFlag.NOT_KEY) == 0) {
                Set<Long> ids = readers.computeIfAbsent(args.text(keys.word(i)), none -> new LinkedHashSet<>(2));
                items += ids.add(client.id()) ? 1 : 0;
            }
        }
    }

    @Override
    public void ran(Connection client, Command command) {
        if (client.trackingState() instanceof TrackingState state
                && state.caching
                && !client.inTransaction()
                && !command.name().startsWith("client|")) {
            state.caching = false;
        }
    }

    @Override
    public void changed(Database db, byte[] key, @Nullable Connection by) {
        String name = Bytes.text(key);
        for (Map.Entry<String, Prefix> entry : prefixes.entrySet()) {
            if (name.startsWith(entry.getKey())) {
                entry.getValue().changed.put(name, by);
            }
        }
        invalidate(name, by);
    }

    private void invalidate(String key, @Nullable Connection by) {
        Set<Long> ids = readers.remove(key);
        if (ids == null) {
            return;
        }
        items -= ids.size();
        for (long id : ids) {
            Connection client = clients.get(id);
            if (client != null) {
                TrackingState state = of(client);
                if (!state.broadcast && !(state.noLoop && isOwn(by, client))) {
                    send(client, state, List.of(key));
                }
            }
        }
    }

    @Override
    public void flushed() {
        for (Connection client : clients.values()) {
            send(client, of(client), null);
        }
        readers.clear();
        items = 0;
    }

    @Override
    public void endOfTurn() {
        Iterator<Connection> any = clients.values().iterator();
        if (!readers.isEmpty() && any.hasNext()) {
            long limit = any.next().engine().config().number(ConfigKey.TRACKING_TABLE_MAX_KEYS);
            while (limit > 0 && readers.size() > limit) {
                invalidate(readers.keySet().iterator().next(), null);
            }
        }
        for (Prefix prefix : prefixes.values()) {
            if (!prefix.changed.isEmpty()) {
                broadcast(prefix);
            }
        }
    }

    private static boolean isOwn(@Nullable Connection by, Connection client) {
        return by == client;
    }

    private void broadcast(Prefix prefix) {
        Map<String, @Nullable Connection> changed = new LinkedHashMap<>(prefix.changed);
        prefix.changed.clear();
        for (Connection client : new ArrayList<>(prefix.clients)) {
            TrackingState state = of(client);
            List<String> keysForIt = new ArrayList<>(changed.size());
            for (Map.Entry<String, @Nullable Connection> entry : changed.entrySet()) {
                if (!(state.noLoop && isOwn(entry.getValue(), client))) {
                    keysForIt.add(entry.getKey());
                }
            }
            if (!keysForIt.isEmpty()) {
                send(client, state, keysForIt);
            }
        }
    }

    /** Tells {@code client}, or whom it redirects to, that {@code changed} are stale; all keys when null. */
    private void send(Connection client, TrackingState state, @Nullable List<String> changed) {
        Connection target = client;
        if (state.redirect != 0) {
            Connection redirect = client.engine().connection(state.redirect);
            if (redirect == null) {
                state.brokenRedirect = true;
                if (client.protocolVersion() == 3) {
                    RespWriter out = client.pushOut();
                    out.push(2);
                    out.bulk("tracking-redir-broken");
                    out.integer(state.redirect);
                }
                return;
            }
            target = redirect;
        }
        if (target.protocolVersion() == 3) {
            RespWriter out = target.pushOut();
            out.push(2);
            out.bulk("invalidate");
            payload(out, changed);
        } else if (target != client && target.subscriptions() > 0) {
            RespWriter out = target.pushOut();
            out.push(3);
            out.bulk("message");
            out.bulk(CHANNEL);
            payload(out, changed);
        }
    }

    private static void payload(RespWriter out, @Nullable List<String> changed) {
        if (changed == null) {
            out.nullBulk();
            return;
        }
        out.array(changed.size());
        for (String key : changed) {
            out.bulk(key);
        }
    }
}

package io.clusterjar.engine;

import io.clusterjar.store.Database;
import io.clusterjar.store.KeyEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who watches which keys. A change of a watched key spoils the watcher's transaction; so does a key whose time comes
 * between {@code WATCH} and {@code EXEC}, but not the removal of one that had expired before.
 */
public final class Watches {
    /** One watched key of one client. */
    static final class Watched {
        final KeyName name;
        final Connection client;
        boolean expired;

        Watched(KeyName name, Connection client, boolean expired) {
            this.name = name;
            this.client = client;
            this.expired = expired;
        }
    }

    private final Engine engine;
    private final Map<KeyName, List<Watched>> watchers = new HashMap<>(); // never iterated in its own order

    Watches(Engine engine) {
        this.engine = engine;
    }

    /** Whether nobody watches anything. */
    boolean isEmpty() {
        return watchers.isEmpty();
    }

    void watch(Connection client, Database db, byte[] key) {
        KeyName name = new KeyName(db.index(), key);
        List<Watched> list = watchers.computeIfAbsent(name, none -> new ArrayList<>(1));
        for (Watched watched : list) {
            if (watched.client == client) {
                return;
            }
        }
        KeyEntry entry = db.find(key);
        Watched watched = new Watched(name, client, entry != null && entry.isExpired(engine.nowMs()));
        list.add(watched);
        client.transaction.watched.add(watched);
    }

    /** The client watches nothing any more. */
    void unwatch(Connection client) {
        for (Watched watched : client.transaction.watched) {
            List<Watched> list = watchers.get(watched.name);
            if (list != null) {
                list.remove(watched);
                if (list.isEmpty()) {
                    watchers.remove(watched.name);
                }
            }
        }
        client.transaction.watched.clear();
    }

    /** Ends the client's transaction and its watches: {@code DISCARD}. */
    void discard(Connection client) {
        client.transaction.end();
        unwatch(client);
    }

    /** A key was changed. */
    void touch(Database db, byte[] key) {
        List<Watched> list = watchers.get(new KeyName(db.index(), key));
        if (list == null) {
            return;
        }
        KeyEntry entry = db.find(key);
        for (Watched watched : list) {
            if (watched.expired && entry == null) {
                watched.expired = false; // it was as good as gone when the watch began: nothing changed
                continue;
            }
            watched.client.transaction.watchedKeyChanged();
        }
    }

    /**
     * All keys of {@code db} were or will be replaced: those that are there now, or will be there afterwards, count as
     * changed.
     *
     * @param replacement what takes the place of {@code db}; null when nothing does
     */
    void touchAll(Database db, @Nullable Database replacement) {
        for (Connection client : engine.connections()) {
            for (Watched watched : client.transaction.watched) {
                if (watched.name.database() != db.index()) {
                    continue;
                }
                byte[] key = watched.name.key();
                KeyEntry now = db.find(key);
                boolean there = now != null || (replacement != null && replacement.find(key) != null);
                if (there && !(watched.expired && replacement == null)) {
                    client.transaction.watchedKeyChanged();
                }
            }
        }
    }

    /** Whether the time of a watched key has come since the watch began. */
    boolean anyExpired(Connection client) {
        for (Watched watched : client.transaction.watched) {
            if (watched.expired) {
                continue;
            }
            KeyEntry entry = engine.database(watched.name.database()).find(watched.name.key());
            if (entry != null && entry.isExpired(engine.nowMs())) {
                return true;
            }
        }
        return false;
    }
}

package io.clusterjar.engine;

import io.clusterjar.protocol.Args;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what one unit of work (a command, a transaction, a script) changed and hands it to the replicator: one command
 * bare, several between {@code MULTI} and {@code EXEC}.
 */
final class Propagation {
    /** The database that says: no {@code SELECT} is needed before this one. */
    static final int NO_DATABASE = -1;

    private static final Args MULTI = word("MULTI");
    private static final Args EXEC = word("EXEC");

    private @Nullable Replicator replicator;
    private final List<Args> gathered = new ArrayList<>();
    private int[] databases = new int[8];
    private boolean fed;

    private static Args word(String word) {
        return Args.of(word.getBytes(StandardCharsets.US_ASCII));
    }

    void replicator(Replicator replicator) {
        this.replicator = replicator;
    }

    private boolean idle() {
        return replicator == null || replicator.isReplica();
    }

    /** Adds words that nobody changes. */
    void add(int database, Args words) {
        if (idle()) {
            return;
        }
        int at = gathered.size();
        if (at == databases.length) {
            databases = java.util.Arrays.copyOf(databases, at * 2);
        }
        databases[at] = database;
        gathered.add(words);
    }

    /** Adds the last words of a unit and ends it; they are only looked at during this call. */
    void addLast(int database, Args words) {
        Replicator target = replicator;
        if (target == null || idle()) {
            return;
        }
        if (gathered.isEmpty()) {
            fed = true;
            target.feed(database, words);
        } else {
            add(database, words);
            end(true);
        }
    }

    /** Whether anything went out since this was asked last. */
    boolean takeFed() {
        boolean was = fed;
        fed = false;
        return was;
    }

    /** Ends the unit: what was gathered goes out. */
    void end(boolean atomically) {
        int count = gathered.size();
        Replicator target = replicator;
        if (count == 0 || target == null) {
            return;
        }
        fed = true;
        boolean wrapped = atomically && count > 1;
        if (wrapped) {
            target.feed(NO_DATABASE, MULTI);
        }
        for (int i = 0; i < count; i++) {
            target.feed(databases[i], gathered.get(i));
        }
        if (wrapped) {
            target.feed(NO_DATABASE, EXEC);
        }
        gathered.clear();
    }
}

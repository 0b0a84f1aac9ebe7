package io.clusterjar.engine;

import io.clusterjar.protocol.Args;
import io.clusterjar.store.Database;
import io.clusterjar.store.KeyEntry;
import io.clusterjar.store.ValueType;
import io.clusterjar.time.Timers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Clients that wait. For keys: first come, first served, by making their whole call again once a key holds what they
 * asked for. For anything else: until somebody resumes them. All deadlines share one timer.
 */
final class Waiters {
    static final String ROLE_CHANGED =
            "UNBLOCKED force unblock from blocking operation, instance state changed " + "(master -> replica?)";
    static final String BY_COMMAND = "UNBLOCKED client unblocked via CLIENT UNBLOCK";

    private final Engine engine;
    private final Map<KeyName, LinkedHashSet<Connection>> queues = new HashMap<>(); // never iterated
    private final LinkedHashMap<Long, Blocking> blocked = new LinkedHashMap<>();
    private final TreeSet<Blocking> deadlines = new TreeSet<>(
            Comparator.<Blocking>comparingLong(wait -> wait.deadlineMs).thenComparingLong(wait -> wait.order));
    private LinkedHashSet<KeyName> ready = new LinkedHashSet<>();
    private Timers.@Nullable Timer timer;
    private long timerAtMs;
    private long nextOrder;
    private boolean serving;
    /** Deadline of the client whose call is being made again: a second wait goes on with the first one's time. */
    private long keptDeadlineMs;

    private boolean repeating;
    /** How many of the clients want to hear when their keys are gone. */
    private int waitingForGone;

    Waiters(Engine engine) {
        this.engine = engine;
    }

    // ---- beginning to wait

    void waitForKeys(
            Connection client,
            Command command,
            Args args,
            int first,
            int last,
            ValueType type,
            long timeoutMs,
            boolean whenGone) {
        Blocking wait = new Blocking(Blocking.Cause.KEYS, client, deadline(timeoutMs), nextOrder++);
        wait.command = command;
        wait.args = args;
        wait.type = type;
        wait.whenGone = whenGone;
        waitingForGone += whenGone ? 1 : 0;
        LinkedHashSet<KeyName> names = new LinkedHashSet<>();
        for (int word = first; word <= last; word++) {
            names.add(new KeyName(client.database(), args.copy(word)));
        }
        wait.keys = names.toArray(new KeyName[0]);
        for (KeyName name : wait.keys) {
            queues.computeIfAbsent(name, none -> new LinkedHashSet<>()).add(client);
        }
        begin(wait);
    }

    private long deadline(long timeoutMs) {
        if (repeating) {
            return keptDeadlineMs;
        }
        return timeoutMs == 0 ? Blocking.FOR_EVER : saturated(engine.monotonicMs(), timeoutMs);
    }

    private static long saturated(long nowMs, long timeoutMs) {
        return timeoutMs > Long.MAX_VALUE - 1 - nowMs ? Blocking.FOR_EVER : nowMs + timeoutMs;
    }

    void park(Connection client, long timeoutMs, @Nullable Runnable onTimeout, @Nullable Runnable onEnd) {
        long deadline = timeoutMs == 0 ? Blocking.FOR_EVER : saturated(engine.monotonicMs(), timeoutMs);
        Blocking wait = new Blocking(Blocking.Cause.PARKED, client, deadline, nextOrder++);
        wait.onTimeout = onTimeout;
        wait.onEnd = onEnd;
        begin(wait);
    }

    void postpone(Connection client, Command command, Args args) {
        Blocking wait = new Blocking(Blocking.Cause.PAUSE, client, Blocking.FOR_EVER, nextOrder++);
        wait.command = command;
        wait.args = args;
        begin(wait);
    }

    private void begin(Blocking wait) {
        assert wait.client.blocking == null : wait.client;
        wait.client.blocking = wait;
        blocked.put(wait.client.id(), wait);
        if (wait.deadlineMs != Blocking.FOR_EVER) {
            deadlines.add(wait);
            schedule();
        }
    }

    // ---- ending a wait

    /** The client waits no more; what it sent meanwhile is run at the end of the turn. */
    void end(Connection client) {
        Blocking wait = client.blocking;
        if (wait == null) {
            return;
        }
        client.blocking = null;
        blocked.remove(client.id());
        waitingForGone -= wait.whenGone ? 1 : 0;
        if (wait.deadlineMs != Blocking.FOR_EVER) {
            deadlines.remove(wait);
        }
        for (KeyName name : wait.keys) {
            LinkedHashSet<Connection> queue = queues.get(name);
            if (queue != null) {
                queue.remove(client);
                if (queue.isEmpty()) {
                    queues.remove(name);
                }
            }
        }
        if (wait.onEnd != null) {
            wait.onEnd.run();
        }
        if (!client.closed) {
            engine.clients().resumable(client);
        }
    }

    private void endWithError(Connection client, String error) {
        end(client);
        client.unblocked = true;
        engine.dispatcher().errorTo(client, error);
    }

    // ---- keys

    /** Whether nobody waits for any key. */
    boolean noKeys() {
        return queues.isEmpty();
    }

    /** A key was changed: clients that wait for it are served when the command has ended. */
    void signal(Database db, byte[] key) {
        KeyName name = new KeyName(db.index(), key);
        if (queues.containsKey(name)) {
            ready.add(name);
        }
    }

    /** Keys may have come to {@code db} from anywhere. */
    void signalAll(Database db) {
        for (Blocking wait : blocked.values()) {
            for (KeyName name : wait.keys) {
                if (name.database() == db.index() && db.find(name.key()) != null) {
                    ready.add(name);
                }
            }
        }
    }

    /** Keys of {@code db} are about to be removed or exchanged: those who want to hear it do when the command has ended. */
    void signalGone(Database db) {
        if (waitingForGone == 0) {
            return;
        }
        for (Blocking wait : blocked.values()) {
            for (KeyName name : wait.keys) {
                if (wait.whenGone && name.database() == db.index() && db.find(name.key()) != null) {
                    ready.add(name);
                }
            }
        }
    }

    /** Makes the calls of clients whose keys hold something now, until there is no more to give. */
    void serve() {
        if (serving || ready.isEmpty()) {
            return;
        }
        serving = true;
        try {
            while (!ready.isEmpty()) {
                LinkedHashSet<KeyName> names = ready;
                ready = new LinkedHashSet<>();
                for (KeyName name : names) {
                    serve(name);
                }
            }
        } finally {
            serving = false;
        }
    }

    private void serve(KeyName name) {
        LinkedHashSet<Connection> queue = queues.get(name);
        if (queue == null) {
            return;
        }
        Database db = engine.database(name.database());
        for (Connection client : new ArrayList<>(queue)) {
            KeyEntry entry = db.find(name.key());
            if (entry == null && waitingForGone == 0) {
                return;
            }
            Blocking wait = client.blocking;
            if (wait == null || wait.cause != Blocking.Cause.KEYS) {
                continue;
            }
            if (wait.whenGone || (entry != null && entry.value().type() == wait.type)) {
                again(wait);
            }
        }
    }

    private void again(Blocking wait) {
        Args args = wait.args;
        assert args != null;
        end(wait.client);
        keptDeadlineMs = wait.deadlineMs;
        repeating = true;
        try {
            engine.dispatcher().process(wait.client, args, true);
        } finally {
            repeating = false;
        }
    }

    // ---- time

    private void schedule() {
        if (deadlines.isEmpty()) {
            return; // a timer that is left over finds nothing to do
        }
        long at = deadlines.first().deadlineMs;
        if (timer != null) {
            if (timerAtMs <= at) {
                return;
            }
            timer.cancel();
        }
        timerAtMs = at;
        timer = engine.timers().after(Math.max(0, at - engine.monotonicMs()), this::onDeadline);
    }

    private void onDeadline() {
        timer = null;
        engine.readClock();
        long nowMs = engine.monotonicMs();
        while (!deadlines.isEmpty() && deadlines.first().deadlineMs <= nowMs) {
            timeOut(deadlines.first().client);
        }
        schedule();
    }

    private void timeOut(Connection client) {
        Blocking wait = client.blocking;
        assert wait != null;
        end(client);
        if (wait.cause == Blocking.Cause.PARKED) {
            if (wait.onTimeout != null) {
                wait.onTimeout.run();
            }
            engine.touched(client);
        } else {
            client.out.nullArray();
            engine.touched(client);
        }
    }

    // ---- from outside

    /** {@code CLIENT UNBLOCK}: whether the client waited for something that can be given up. */
    boolean unblock(Connection client, boolean withError) {
        Blocking wait = client.blocking;
        if (wait == null
                || wait.cause == Blocking.Cause.PAUSE
                || (wait.cause == Blocking.Cause.PARKED && wait.onTimeout == null)) {
            return false;
        }
        if (withError) {
            endWithError(client, BY_COMMAND);
        } else {
            timeOut(client);
            client.unblocked = true;
        }
        return true;
    }

    /** This node's role has changed: whoever waits is told so and sent away, but for those that a pause holds. */
    void roleChanged() {
        for (Blocking wait : new ArrayList<>(blocked.values())) {
            if (wait.cause != Blocking.Cause.PAUSE) {
                endWithError(wait.client, ROLE_CHANGED);
                wait.client.closeAfterReply();
            }
        }
    }

    /** The pause may be over: those that it held try again. */
    void pauseEnded() {
        for (Blocking wait : new ArrayList<>(blocked.values())) {
            Args args = wait.args;
            if (wait.cause == Blocking.Cause.PAUSE && args != null && wait.client.blocking == wait) {
                end(wait.client);
                engine.dispatcher().process(wait.client, args, true);
            }
        }
    }

    /** Asks the cluster whether those that wait for keys still wait at the right place. */
    void check(Redirects redirects) {
        for (Blocking wait : new ArrayList<>(blocked.values())) {
            if (wait.cause == Blocking.Cause.KEYS && wait.client.blocking == wait) {
                String error = redirects.checkWaiting(wait.client);
                if (error != null) {
                    endWithError(wait.client, error);
                }
            }
        }
    }

    /** How many clients wait, those that a pause holds not counted. */
    int blockedClients() {
        int count = 0;
        for (Blocking wait : blocked.values()) {
            if (wait.cause != Blocking.Cause.PAUSE) {
                count++;
            }
        }
        return count;
    }

    /** How many keys are waited for. */
    int blockingKeys() {
        return queues.size();
    }

    /** The keys that {@code client} waits for; empty when it waits for none. */
    List<byte[]> keysOf(Connection client) {
        List<byte[]> keys = new ArrayList<>();
        if (client.blocking != null) {
            for (KeyName name : client.blocking.keys) {
                keys.add(name.key());
            }
        }
        return keys;
    }

    void close() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}

package io.clusterjar.engine;

import io.clusterjar.command.CommandFlag;
import io.clusterjar.protocol.Args;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a client queued between {@code MULTI} and {@code EXEC}, and the keys that it watches. */
public final class Transaction {
    /** One queued command with words of its own. */
    public record Queued(Command command, Args args) {}

    private final List<Queued> queue = new ArrayList<>();
    final List<Watches.Watched> watched = new ArrayList<>();
    private boolean active;
    private boolean aborted;
    private boolean dirtyWatch;
    private int flagsOfAny;
    private int flagsOfAll = -1;
    private long queuedBytes;

    Transaction() {}

    /** Whether {@code MULTI} was said and neither {@code EXEC} nor {@code DISCARD}. */
    public boolean active() {
        return active;
    }

    /** The queued commands in order. */
    public List<Queued> queue() {
        return Collections.unmodifiableList(queue);
    }

    /** Whether a command was refused while queueing, so that {@code EXEC} will abort. */
    public boolean aborted() {
        return aborted;
    }

    /** Whether a watched key was changed, so that {@code EXEC} will do nothing. */
    public boolean dirtyWatch() {
        return dirtyWatch;
    }

    /** Whether a queued command has all of {@code flag}; bits of {@link CommandFlag}. */
    public boolean anyHas(int flag) {
        return (flagsOfAny & flag) != 0;
    }

    /** Whether all queued commands have {@code flag}; true of an empty queue. */
    public boolean allHave(int flag) {
        return (flagsOfAll & flag) == flag;
    }

    /** Size of the queued words in bytes, for {@code multi-mem}. */
    public long queuedBytes() {
        return queuedBytes;
    }

    void begin() {
        active = true;
    }

    void add(Command command, Args args) {
        if (aborted || dirtyWatch) {
            return; // it will not run: no need to keep it
        }
        Args own = args.detach();
        queue.add(new Queued(command, own));
        queuedBytes += own.buffer().length;
        flagsOfAny |= command.flags;
        flagsOfAll &= command.flags;
    }

    void abort() {
        if (active) {
            aborted = true;
        }
    }

    void watchedKeyChanged() {
        dirtyWatch = true;
    }

    void watchForgotten() {
        dirtyWatch = false;
    }

    /** Ends it. Watches are ended by {@link Watches#discard}. */
    void end() {
        queue.clear();
        active = false;
        aborted = false;
        dirtyWatch = false;
        flagsOfAny = 0;
        flagsOfAll = -1;
        queuedBytes = 0;
    }
}

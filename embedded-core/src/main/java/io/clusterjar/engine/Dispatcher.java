package io.clusterjar.engine;

import io.clusterjar.base.Bytes;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.CommandFlag;
import io.clusterjar.command.Outcome;
import io.clusterjar.protocol.Args;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes one request through the gate to its command and back: runs it, counts it, shows it to those who look on, and hands
 * what it changed to the replicator.
 */
final class Dispatcher {
    private final Engine engine;
    private final CommandTable commands;
    private final Gate gate;
    private final Monitors monitors;
    private final Stats stats;
    private final List<EngineCall> calls = new ArrayList<>();
    private final Connection self;
    private @Nullable Connection running;
    private @Nullable CallListener listener;
    private int depth;
    /** When the last call ended, or the batch of requests began: one look at the clock for each call. */
    private long lastCallNs;

    Dispatcher(Engine engine) {
        this.engine = engine;
        commands = engine.commands();
        monitors = engine.monitors();
        stats = engine.stats;
        gate = new Gate(engine);
        self = new Connection(engine, null, 0, Connection.Kind.INTERNAL);
    }

    void listener(CallListener listener) {
        this.listener = listener;
    }

    /** A batch of requests begins. */
    void startClock() {
        lastCallNs = engine.clock().monotonicNs();
    }

    /** Whether a command of {@code client} is running. */
    boolean isRunning(Connection client) {
        return running == client;
    }

    /** Whose command is running. */
    @Nullable
    Connection running() {
        return running;
    }

    /** Whether any command is running. */
    boolean busy() {
        return depth > 0;
    }

    /**
     * Judges and runs one request.
     *
     * @param again whether it was judged before and had to wait
     */
    void process(Connection client, Args args, boolean again) {
        Command command = commands.find(args);
        if (command == null && isAttack(args)) {
            client.kill();
            return;
        }
        Connection outer = running;
        running = client;
        int start = client.out.length();
        boolean waits = false;
        client.lastCommand = command == null ? client.lastCommand : command;
        switch (gate.judge(client, command, args, again)) {
            case RUN -> {
                assert command != null;
                waits = call(client, command, args, true) == Outcomes.WAITING;
            }
            case QUEUE -> {
                assert command != null;
                client.transaction.add(command, args);
                client.out.raw("+QUEUED\r\n");
            }
            case POSTPONE -> {
                assert command != null;
                engine.waiters().postpone(client, command, again ? args : args.detach());
                waits = true;
            }
            case REFUSED -> {}
        }
        running = outer;
        finish(client, command, start, waits);
        if (outer == null && depth == 0) {
            engine.waiters().serve();
        }
    }

    private void finish(Connection client, @Nullable Command command, int start, boolean waits) {
        if (client.mute()) {
            client.out.truncate(start);
        }
        if (!waits) {
            client.endOfCommand(command != null && command.kind == Command.Kind.ASKING);
        }
        client.appendPushes();
        engine.touched(client);
    }

    /** A browser or a mail program that was led here by somebody else's page. */
    private static boolean isAttack(Args args) {
        return args.is(0, "post") || args.is(0, "host:");
    }

    /** Runs a command that may run. */
    Outcome call(Connection client, Command command, Args args, boolean mayWait) {
        if (depth == calls.size()) {
            calls.add(new EngineCall(engine, client, command));
        }
        EngineCall call = calls.get(depth++);
        boolean outermost = depth == 1;
        long startNs = lastCallNs;
        int start = client.out.length();
        call.begin(client, command, args, client.out, mayWait && client.kind() != Connection.Kind.INTERNAL);
        Outcome outcome;
        try {
            outcome = command.run(call);
        } catch (CommandError e) {
            client.out.truncate(start);
            outcome = call.reply().error(e.text());
        } finally {
            depth--;
        }
        lastCallNs = engine.clock().monotonicNs();
        if (outcome != Outcomes.WAITING) { // else it is counted once it has its reply
            account(client, command, args, start, lastCallNs - startNs);
            if (!monitors.isEmpty()) {
                monitors.show(
                        client, command, args, call.db().index(), engine.clock().nowUs());
            }
        }
        propagate(client, call, outermost);
        return outcome;
    }

    private void account(Connection client, Command command, Args args, int start, long spentNs) {
        command.calls++;
        command.spent(spentNs);
        client.commandCount++;
        stats.commandsProcessed++;
        if (client.out.length() > start && client.out.buffer()[start] == '-') {
            command.failed++;
            countError(client, start);
        }
        KeyTracker tracker = engine.tracker();
        if (tracker != null && !tracker.isIdle()) {
            if ((command.flags & CommandFlag.READONLY) != 0) {
                tracker.read(client, command, args);
            }
            tracker.ran(client, command);
        }
        CallListener hears = listener;
        if (hears != null) {
            hears.called(client, command, args, spentNs);
        }
    }

    private void countError(Connection client, int start) {
        byte[] buffer = client.out.buffer();
        int end = start + 1;
        while (end < client.out.length() && buffer[end] != ' ' && buffer[end] != '\r') {
            end++;
        }
        stats.error(Bytes.text(buffer, start + 1, end - start - 1));
    }

    private void propagate(Connection client, EngineCall call, boolean outermost) {
        Propagation propagation = engine.propagation();
        call.propagate(propagation, outermost, !outermost && !client.transaction.active());
        if (!outermost) {
            return;
        }
        propagation.end((call.command().flags & CommandFlag.TOUCHES_ARBITRARY_KEYS) == 0);
        Replicator replicator = engine.replicator();
        if (propagation.takeFed() && replicator != null && client.kind() != Connection.Kind.MASTER) {
            client.lastWriteOffset(replicator.offset());
        }
    }

    /** Writes an error reply that no call wrote. */
    void errorTo(Connection client, String error) {
        int start = client.out.length();
        client.out.error(error);
        countError(client, start);
        engine.touched(client);
    }

    /** Runs a command for the node itself, without any check; the reply as RESP2 bytes. */
    byte[] execute(int database, Args args) {
        Command command = commands.find(args);
        if (command == null || !command.takes(args.count())) {
            throw new IllegalArgumentException("args=" + args.text(0) + " is no command");
        }
        self.database(database);
        int start = self.out.length();
        call(self, command, args, false);
        byte[] reply = Arrays.copyOfRange(self.out.buffer(), start, self.out.length());
        self.out.truncate(start);
        return reply;
    }
}

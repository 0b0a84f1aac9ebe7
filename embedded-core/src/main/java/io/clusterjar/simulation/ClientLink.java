package io.clusterjar.simulation;

import io.clusterjar.net.Address;
import io.clusterjar.net.CloseCause;
import io.clusterjar.net.Stream;
import io.clusterjar.net.StreamHandler;
import io.clusterjar.protocol.ProtocolError;
import io.clusterjar.protocol.RespReader;
import io.clusterjar.protocol.RespValue;
import io.clusterjar.protocol.RespWriter;
import io.clusterjar.runtime.VirtualClient;
import io.clusterjar.time.Timers;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One connection of a simulated client: commands go out in order, replies come in that order. Used in the client's turn. */
final class ClientLink implements StreamHandler {
    /** Something that is sent and gets replies. */
    interface Request {
        /** What is sent: one or several commands. */
        void write(RespWriter out);

        /** How many replies it gets; only the last is handed over. */
        int replies();

        /** The last reply. */
        void onReply(RespValue reply);

        /** The connection ended before it was sent. */
        void onNotSent(CloseCause cause);

        /** The connection ended before the last reply. */
        void onLost(CloseCause cause);
    }

    private static final class InFlight {
        final Request request;
        int missing;

        InFlight(Request request) {
            this.request = request;
            this.missing = request.replies();
        }
    }

    private final Address address;
    private final Consumer<ClientLink> whenEnded;
    private final Stream stream;
    private final RespReader replies = new RespReader();
    private final RespWriter out = new RespWriter();
    private final ArrayDeque<Request> waiting = new ArrayDeque<>();
    private final ArrayDeque<InFlight> inFlight = new ArrayDeque<>();
    private Timers.@Nullable Timer connectTimer;
    private boolean open;
    private boolean ended;

    ClientLink(VirtualClient client, Address address, long connectTimeoutMs, Consumer<ClientLink> whenEnded) {
        this.address = address;
        this.whenEnded = whenEnded;
        this.stream = client.connect(address, this);
        this.connectTimer = client.timers().after(connectTimeoutMs, () -> end(CloseCause.TIMED_OUT));
    }

    Address address() {
        return address;
    }

    /** Sends it, now or as soon as the connection is made. */
    void submit(Request request) {
        if (ended) {
            throw new IllegalStateException("the connection to " + address + " has ended");
        }
        if (open) {
            send(request);
        } else {
            waiting.add(request);
        }
    }

    private void send(Request request) {
        request.write(out);
        stream.write(out.buffer(), 0, out.length());
        out.truncate(0);
        inFlight.add(new InFlight(request));
    }

    /** Gives it up: what is under way is lost. */
    void end(CloseCause cause) {
        if (!ended) {
            stream.reset();
            ended(cause);
        }
    }

    private void ended(CloseCause cause) {
        if (ended) {
            return;
        }
        ended = true;
        stopTimer();
        whenEnded.accept(this);
        for (InFlight sent = inFlight.poll(); sent != null; sent = inFlight.poll()) {
            sent.request.onLost(cause);
        }
        for (Request unsent = waiting.poll(); unsent != null; unsent = waiting.poll()) {
            unsent.onNotSent(cause);
        }
    }

    private void stopTimer() {
        if (connectTimer != null) {
            connectTimer.cancel();
            connectTimer = null;
        }
    }

    @Override
    public void onOpen(Stream opened) {
        open = true;
        stopTimer();
        for (Request request = waiting.poll(); request != null; request = waiting.poll()) {
            send(request);
        }
    }

    @Override
    public void onData(Stream from, byte[] bytes, int offset, int length) {
        replies.feed(bytes, offset, length);
        try {
            for (RespValue reply = replies.next(); reply != null && !ended; reply = replies.next()) {
                InFlight first = inFlight.peek();
                if (first == null) {
                    throw new ProtocolError("a reply that nobody asked for: " + reply);
                }
                if (--first.missing == 0) {
                    inFlight.remove();
                    first.request.onReply(reply);
                }
            }
        } catch (ProtocolError e) {
            end(CloseCause.RESET);
            throw e;
        }
    }

    @Override
    public void onClose(Stream closed, CloseCause cause) {
        ended(cause);
    }
}

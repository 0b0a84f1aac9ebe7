package io.clusterjar.simulation;

import io.clusterjar.Backstage;
import io.clusterjar.RedisErrorException;
import io.clusterjar.net.Address;
import io.clusterjar.net.CloseCause;
import io.clusterjar.protocol.RespValue;
import io.clusterjar.protocol.RespWriter;
import io.clusterjar.slot.Slots;
import io.clusterjar.time.Timers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One command on its way: from node to node where it is redirected or a node cannot be reached, until there is a reply, or its time is up.
 * It is sent again only where it was certainly not carried out.
 */
final class ClientCommand implements ClientLink.Request {
    private static final int MAX_REDIRECTS = 16;
    /** Pause before those nodes are tried again that could not be reached, and after a slot's move was half done. */
    private static final long PAUSE_MS = 100;

    private static final byte[] ASKING = {'A', 'S', 'K', 'I', 'N', 'G'};

    /** Hears what came of a command, before its future does. */
    interface Ending {
        /** It has ended, with a value or with a failure. */
        void ended(@Nullable Object value, @Nullable RuntimeException failure);
    }

    private final SimulatedClient client;
    private final byte[][] words;
    private final List<Ending> listeners = new ArrayList<>();
    private final CompletableFuture<@Nullable Object> future = new CompletableFuture<>();
    private final Set<Address> unreachable = new LinkedHashSet<>();
    private Address target;
    private @Nullable ClientLink link;
    private Timers.@Nullable Timer deadline;
    private long limitMs;
    private boolean asking;
    private boolean sent;
    private int redirects;
    private String trouble = "";

    ClientCommand(SimulatedClient client, byte[]... words) {
        this.client = client;
        this.words = words;
        this.target = client.ownerOf(words.length > 1 ? Slots.slotOf(words[1]) : -1);
    }

    CompletableFuture<@Nullable Object> future() {
        return future;
    }

    /** Who answered, or was asked last. */
    Address target() {
        return target;
    }

    void onEnd(Ending listener) {
        listeners.add(listener);
    }

    /** Asks this node first. */
    void aimAt(Address node) {
        target = node;
    }

    void start(Duration limit) {
        limitMs = limit.toMillis();
        deadline = client.after(limitMs, this::onDeadline);
        go();
    }

    private void go() {
        if (future.isDone()) {
            return;
        }
        if (unreachable.contains(target)) {
            Address other = client.nextAfter(target, unreachable);
            if (other == null) {
                unreachable.clear();
                again();
                return;
            }
            asking = false;
            target = other;
        }
        ClientLink at = client.linkTo(target);
        link = at;
        at.submit(this);
    }

    /** Tries again in a while. */
    private void again() {
        link = null;
        sent = false;
        client.after(PAUSE_MS, this::go);
    }

    // ---- what the connection says

    @Override
    public void write(RespWriter out) {
        sent = true;
        if (asking) {
            out.array(1);
            out.bulk(ASKING);
        }
        out.array(words.length);
        for (byte[] word : words) {
            out.bulk(word);
        }
    }

    @Override
    public int replies() {
        return asking ? 2 : 1;
    }

    @Override
    public void onReply(RespValue reply) {
        if (future.isDone()) {
            return;
        }
        if (reply instanceof RespValue.ErrorReply error) {
            onError(error);
            return;
        }
        finish(Backstage.toJava(reply), null);
    }

    private void onError(RespValue.ErrorReply error) {
        switch (error.code()) {
            case "MOVED", "ASK" -> redirect(error);
            case "TRYAGAIN" -> {
                trouble = error.text();
                again();
            }
            default -> refused(error);
        }
    }

    private void redirect(RespValue.ErrorReply error) {
        trouble = error.text();
        if (++redirects > MAX_REDIRECTS && unreachable.isEmpty()) {
            refused(error);
            return;
        }
        String[] parts = error.text().split(" ");
        asking = error.code().equals("ASK");
        String last = parts[parts.length - 1];
        int colon = last.lastIndexOf(':');
        target = new Address(last.substring(0, colon), Integer.parseInt(last.substring(colon + 1)));
        sent = false;
        if (!asking) {
            client.learn(Integer.parseInt(parts[1]), target);
        }
        if (unreachable.contains(target)) {
            unreachable.clear();
            again();
        } else {
            go();
        }
    }

    private void refused(RespValue.ErrorReply error) {
        try {
            Backstage.toJava(error);
        } catch (RedisErrorException e) {
            finish(null, e);
        }
    }

    @Override
    public void onNotSent(CloseCause cause) {
        trouble = client.nameOf(target) + " " + words(cause);
        unreachable.add(target);
        go();
    }

    @Override
    public void onLost(CloseCause cause) {
        if (!future.isDone()) {
            finish(
                    null,
                    new UnknownOutcomeException(this + " was sent to " + client.nameOf(target)
                            + ", and then the connection " + words(cause)));
        }
    }

    private static String words(CloseCause cause) {
        return switch (cause) {
            case END_OF_STREAM -> "was closed";
            case RESET -> "was reset";
            case REFUSED -> "was refused";
            case TIMED_OUT -> "timed out";
        };
    }

    private void onDeadline() {
        if (future.isDone()) {
            return;
        }
        String within = " within " + limitMs + " ms";
        if (sent && link != null) {
            finish(
                    null,
                    new UnknownOutcomeException(
                            this + " was sent to " + client.nameOf(target) + ", no reply came" + within));
            link.end(CloseCause.TIMED_OUT); // its reply must not be taken for that of a later command
        } else {
            finish(
                    null,
                    new NotReachedException(
                            this + " reached no node" + within + (trouble.isEmpty() ? "" : ": " + trouble)));
        }
    }

    private void finish(@Nullable Object value, @Nullable RuntimeException failure) {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
        for (Ending listener : listeners) {
            listener.ended(value, failure);
        }
        if (failure == null) {
            future.complete(value);
        } else {
            future.completeExceptionally(failure);
        }
    }

    /** The command and its key. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(client.name()).append(": ");
        for (int i = 0; i < Math.min(2, words.length); i++) {
            out.append(i == 0 ? "" : " ").append(new String(words[i], StandardCharsets.UTF_8));
        }
        return out.toString();
    }
}

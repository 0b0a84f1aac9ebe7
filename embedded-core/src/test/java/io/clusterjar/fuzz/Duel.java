package io.clusterjar.fuzz;

import io.clusterjar.base.Bytes;
import io.clusterjar.testing.RespText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Plays the same steps to both servers and says where they part. */
final class Duel implements AutoCloseable {
    /** The options that the real server needs. */
    static final String OPTIONS = "--enable-debug-command yes --notify-keyspace-events AE --repl-diskless-sync no";

    private static final int BATCH = 250;

    private final Side theirs;
    private final Side ours;
    private final Wire replica;
    private final Restores restores;
    private final Replies.Source source = new Replies.Source();
    private byte[] lastReply = {};
    private final boolean[] waiting = new boolean[Side.CLIENTS];
    private long played;

    /** Between a real server, a node of ours, and a replica of that. */
    Duel(int theirPort, int ourPort, int replicaPort) {
        theirs = new Side(theirPort);
        ours = new Side(ourPort);
        replica = new Wire(replicaPort);
        restores = new Restores(theirs.control(), ours.control());
        for (Side side : new Side[] {theirs, ours}) {
            side.control().call("DEBUG SET-ACTIVE-EXPIRE 0"); // when it comes round is up to chance
        }
    }

    /** How many requests were compared. */
    long played() {
        return played;
    }

    /** Sets a parameter of all. */
    void config(String name, String value) {
        for (Wire server : new Wire[] {theirs.control(), ours.control(), replica}) {
            byte[] reply = server.call("CONFIG SET " + name + " " + value);
            if (reply[0] != '+') {
                throw new AssertionError(name + "=" + value + ": " + Bytes.text(reply));
            }
        }
    }

    /** Whether both know a command; ours must know what the real one does. */
    boolean knows(String command, boolean real) {
        byte[] reply = (real ? theirs : ours).control().call("COMMAND INFO " + command);
        return reply[4] == '*' && reply[5] != '-';
    }

    /**
     * Plays steps on an empty key space.
     *
     * @param depth how much is looked at afterwards: 0 values and encodings, 1 the replica too, 2 dumps too
     */
    @Nullable
    Difference play(List<Step> steps, Episode episode, int depth) {
        theirs.startOver(episode.version());
        ours.startOver(episode.version());
        java.util.Arrays.fill(waiting, false);
        int at = 0;
        while (at < steps.size()) {
            int end = at;
            while (end < steps.size() && end - at < BATCH && steps.get(end).client() == 0) {
                end++;
            }
            Difference difference = end > at ? batch(steps, at, end, episode) : single(steps.get(at), at);
            if (difference != null) {
                return difference;
            }
            at = Math.max(end, at + 1);
        }
        Difference difference = stored(steps.size() - 1);
        if (difference == null && depth > 0) {
            difference = replicated(steps.size() - 1);
        }
        return difference == null && depth > 1 ? restores.compare(steps.size() - 1) : difference;
    }

    private @Nullable Difference batch(List<Step> steps, int from, int to, Episode episode) {
        theirs.send(steps, from, to);
        ours.send(steps, from, to);
        played += to - from;
        byte[][] real = new byte[to - from][];
        byte[][] own = new byte[to - from][];
        for (int i = 0; i < real.length; i++) {
            real[i] = theirs.read();
        }
        for (int i = 0; i < own.length; i++) {
            own[i] = ours.read();
        }
        for (int i = 0; i < own.length; i++) {
            Step step = steps.get(from + i);
            if (step.check() == Check.RANDOM && from + i > 0) {
                source.set(steps.get(from + i - 1), i > 0 ? own[i - 1] : lastReply);
            }
            if (!Replies.same(step, real[i], own[i], source, episode)) {
                return new Difference(from + i, step.toString(), RespText.show(real[i]), RespText.show(own[i]));
            }
        }
        lastReply = own[own.length - 1];
        return events(to - 1);
    }

    private @Nullable Difference single(Step step, int index) {
        played++;
        if (!step.isGathering()) {
            if (step.mayWait()
                    && waiting[step.client()]) { // when steps were left out: it would wait behind its own waiting
                Difference before = single(Step.gather(step.client()), index);
                if (before != null) {
                    return before;
                }
            }
            waiting[step.client()] |= step.mayWait();
            theirs.sendOnly(step);
            ours.sendOnly(step);
            for (int i = 0; i < 2; i++) { // a second round: in the first, clients may have been looked at in any order
                theirs.control().send("PING");
                ours.control().send("PING");
                theirs.control().read();
                ours.control().read();
            }
            return null;
        }
        waiting[step.client()] = false;
        List<byte[]> real = theirs.gather(step.client());
        List<byte[]> own = ours.gather(step.client());
        if (step.check() == Check.UNORDERED) {
            real.sort(Bytes::compare);
            own.sort(Bytes::compare);
        }
        Difference difference = lists(index, step.toString(), real, own);
        return difference == null ? events(index) : difference;
    }

    private @Nullable Difference events(int index) {
        theirs.feed().mark();
        ours.feed().mark();
        List<String> sentByTheirs = theirs.feed().sent();
        List<String> sentByOurs = ours.feed().sent();
        List<String> real = withDeletionsInOrder(sentByTheirs);
        List<String> own = withDeletionsInOrder(sentByOurs);
        for (int i = 0; i < Math.max(real.size(), own.size()); i++) {
            String first = i < real.size() ? real.get(i) : "";
            String second = i < own.size() ? own.get(i) : "";
            if (!Feed.same(first, second) && !DifferencesOf70.excusesPropagation(first, second)) {
                return new Difference(index, "replicated, command " + i, first, second);
            }
        }
        boolean otherOrder = real.equals(own) && !sentByTheirs.equals(sentByOurs);
        return otherOrder
                ? lists(index, "events", sorted(theirs.events()), sorted(ours.events()))
                : lists(index, "events", theirs.events(), ours.events());
    }

    /** A pass over the key space meets keys whose time has come in the order of its hash table, which is any. */
    private static List<String> withDeletionsInOrder(List<String> sent) {
        List<String> ordered = new ArrayList<>(sent);
        for (int from = 0; from < ordered.size(); from++) {
            int to = from;
            while (to < ordered.size() && ordered.get(to).matches("[0-9]+: (DEL|UNLINK) .*")) {
                to++;
            }
            Collections.sort(ordered.subList(from, to));
            from = to;
        }
        return ordered;
    }

    private static List<byte[]> sorted(List<byte[]> messages) {
        return messages.stream().sorted(Bytes::compare).toList();
    }

    private static @Nullable Difference lists(int index, String what, List<byte[]> real, List<byte[]> own) {
        for (int i = 0; i < Math.max(real.size(), own.size()); i++) {
            byte[] first = i < real.size() ? real.get(i) : new byte[0];
            byte[] second = i < own.size() ? own.get(i) : new byte[0];
            if (!Arrays.equals(first, second) && !DifferencesOf70.excusesMessage(first, second)) {
                return new Difference(index, what + ", message " + i, RespText.show(first), RespText.show(second));
            }
        }
        return null;
    }

    // ---- what is stored

    private @Nullable Difference stored(int index) {
        String digest = Bytes.text(theirs.control().call("DEBUG DIGEST"));
        boolean same = digest.equals(Bytes.text(ours.control().call("DEBUG DIGEST")));
        byte[] keys = theirs.control().call("KEYS *");
        byte[] ownKeys = ours.control().call("KEYS *");
        if (!RespText.showSorted(keys).equals(RespText.showSorted(ownKeys))) {
            return new Difference(index, "KEYS *", RespText.showSorted(keys), RespText.showSorted(ownKeys));
        }
        for (byte[] key : RespText.wordsOf(keys)) {
            Difference difference = look(index, key, !same);
            if (difference != null) {
                return difference;
            }
        }
        return same
                ? null
                : new Difference(
                        index, "DEBUG DIGEST", digest, Bytes.text(ours.control().call("DEBUG DIGEST")));
    }

    private @Nullable Difference look(int index, byte[] key, boolean value) {
        byte[][][] requests = {
            {Bytes.latin1("OBJECT"), Bytes.latin1("ENCODING"), key},
            {Bytes.latin1("PEXPIRETIME"), key},
            {Bytes.latin1("DEBUG"), Bytes.latin1("DIGEST-VALUE"), key}
        };
        Check[] checks = {Check.EXACT, Check.TIME, Check.EXACT};
        for (int i = 0; i < (value ? 3 : 2); i++) {
            byte[] real = theirs.control().call(requests[i]);
            byte[] own = ours.control().call(requests[i]);
            Step step = new Step(0, requests[i], checks[i]);
            if (!Replies.same(step, real, own, source, Episode.NONE)) {
                return new Difference(index, step.toString(), RespText.show(real), RespText.show(own));
            }
        }
        return null;
    }

    private @Nullable Difference replicated(int index) {
        byte[] acknowledged = ours.control().call("WAIT 1 5000");
        String master = Bytes.text(ours.control().call("DEBUG DIGEST"));
        String copy = Bytes.text(replica.call("DEBUG DIGEST"));
        if (acknowledged[1] != '1' || !master.equals(copy)) {
            return new Difference(index, "DEBUG DIGEST of master and replica", master, copy);
        }
        return null;
    }

    /** Which way an episode goes. */
    record Episode(long seed, int version, boolean packed) {
        static final Episode NONE = new Episode(0, 2, false);

        SplittableRandom random() {
            return new SplittableRandom(seed);
        }
    }

    @Override
    public void close() {
        theirs.close();
        ours.close();
        replica.close();
    }
}

package io.clusterjar.fuzz;

import io.clusterjar.base.Bytes;
import io.clusterjar.testing.RespText;

/**
 * One request of an episode.
 *
 * @param client who sends it: 0 is the one whose replies are awaited at once; the others may be blocked, what they got is
 *     compared when they are asked for it
 * @param words the request; none asks the client for all that it got, and ends its waiting
 */
record Step(int client, byte[][] words, Check check) {
    private static final byte[][] NONE = {};

    static Step of(String line) {
        return new Step(0, RespText.words(line), Check.EXACT);
    }

    static Step of(int client, String line) {
        return new Step(client, RespText.words(line), Check.EXACT);
    }

    /** Asks {@code client} for all that it got. */
    static Step gather(int client) {
        return new Step(client, NONE, Check.EXACT);
    }

    /** Whether the client may have to wait for others. */
    boolean mayWait() {
        String command = isGathering() ? "" : Bytes.text(words[0]);
        return command.startsWith("BL")
                || command.startsWith("BR")
                || command.startsWith("BZ")
                || command.startsWith("XREAD");
    }

    boolean isGathering() {
        return words.length == 0;
    }

    @Override
    public String toString() {
        String line = isGathering() ? "# what it got" : RespText.line(words);
        return client == 0 ? line : "client " + client + ": " + line;
    }
}

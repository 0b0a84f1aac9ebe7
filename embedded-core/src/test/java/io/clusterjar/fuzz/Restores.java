package io.clusterjar.fuzz;

import io.clusterjar.base.Bytes;
import io.clusterjar.testing.RespText;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Dumps every key of one server and restores it in the other, both ways: the value must be the same. */
final class Restores {
    /** Payloads that 7.0 does not read: its newest type of value is 19, a stream; 20 is a listpack of a set. */
    private static final int NEWEST_TYPE_OF_70 = 19;

    private static final byte[] COPY = Bytes.latin1("the copy");

    private final Wire theirs;
    private final Wire ours;

    Restores(Wire theirs, Wire ours) {
        this.theirs = theirs;
        this.ours = ours;
    }

    @Nullable
    Difference compare(int index) {
        for (byte[] key : RespText.wordsOf(theirs.call("KEYS *"))) {
            byte[] real = payload(theirs.call(Bytes.latin1("DUMP"), key));
            byte[] own = payload(ours.call(Bytes.latin1("DUMP"), key));
            if (real.length == 0 || own.length == 0) {
                continue; // its time to live ended in between
            }
            Difference difference = restored(index, key, real, theirs, ours, "real payload in ours");
            if (difference == null && own[0] <= NEWEST_TYPE_OF_70) {
                difference = restored(index, key, Payloads.older(own), ours, theirs, "our payload in the real one");
            }
            if (difference != null) {
                return difference;
            }
        }
        return null;
    }

    private static @Nullable Difference restored(
            int index, byte[] key, byte[] payload, Wire from, Wire to, String what) {
        boolean expires = from.call(Bytes.latin1("PEXPIRETIME"), key)[1] != '-'; // a digest says so, but not when
        byte[] ttl = Bytes.latin1(expires ? "1000000" : "0");
        byte[] reply = to.call(Bytes.latin1("RESTORE"), COPY, ttl, payload, Bytes.latin1("REPLACE"));
        byte[] digest = from.call(Bytes.latin1("DEBUG"), Bytes.latin1("DIGEST-VALUE"), key);
        byte[] copy = to.call(Bytes.latin1("DEBUG"), Bytes.latin1("DIGEST-VALUE"), COPY);
        to.call(Bytes.latin1("DEL"), COPY);
        boolean same = reply[0] == '+' && Arrays.equals(digest, copy);
        String shown = what + ", RESTORE of " + RespText.show(key);
        return same
                ? null
                : new Difference(index, shown, RespText.show(digest), RespText.show(reply) + " " + RespText.show(copy));
    }

    private static byte[] payload(byte[] reply) {
        int start = 0;
        while (reply[start] != '\n') {
            start++;
        }
        return reply[0] == '$' && reply[1] != '-'
                ? Arrays.copyOfRange(reply, start + 1, reply.length - 2)
                : new byte[0];
    }
}

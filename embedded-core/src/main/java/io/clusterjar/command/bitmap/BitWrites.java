package io.clusterjar.command.bitmap;

import io.clusterjar.command.Call;
import io.clusterjar.command.KeyEvent;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Words;
import io.clusterjar.store.StringValue;
import org.jspecify.annotations.Nullable;

/** {@code SETBIT}, and how a string is made long enough for a bit. */
final class BitWrites {
    private static final String NO_BIT = "ERR bit is not an integer or out of range";

    private BitWrites() {}

    static Outcome setBit(Call call) {
        long at = BitOffset.read(call, 2);
        int bit = (int) Words.integer(call.args(), 3, 0, 1, NO_BIT);
        StringValue value = call.write(1, StringValue.class);
        boolean grows = grows(value, at);
        byte[] bytes = room(call, value, at);
        int old = Bits.get(bytes, at);
        if (grows || old != bit) {
            Bits.set(bytes, at, bit);
            call.changed(1, KeyEvent.STRING, "setbit");
        }
        return call.reply().integer(old);
    }

    /** Whether the string at word 1, null when missing, is too short for {@code bit}. */
    static boolean grows(@Nullable StringValue value, long bit) {
        return value == null || value.lengthBytes() <= bit >>> 3;
    }

    /** The buffer of the string at word 1, null when missing: now {@code raw}, and long enough for {@code bit}. */
    static byte[] room(Call call, @Nullable StringValue value, long bit) {
        int minLengthBytes = Math.toIntExact((bit >>> 3) + 1);
        if (value != null) {
            return value.growTo(minLengthBytes);
        }
        StringValue zeros = StringValue.zeros(minLengthBytes);
        call.put(1, zeros, false);
        return zeros.array();
    }
}

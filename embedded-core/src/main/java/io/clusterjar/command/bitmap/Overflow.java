package io.clusterjar.command.bitmap;

import io.clusterjar.command.CommandError;
import io.clusterjar.protocol.Args;

/** What {@code BITFIELD} does with a value that is too great or too small for its field. */
enum Overflow {
    /** The lowest bits stay. */
    WRAP,
    /** The greatest or least value that fits. */
    SAT,
    /** Nothing is written, and the reply is null. */
    FAIL;

    static Overflow read(Args args, int word) {
        if (args.is(word, "wrap")) {
            return WRAP;
        } else if (args.is(word, "sat")) {
            return SAT;
        } else if (args.is(word, "fail")) {
            return FAIL;
        }
        throw new CommandError("ERR Invalid OVERFLOW type specified");
    }
}

package io.clusterjar.command.hyperloglog;

import io.clusterjar.base.Bytes;
import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.Outcome;
import io.clusterjar.protocol.Args;

/** {@code PFDEBUG} and {@code PFSELFTEST}: looks into HyperLogLogs, and at whether they work. */
final class Inspection {
    /** So many elements the self test adds; it looks at the estimate at each power of ten. */
    private static final int TEST_ELEMENTS = 1_000_000;
    /** Standard error of an estimate, with as many registers as there are. */
    private static final double STANDARD_ERROR = 1.04 / 128;
    /** The self test fails only when an estimate is further off than so many standard errors. */
    private static final int TOLERATED_ERRORS = 6;

    private Inspection() {}

    // ---- PFDEBUG GETREG | DECODE | ENCODING | TODENSE key

    static Outcome debug(Call call) {
        Args args = call.args();
        HyperLogLog log = HyperLogLog.of(call.writeEntry(2));
        if (log == null) {
            throw new CommandError("ERR The specified key does not exist");
        }
        log.makeRaw();
        if (args.is(1, "getreg")) {
            return registers(call, log);
        } else if (args.is(1, "decode")) {
            return decode(call, log);
        } else if (args.is(1, "encoding")) {
            return call.reply().status(log.isSparse() ? "sparse" : "dense");
        } else if (args.is(1, "todense")) {
            return call.reply().integer(toDense(call, log));
        }
        throw new CommandError("ERR Unknown PFDEBUG subcommand '" + args.text(1) + "'");
    }

    private static boolean toDense(Call call, HyperLogLog log) {
        boolean converted = log.toDense();
        call.dirty(converted ? 1 : 0);
        return converted;
    }

    private static Outcome registers(Call call, HyperLogLog log) {
        toDense(call, log);
        call.reply().array(HyperLogLog.REGISTERS);
        for (byte register : log.registers()) {
            call.reply().integer(register);
        }
        return call.reply().done();
    }

    private static Outcome decode(Call call, HyperLogLog log) {
        if (!log.isSparse()) {
            throw new CommandError("ERR HLL encoding is not sparse");
        }
        StringBuilder text = new StringBuilder();
        SparseRegisters.forEach(log.string(), (first, span, value, wide) -> {
            text.append(text.isEmpty() ? "" : " ");
            if (value > 0) {
                text.append("v:").append(value).append(',').append(span);
            } else {
                text.append(wide ? "Z:" : "z:").append(span);
            }
        });
        return call.reply().bulk(text.toString());
    }

    // ---- PFSELFTEST

    static Outcome selfTest(Call call) {
        HyperLogLog sparse = HyperLogLog.create();
        HyperLogLog dense = HyperLogLog.create();
        dense.toDense();
        long seed = call.random().nextLong();
        byte[] element = new byte[Long.BYTES];
        int checkpoint = 1;
        for (int count = 1; count <= TEST_ELEMENTS; count++) {
            Bytes.putLongLe(element, 0, count ^ seed);
            sparse.add(call, element, 0, element.length);
            dense.add(call, element, 0, element.length);
            if (count == checkpoint) {
                check(sparse.estimate(), dense.estimate(), count);
                checkpoint *= 10;
            }
        }
        return call.reply().ok();
    }

    private static void check(long sparse, long dense, int count) {
        if (sparse != dense) {
            throw new CommandError("ERR TESTFAILED dense/sparse disagree");
        }
        long error = Math.abs(count - dense);
        if (error > Math.ceil(STANDARD_ERROR * TOLERATED_ERRORS * count)) {
            throw new CommandError("ERR TESTFAILED Too big error. card:" + count + " abserr:" + error);
        }
    }
}

package io.clusterjar.command.hyperloglog;

import io.clusterjar.command.Call;
import io.clusterjar.command.KeyEvent;
import io.clusterjar.command.Outcome;
import io.clusterjar.protocol.Args;
import org.jspecify.annotations.Nullable;

/** {@code PFADD}, {@code PFCOUNT} and {@code PFMERGE}. */
final class Cardinality {
    private static final String EVENT = "pfadd";

    private Cardinality() {}

    static Outcome add(Call call) {
        Args args = call.args();
        HyperLogLog log = HyperLogLog.of(call.writeEntry(1));
        int changes = log == null ? 1 : 0;
        log = ready(call, log);
        for (int word = 2; word < args.count(); word++) {
            if (log.add(call, args.buffer(), args.offset(word), args.length(word))) {
                changes++;
            }
        }
        if (changes > 0) {
            log.makeStale();
            call.changed(1, KeyEvent.STRING, EVENT);
            call.dirty(changes - 1);
        }
        return call.reply().integer(changes > 0);
    }

    /** The HyperLogLog at word 1, ready to be changed: a new one when there was none. */
    private static HyperLogLog ready(Call call, @Nullable HyperLogLog found) {
        if (found != null) {
            found.makeRaw();
            return found;
        }
        HyperLogLog fresh = HyperLogLog.create();
        call.put(1, fresh.string(), false);
        return fresh;
    }

    static Outcome count(Call call) {
        return call.args().count() > 2 ? countAll(call) : countOne(call);
    }

    private static Outcome countAll(Call call) {
        byte[] highest = new byte[HyperLogLog.REGISTERS];
        for (int word = 1; word < call.args().count(); word++) {
            HyperLogLog log = HyperLogLog.of(call.readEntry(word));
            if (log != null) {
                log.mergeInto(highest);
            }
        }
        return call.reply().integer(HyperLogLog.estimate(highest));
    }

    /** Counts again only if the estimate in the header is stale; a new one is a change of the key that replicas hear of. */
    private static Outcome countOne(Call call) {
        HyperLogLog log = HyperLogLog.of(call.readEntry(1));
        if (log == null) {
            return call.reply().integer(0);
        }
        log.makeRaw();
        long cardinality = log.cached();
        if (cardinality < 0) {
            cardinality = log.estimate();
            log.cache(cardinality);
            call.touched(call.db(), call.args().copy(1));
            call.dirty(1);
        }
        return call.reply().integer(cardinality);
    }

    static Outcome merge(Call call) {
        byte[] highest = new byte[HyperLogLog.REGISTERS];
        boolean dense = false;
        for (int word = 1; word < call.args().count(); word++) {
            HyperLogLog log = HyperLogLog.of(call.readEntry(word));
            if (log != null) {
                dense |= !log.isSparse();
                log.mergeInto(highest);
            }
        }
        HyperLogLog target = ready(call, HyperLogLog.of(call.writeEntry(1)));
        if (dense) {
            target.toDense();
        }
        target.raiseAll(call, highest);
        target.makeStale();
        call.changed(1, KeyEvent.STRING, EVENT);
        return call.reply().ok();
    }
}

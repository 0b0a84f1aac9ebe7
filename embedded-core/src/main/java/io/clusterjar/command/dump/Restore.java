package io.clusterjar.command.dump;

import io.clusterjar.base.Bytes;
import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.KeyEvent;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Words;
import io.clusterjar.persistence.CorruptRdb;
import io.clusterjar.persistence.DumpPayload;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.EncodingLimits;
import io.clusterjar.store.Frequency;
import io.clusterjar.store.KeyEntry;
import io.clusterjar.store.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@code RESTORE key ttl payload [REPLACE] [ABSTTL] [IDLETIME seconds] [FREQ frequency]}, its checks in Redis' order
 * (<a href="https://redis.io/docs/latest/commands/restore/">RESTORE</a>).
 */
final class Restore {
    private static final int MAX_FREQUENCY = 255;
    private static final int UNSAID = -1;
    private static final byte[] ABSTTL = Bytes.latin1("ABSTTL");
    private static final byte[] DEL = Bytes.latin1("DEL");

    private boolean replace;
    private boolean absolute;
    private long idleSeconds = UNSAID;
    private long frequency = UNSAID;

    private Restore() {}

    static Outcome run(Call call) {
        Restore options = new Restore();
        options.read(call.args());
        return options.restore(call);
    }

    private void read(Args args) {
        for (int word = 4; word < args.count(); word++) {
            boolean more = word + 1 < args.count();
            if (args.is(word, "replace")) {
                replace = true;
            } else if (args.is(word, "absttl")) {
                absolute = true;
            } else if (args.is(word, "idletime") && more && frequency == UNSAID) {
                idleSeconds = Words.integer(args, ++word);
                if (idleSeconds < 0) {
                    throw new CommandError("ERR Invalid IDLETIME value, must be >= 0");
                }
            } else if (args.is(word, "freq") && more && idleSeconds == UNSAID) {
                frequency = Words.integer(args, ++word);
                if (frequency < 0 || frequency > MAX_FREQUENCY) {
                    throw new CommandError("ERR Invalid FREQ value, must be >= 0 and <= 255");
                }
            } else {
                throw CommandError.syntax();
            }
        }
    }

    private Outcome restore(Call call) {
        Args args = call.args();
        if (!replace && call.writeEntry(1) != null) {
            throw new CommandError("BUSYKEY Target key name already exists.");
        }
        long ttlMs = Words.integer(args, 2);
        if (ttlMs < 0) {
            throw new CommandError("ERR Invalid TTL value, must be >= 0");
        }
        Value value = decode(args.copy(3), call);
        boolean deleted = replace && call.writeEntry(1) != null && call.remove(1);
        long expireAtMs = ttlMs == 0 || absolute ? ttlMs : ttlMs + call.nowMs();
        if (ttlMs != 0 && expireAtMs <= call.nowMs()) {
            if (deleted) {
                call.propagateAs(DEL, args.copy(1));
                call.changed(1, KeyEvent.GENERIC, "del");
            }
            return call.reply().ok();
        }
        KeyEntry entry = call.put(1, value, false);
        if (ttlMs != 0) {
            call.db().setExpire(entry, expireAtMs);
            if (!absolute) {
                call.propagateAs(absoluteWords(args, expireAtMs));
            }
        }
        if (call.config().usesFrequency()) {
            entry.access(Frequency.note(frequency == UNSAID ? Frequency.FIRST : (int) frequency, call.nowMs()));
        } else if (idleSeconds != UNSAID) {
            entry.access((int) (call.nowMs() / 1000 - idleSeconds));
        }
        call.changed(1, KeyEvent.GENERIC, "restore");
        return call.reply().ok();
    }

    private static Value decode(byte[] payload, Call call) {
        if (!DumpPayload.verify(payload)) {
            throw new CommandError("ERR DUMP payload version or checksum are wrong");
        }
        @Nullable Value value;
        try {
            value = DumpPayload.decode(payload, EncodingLimits.of(call.config()));
        } catch (CorruptRdb corrupt) {
            value = null; // the client hears no more than that, as in Redis
        }
        if (value == null) {
            throw new CommandError("ERR Bad data format");
        }
        return value;
    }

    private static byte[][] absoluteWords(Args args, long expireAtMs) {
        byte[][] words = Arrays.copyOf(args.toArray(), args.count() + 1);
        words[2] = Bytes.decimal(expireAtMs);
        words[args.count()] = ABSTTL;
        return words;
    }
}

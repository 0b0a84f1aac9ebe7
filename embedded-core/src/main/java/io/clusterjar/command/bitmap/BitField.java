package io.clusterjar.command.bitmap;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.KeyEvent;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Words;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.StringValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code BITFIELD key [GET type offset | [OVERFLOW how] SET type offset value | INCRBY type offset increment ...]}: all words
 * are read before anything is done, and the string is made long enough for all writes before the first.
 */
final class BitField {
    private enum Action {
        GET,
        SET,
        INCRBY
    }

    private record Step(Action action, FieldType type, long at, long operand, Overflow overflow) {
        long lastBit() {
            return at + type.width() - 1;
        }
    }

    private final Call call;
    private final Args args;
    private final List<Step> steps = new ArrayList<>();
    private long lastWritten = -1;

    private BitField(Call call) {
        this.call = call;
        args = call.args();
    }

    static Outcome run(Call call, boolean readOnly) {
        BitField field = new BitField(call);
        field.readSteps();
        if (field.lastWritten < 0) {
            return field.get(call.read(1, StringValue.class));
        }
        if (readOnly) {
            throw new CommandError("ERR BITFIELD_RO only supports the GET subcommand");
        }
        return field.write();
    }

    // ---- the words

    private void readSteps() {
        Overflow overflow = Overflow.WRAP;
        int word = 2;
        while (word < args.count()) {
            int left = args.count() - word - 1;
            if (args.is(word, "get") && left >= 2) {
                add(Action.GET, word, overflow);
                word += 3;
            } else if (args.is(word, "set") && left >= 3) {
                add(Action.SET, word, overflow);
                word += 4;
            } else if (args.is(word, "incrby") && left >= 3) {
                add(Action.INCRBY, word, overflow);
                word += 4;
            } else if (args.is(word, "overflow") && left >= 1) {
                overflow = Overflow.read(args, word + 1);
                word += 2;
            } else {
                throw CommandError.syntax();
            }
        }
    }

    private void add(Action action, int word, Overflow overflow) {
        FieldType type = FieldType.read(args, word + 1);
        long at = BitOffset.read(call, word + 2, type.width());
        long operand = action == Action.GET ? 0 : Words.integer(args, word + 3);
        Step step = new Step(action, type, at, operand, overflow);
        steps.add(step);
        if (action != Action.GET) {
            lastWritten = Math.max(lastWritten, step.lastBit());
        }
    }

    // ---- the steps

    private Outcome get(@Nullable StringValue value) {
        call.reply().array(steps.size());
        byte[] bytes = value == null ? new byte[0] : BitReads.bytes(value);
        int lengthBytes = value == null ? 0 : value.lengthBytes();
        for (Step step : steps) {
            get(step, bytes, lengthBytes);
        }
        return call.reply().done();
    }

    private void get(Step step, byte[] bytes, int lengthBytes) {
        long bits = Bits.field(bytes, lengthBytes, step.at(), step.type().width());
        call.reply().integer(step.type().fromBits(bits));
    }

    private Outcome write() {
        StringValue value = call.write(1, StringValue.class);
        boolean grows = BitWrites.grows(value, lastWritten);
        int lengthBytes = (int) Math.max(value == null ? 0 : value.lengthBytes(), (lastWritten >>> 3) + 1);
        byte[] bytes = BitWrites.room(call, value, lastWritten);
        call.reply().array(steps.size());
        int changes = 0;
        for (Step step : steps) {
            if (step.action() == Action.GET) {
                get(step, bytes, lengthBytes);
            } else if (write(step, bytes, lengthBytes, grows)) {
                changes++;
            }
        }
        if (changes > 0) {
            call.changed(1, KeyEvent.STRING, "setbit");
            call.dirty(changes - 1);
        }
        return call.reply().done();
    }

    /** Carries out a write; whether anything of the string changed by it, or by making it longer before. */
    private boolean write(Step step, byte[] bytes, int lengthBytes, boolean grown) {
        FieldType type = step.type();
        long old = type.fromBits(Bits.field(bytes, lengthBytes, step.at(), type.width()));
        long base = step.action() == Action.SET ? step.operand() : old;
        long increment = step.action() == Action.SET ? 0 : step.operand();
        if (step.overflow() == Overflow.FAIL && type.overflows(base, increment)) {
            call.reply().nullBulk();
            return false;
        }
        long value = type.sum(base, increment, step.overflow());
        Bits.setField(bytes, step.at(), type.width(), value);
        call.reply().integer(step.action() == Action.SET ? old : value);
        return grown || old != value;
    }
}

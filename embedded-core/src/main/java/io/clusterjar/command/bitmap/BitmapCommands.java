package io.clusterjar.command.bitmap;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.Outcome;

/** The commands on bitmaps. */
public final class BitmapCommands implements CommandGroup {
    @Override
    public CommandRow[] rows() {
        return BitmapCommand.values();
    }

    @Override
    public Outcome run(CommandRow row, Call call) {
        return switch ((BitmapCommand) row) {
            case BITCOUNT -> BitReads.bitCount(call);
            case BITFIELD -> BitField.run(call, false);
            case BITFIELD_RO -> BitField.run(call, true);
            case BITOP -> BitOperation.run(call);
            case BITPOS -> BitReads.bitPos(call);
            case GETBIT -> BitReads.getBit(call);
            case SETBIT -> BitWrites.setBit(call);
        };
    }
}

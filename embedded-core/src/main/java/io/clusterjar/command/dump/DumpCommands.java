package io.clusterjar.command.dump;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.Outcome;
import io.clusterjar.persistence.DumpPayload;
import io.clusterjar.store.KeyEntry;

/** The commands on serialized values. */
public final class DumpCommands implements CommandGroup {
    @Override
    public CommandRow[] rows() {
        return DumpCommand.values();
    }

    @Override
    public Outcome run(CommandRow row, Call call) {
        return switch ((DumpCommand) row) {
            case DUMP -> dump(call);
            case RESTORE, RESTORE_ASKING -> Restore.run(call);
        };
    }

    private static Outcome dump(Call call) {
        KeyEntry entry = call.readEntry(1);
        return entry == null ? call.reply().nullBulk() : call.reply().bulk(DumpPayload.encode(entry.value()));
    }
}

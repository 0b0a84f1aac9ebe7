package io.clusterjar.engine.saving;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.Outcome;
import io.clusterjar.engine.EngineCall;
import org.jspecify.annotations.Nullable;

/** {@code SAVE}, {@code BGSAVE} and {@code LASTSAVE}. To be attached to what saves, before the first call. */
public final class SaveCommands implements CommandGroup {
    private @Nullable Saving saving;

    /** Says what saves. */
    public void attach(Saving saving) {
        this.saving = saving;
    }

    @Override
    public CommandRow[] rows() {
        return SaveCommand.values();
    }

    @Override
    public Outcome run(CommandRow row, Call call) {
        return switch ((SaveCommand) row) {
            case BGSAVE -> bgsave(call);
            case LASTSAVE -> call.reply().integer(saving().lastSaveSeconds());
            case SAVE -> save(call);
        };
    }

    private Outcome save(Call call) {
        if (saving().inProgress()) {
            throw new CommandError("ERR Background save already in progress");
        }
        return saving().save() ? call.reply().ok() : call.reply().error("ERR");
    }

    private Outcome bgsave(Call call) {
        int words = call.args().count();
        if (words > 2 || words == 2 && !call.args().is(1, "schedule")) {
            throw CommandError.syntax();
        }
        if (saving().inProgress()) {
            throw new CommandError("ERR Background save already in progress");
        }
        if (!EngineCall.of(call).mayWait()) { // within a transaction: when that is over
            saving().schedule();
            return call.reply().status("Background saving scheduled");
        }
        saving().begin();
        return call.reply().status("Background saving started");
    }

    private Saving saving() {
        Saving attached = saving;
        if (attached == null) {
            throw new IllegalStateException("nothing is attached that saves");
        }
        return attached;
    }
}

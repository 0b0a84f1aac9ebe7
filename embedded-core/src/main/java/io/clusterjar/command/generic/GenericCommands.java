package io.clusterjar.command.generic;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.CommandRow;
import io.clusterjar.command.Outcome;

/** The commands on keys of any type, and on whole databases. */
public final class GenericCommands implements CommandGroup {
    @Override
    public CommandRow[] rows() {
        return GenericCommand.values();
    }

    @Override
    public Outcome run(CommandRow row, Call call) {
        return switch ((GenericCommand) row) {
            case DEL, UNLINK -> KeyCommands.del(call);
            case EXISTS -> KeyCommands.exists(call);
            case TOUCH -> KeyCommands.touch(call);
            case TYPE -> KeyCommands.type(call);
            case RANDOMKEY -> KeyCommands.randomKey(call);
            case EXPIRE -> ExpireCommands.expire(call, 1000, call.nowMs(), "expire");
            case EXPIREAT -> ExpireCommands.expire(call, 1000, 0, "expireat");
            case PEXPIRE -> ExpireCommands.expire(call, 1, call.nowMs(), "pexpire");
            case PEXPIREAT -> ExpireCommands.expire(call, 1, 0, "pexpireat");
            case PERSIST -> ExpireCommands.persist(call);
            case TTL -> ExpireCommands.timeToLive(call, false, 1000);
            case PTTL -> ExpireCommands.timeToLive(call, false, 1);
            case EXPIRETIME -> ExpireCommands.timeToLive(call, true, 1000);
            case PEXPIRETIME -> ExpireCommands.timeToLive(call, true, 1);
            case RENAME -> MoveCommands.rename(call, false);
            case RENAMENX -> MoveCommands.rename(call, true);
            case COPY -> MoveCommands.copy(call);
            case MOVE -> MoveCommands.move(call);
            case KEYS -> KeyCommands.keys(call);
            case SCAN -> ScanCommand.scan(call);
            case OBJECT -> throw new CommandError("ERR wrong number of arguments for 'object' command");
            case OBJECT_ENCODING -> ObjectCommands.encoding(call);
            case OBJECT_FREQ -> ObjectCommands.freq(call);
            case OBJECT_HELP -> ObjectCommands.help(call);
            case OBJECT_IDLETIME -> ObjectCommands.idleTime(call);
            case OBJECT_REFCOUNT -> ObjectCommands.refCount(call);
            case DBSIZE -> DatabaseCommands.dbSize(call);
            case FLUSHDB -> DatabaseCommands.flushDb(call);
            case FLUSHALL -> DatabaseCommands.flushAll(call);
            case SORT -> SortCommand.sort(call, false);
            case SORT_RO -> SortCommand.sort(call, true);
            case SWAPDB -> DatabaseCommands.swapDb(call);
        };
    }
}

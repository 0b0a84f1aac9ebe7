package io.clusterjar.command;

import java.util.List;

/**
 * One row of the command table: {@code COMMAND}, access rules, redirects and the order of checks all read it.
 *
 * @param name lower case; a subcommand is named {@code container|sub}
 * @param arity number of words, the name included; negative when that is the least number
 * @param flags bits of {@link CommandFlag}
 * @param categories bits of {@link AclCategory}, explicit ones and those that follow from the flags
 * @param keys where its keys are; empty when it has none
 */
public record CommandSpec(String name, int arity, int flags, int categories, List<KeySpec> keys) {
    /** A row whose further categories follow from its flags, as in Redis. */
    public static CommandSpec of(String name, int arity, int flags, int categories, KeySpec... keys) {
        return new CommandSpec(name, arity, flags, AclCategory.implied(flags, categories), List.of(keys));
    }

    /** Whether all of {@code flag}'s bits are set. */
    public boolean has(int flag) {
        return (flags & flag) == flag;
    }
}

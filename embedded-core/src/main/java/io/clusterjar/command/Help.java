package io.clusterjar.command;

/** The reply of a container's {@code HELP}: Redis' frame around lines of our own. */
public final class Help {
    private Help() {}

    /**
     * Replies with what {@code container}'s subcommands do.
     *
     * @param lines a subcommand with its words, then what it does; alternating
     */
    public static Outcome reply(Call call, String container, String... lines) {
        Reply reply = call.reply();
        reply.array(lines.length + 3);
        reply.status(container + " <subcommand> [<arg> [value] [opt] ...]. Subcommands are:");
        for (int i = 0; i < lines.length; i++) {
            reply.status(i % 2 == 0 ? lines[i] : "    " + lines[i]);
        }
        reply.status("HELP");
        return reply.status("    Print this help.");
    }
}

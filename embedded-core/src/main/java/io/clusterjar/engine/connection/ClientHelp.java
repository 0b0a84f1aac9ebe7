package io.clusterjar.engine.connection;

import io.clusterjar.command.Call;
import io.clusterjar.command.Help;
import io.clusterjar.command.Outcome;

/** {@code CLIENT HELP}. */
final class ClientHelp {
    private ClientHelp() {}

    static Outcome reply(Call call) {
        return Help.reply(
                call,
                "CLIENT",
                "CACHING (YES|NO)",
                "Say whether the keys of the next command are tracked, in OPTIN or OPTOUT mode.",
                "GETREDIR",
                "Show the id of the client that gets the invalidations of this one.",
                "GETNAME",
                "Show the name of this connection.",
                "ID",
                "Show the id of this connection.",
                "INFO",
                "Describe this connection.",
                "KILL <ip:port>",
                "Close the connection from <ip:port>.",
                "KILL <option> <value> [<option> <value> [...]]",
                "Close connections by ADDR, LADDR, TYPE, USER or ID; SKIPME says whether to spare this one.",
                "LIST [TYPE (NORMAL|MASTER|REPLICA|PUBSUB)] [ID <id> [...]]",
                "Describe connections.",
                "UNPAUSE",
                "End a pause.",
                "PAUSE <timeout> [WRITE|ALL]",
                "Hold back the commands of all clients, or just writes, for <timeout> milliseconds.",
                "REPLY (ON|OFF|SKIP)",
                "Turn the replies to this connection on or off.",
                "SETNAME <name>",
                "Name this connection.",
                "SETINFO (LIB-NAME|LIB-VER) <value>",
                "Say which library this connection uses.",
                "UNBLOCK <clientid> [TIMEOUT|ERROR]",
                "Wake a client that waits.",
                "TRACKING (ON|OFF) [REDIRECT <id>] [BCAST] [PREFIX <prefix> [...]] [OPTIN] [OPTOUT] [NOLOOP]",
                "Turn invalidations of cached keys on or off.",
                "TRACKINGINFO",
                "Show how keys are tracked for this connection.",
                "NO-EVICT (ON|OFF)",
                "Keep this connection from being closed for lack of memory.",
                "NO-TOUCH (ON|OFF)",
                "Keep this connection's reads from counting as use of the keys.");
    }
}

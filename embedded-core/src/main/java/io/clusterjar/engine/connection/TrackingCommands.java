package io.clusterjar.engine.connection;

import io.clusterjar.command.CommandError;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.command.Words;
import io.clusterjar.engine.EngineCall;
import io.clusterjar.protocol.Args;
import java.util.ArrayList;
import java.util.List;

/** {@code CLIENT TRACKING} and its like. */
final class TrackingCommands {
    private final Tracking tracking;

    TrackingCommands(Tracking tracking) {
        this.tracking = tracking;
    }

    Outcome tracking(EngineCall call) {
        TrackingState wanted = new TrackingState();
        List<String> prefixes = parse(call, wanted);
        if (ClientCommands.isOn(call.args())) {
            check(call, wanted, prefixes);
            wanted.prefixes.addAll(prefixes);
            tracking.enable(call.connection(), wanted);
        } else {
            tracking.disable(call.connection());
        }
        return call.reply().ok();
    }

    private static List<String> parse(EngineCall call, TrackingState wanted) {
        Args args = call.args();
        List<String> prefixes = new ArrayList<>();
        for (int i = 3; i < args.count(); i++) {
            boolean more = i + 1 < args.count();
            if (args.is(i, "redirect") && more) {
                if (wanted.redirect != 0) {
                    throw new CommandError("ERR A client can only redirect to a single other client");
                }
                wanted.redirect = Words.integer(args, ++i);
                if (call.engine().connection(wanted.redirect) == null) {
                    throw new CommandError("ERR The client ID you want redirect to does not exist");
                }
            } else if (args.is(i, "bcast")) {
                wanted.broadcast = true;
            } else if (args.is(i, "optin")) {
                wanted.optIn = true;
            } else if (args.is(i, "optout")) {
                wanted.optOut = true;
            } else if (args.is(i, "noloop")) {
                wanted.noLoop = true;
            } else if (args.is(i, "prefix") && more) {
                prefixes.add(args.text(++i));
            } else {
                throw CommandError.syntax();
            }
        }
        return prefixes;
    }

    private void check(EngineCall call, TrackingState wanted, List<String> prefixes) {
        TrackingState current = Tracking.of(call.connection());
        if (!wanted.broadcast && !prefixes.isEmpty()) {
            throw new CommandError("ERR PREFIX option requires BCAST mode to be enabled");
        }
        if (current.on && current.broadcast != wanted.broadcast) {
            throw new CommandError(
                    "ERR You can't switch BCAST mode on/off before disabling tracking for this client, and "
                            + "then re-enabling it with a different mode.");
        }
        if (wanted.broadcast && (wanted.optIn || wanted.optOut)) {
            throw new CommandError("ERR OPTIN and OPTOUT are not compatible with BCAST");
        }
        if (wanted.optIn && wanted.optOut) {
            throw new CommandError("ERR You can't specify both OPTIN mode and OPTOUT mode");
        }
        if ((wanted.optIn && current.optOut) || (wanted.optOut && current.optIn)) {
            throw new CommandError(
                    "ERR You can't switch OPTIN/OPTOUT mode before disabling tracking for this client, and "
                            + "then re-enabling it with a different mode.");
        }
        if (wanted.broadcast) {
            tracking.checkPrefixes(call.connection(), prefixes);
        }
    }

    Outcome caching(EngineCall call) {
        Args args = call.args();
        TrackingState state = Tracking.of(call.connection());
        if (!state.on || (!state.optIn && !state.optOut)) {
            throw new CommandError(
                    "ERR CLIENT CACHING can be called only when the client is in tracking mode with OPTIN or "
                            + "OPTOUT mode enabled");
        }
        if (args.is(2, "yes")) {
            if (!state.optIn) {
                throw new CommandError("ERR CLIENT CACHING YES is only valid when tracking is enabled in OPTIN mode.");
            }
        } else if (args.is(2, "no")) {
            if (!state.optOut) {
                throw new CommandError("ERR CLIENT CACHING NO is only valid when tracking is enabled in OPTOUT mode.");
            }
        } else {
            throw CommandError.syntax();
        }
        state.caching = true;
        return call.reply().ok();
    }

    Outcome redirect(EngineCall call) {
        TrackingState state = Tracking.of(call.connection());
        return call.reply().integer(state.on ? state.redirect : -1);
    }

    Outcome info(EngineCall call) {
        TrackingState state = Tracking.of(call.connection());
        List<String> flags = new ArrayList<>();
        flags.add(state.on ? "on" : "off");
        add(flags, state.broadcast, "bcast");
        add(flags, state.optIn, "optin");
        add(flags, state.optIn && state.caching, "caching-yes");
        add(flags, state.optOut, "optout");
        add(flags, state.optOut && state.caching, "caching-no");
        add(flags, state.noLoop, "noloop");
        add(flags, state.brokenRedirect, "broken_redirect");
        Reply reply = call.reply();
        reply.map(3);
        reply.bulk("flags");
        reply.set(flags.size());
        flags.forEach(reply::bulk);
        reply.bulk("redirect");
        reply.integer(state.on ? state.redirect : -1);
        reply.bulk("prefixes");
        reply.array(state.prefixes.size());
        state.prefixes.forEach(reply::bulk);
        return reply.done();
    }

    private static void add(List<String> flags, boolean set, String name) {
        if (set) {
            flags.add(name);
        }
    }
}

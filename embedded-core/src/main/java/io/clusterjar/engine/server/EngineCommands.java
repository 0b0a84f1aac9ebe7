package io.clusterjar.engine.server;

import io.clusterjar.command.CommandGroup;
import io.clusterjar.engine.Engine;
import io.clusterjar.engine.connection.ClientCommands;
import io.clusterjar.engine.connection.ConnectionCommands;
import io.clusterjar.engine.connection.Tracking;
import io.clusterjar.engine.pubsub.PubSub;
import io.clusterjar.engine.pubsub.PubSubCommands;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commands of the engine itself, for one node: connections, publish/subscribe, server. Make one, give its
 * {@link #groups()} to the engine, then {@link #attach} it to that engine.
 */
public final class EngineCommands {
    private final PubSub pubSub = new PubSub();
    private final Tracking tracking = new Tracking();
    private final InfoSections info = new InfoSections();
    private ServerHost host = new ServerHost() {};
    private @Nullable SlowLog slowLog;
    private @Nullable String runId;

    /** Commands of an engine that is made afterwards. */
    public EngineCommands() {}

    /** The groups for the engine's command table. */
    public List<CommandGroup> groups() {
        return List.of(
                new ConnectionCommands(pubSub, tracking),
                new ClientCommands(tracking),
                new PubSubCommands(pubSub),
                new ServerCommands(this),
                new CommandCommands(),
                new AclCommands());
    }

    /** Plugs them into the engine; once. */
    public void attach(Engine engine) {
        engine.setPublisher(pubSub);
        engine.setKeyTracker(tracking);
        SlowLog log = new SlowLog(engine);
        engine.setCallListener(log);
        slowLog = log;
        EngineInfo engineInfo = new EngineInfo(engine, pubSub, tracking);
        engineInfo.register(info);
        runId = engineInfo.runId();
    }

    /** Says who does what only the node can do. */
    public void host(ServerHost host) {
        this.host = host;
    }

    /** Who is subscribed to what. */
    public PubSub pubSub() {
        return pubSub;
    }

    /** Client-side caching. */
    public Tracking tracking() {
        return tracking;
    }

    /** The sections of {@code INFO}; replace or add to them after {@link #attach}. */
    public InfoSections info() {
        return info;
    }

    /** The 40 hexadecimal digits that name this run of the node. */
    public String runId() {
        String id = runId;
        if (id == null) {
            throw new IllegalStateException("attach an engine first");
        }
        return id;
    }

    ServerHost host() {
        return host;
    }

    SlowLog slowLog() {
        SlowLog log = slowLog;
        if (log == null) {
            throw new IllegalStateException("attach an engine first");
        }
        return log;
    }
}

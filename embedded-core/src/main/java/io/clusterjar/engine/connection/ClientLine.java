package io.clusterjar.engine.connection;

import io.clusterjar.engine.Command;
import io.clusterjar.engine.Connection;
import io.clusterjar.net.Stream;

/** A client as one line of {@code CLIENT LIST}. */
final class ClientLine {
    /** File descriptors begin here: standard streams, listener and the like come before. */
    private static final int FIRST_DESCRIPTOR = 7;

    private ClientLine() {}

    static String of(Connection client) {
        return append(new StringBuilder(320), client).toString();
    }

    static StringBuilder append(StringBuilder line, Connection client) {
        Stream stream = client.stream();
        long nowMs = client.engine().clock().nowMs();
        TrackingState tracking = Tracking.of(client);
        Command command = client.lastCommand();
        int used = client.queryBufferBytes();
        long multiBytes = client.transaction().queuedBytes();
        long queued = stream == null ? 0 : stream.queuedBytes();
        long replies = client.outputBytes() - queued;
        line.append("id=").append(client.id());
        line.append(" addr=").append(stream == null ? "?:0" : stream.remote());
        line.append(" laddr=").append(stream == null ? "?:0" : stream.local());
        line.append(" fd=").append(client.id() + FIRST_DESCRIPTOR);
        line.append(" name=").append(client.name());
        line.append(" age=").append((nowMs - client.createdMs()) / 1000);
        line.append(" idle=").append((nowMs - client.lastActiveMs()) / 1000);
        line.append(" flags=").append(client.flagLetters(tracking.letters()));
        line.append(" db=").append(client.database());
        line.append(" sub=").append(client.channels());
        line.append(" psub=").append(client.patterns());
        line.append(" ssub=").append(client.shardChannels());
        line.append(" multi=")
                .append(client.inTransaction() ? client.transaction().queue().size() : -1);
        line.append(" qbuf=").append(used);
        line.append(" qbuf-free=").append(Math.max(0, client.queryBufferCapacity() - used));
        line.append(" argv-mem=0 multi-mem=").append(multiBytes);
        line.append(" rbs=").append(client.out().buffer().length);
        line.append(" rbp=").append(replies);
        line.append(" obl=").append(replies);
        line.append(" oll=").append(queued > 0 ? 1 : 0);
        line.append(" omem=").append(queued);
        line.append(" tot-mem=")
                .append(client.queryBufferCapacity() + client.out().buffer().length + multiBytes + queued);
        line.append(" events=").append(queued > 0 ? "rw" : "r");
        line.append(" cmd=").append(command == null ? "NULL" : command.name());
        line.append(" user=").append(client.user());
        line.append(" redir=").append(tracking.on ? tracking.redirect : -1);
        line.append(" resp=").append(client.protocolVersion());
        line.append(" lib-name=").append(client.libraryName());
        line.append(" lib-ver=").append(client.libraryVersion());
        return line;
    }
}

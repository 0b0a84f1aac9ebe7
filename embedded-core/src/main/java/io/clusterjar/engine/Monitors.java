package io.clusterjar.engine;

import io.clusterjar.command.CommandFlag;
import io.clusterjar.protocol.Args;
import java.util.LinkedHashSet;
import java.util.Set;

/** Clients that see every command: {@code MONITOR}. */
final class Monitors {
    private final Set<Connection> clients = new LinkedHashSet<>();

    void set(Connection client, boolean on) {
        if (on) {
            clients.add(client);
        } else {
            clients.remove(client);
        }
    }

    boolean isEmpty() {
        return clients.isEmpty();
    }

    /** Shows a command that was run; those for administrators are too dangerous to be shown. */
    void show(Connection from, Command command, Args args, int database, long nowUs) {
        if ((command.flags & (CommandFlag.SKIP_MONITOR | CommandFlag.ADMIN)) != 0) {
            return;
        }
        StringBuilder line = new StringBuilder(64);
        long fraction = nowUs % 1_000_000;
        line.append(nowUs / 1_000_000).append('.').append(String.valueOf(1_000_000 + fraction), 1, 7);
        line.append(" [").append(database).append(' ').append(origin(from)).append(']');
        for (int i = 0; i < args.count(); i++) {
            line.append(' ');
            quote(line, args, i);
        }
        String text = line.toString();
        for (Connection client : clients) {
            client.pushOut().status(text);
        }
    }

    private static String origin(Connection from) {
        return from.stream() == null ? "?:0" : from.stream().remote().toString();
    }

    private static void quote(StringBuilder line, Args args, int word) {
        line.append('"');
        byte[] buffer = args.buffer();
        int end = args.offset(word) + args.length(word);
        for (int at = args.offset(word); at < end; at++) {
            int b = buffer[at] & 0xff;
            switch (b) {
                case '\\', '"' -> line.append('\\').append((char) b);
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                case 7 -> line.append("\\a");
                case '\b' -> line.append("\\b");
                default -> {
                    if (b >= 32 && b < 127) {
                        line.append((char) b);
                    } else {
                        line.append("\\x")
                                .append(Character.forDigit(b >> 4, 16))
                                .append(Character.forDigit(b & 15, 16));
                    }
                }
            }
        }
        line.append('"');
    }
}

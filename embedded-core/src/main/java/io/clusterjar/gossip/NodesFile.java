package io.clusterjar.gossip;

import io.clusterjar.slot.Slots;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** nodes.conf as bytes: a line for each node, then the epochs. */
public final class NodesFile {
    private static final int BUS_PORT_SHIFT = 10_000;
    private static final int MIN_FIELDS = 8;
    private static final int LIKELY_LINE_CHARS = 200;
    private static final String FORBIDDEN = "!#$%&()*+:;<>?@[]^{|}~";

    private final ClusterState state;
    private final String file;
    private final long nowMs;
    private int lineNumber;
    private int offsetBytes;
    private @Nullable ClusterNode self;
    private final List<ClusterNode> withoutShard = new ArrayList<>();

    private NodesFile(ClusterState state, String file, long nowMs) {
        this.state = state;
        this.file = file;
        this.nowMs = nowMs;
    }

    /** What nodes.conf shall hold. */
    public static byte[] write(ClusterState state) {
        List<ClusterNode> nodes = state.nodes();
        StringBuilder text = new StringBuilder((nodes.size() + 1) * LIKELY_LINE_CHARS);
        for (ClusterNode node : nodes) {
            if (!node.inHandshake()) {
                NodeLine.save(text, state, node);
                text.append('\n');
            }
        }
        text.append("vars currentEpoch ").append(state.currentEpoch);
        text.append(" lastVoteEpoch ").append(state.lastVoteEpoch).append('\n');
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Reads a nodes.conf.
     *
     * @param file its name, for errors
     * @throws NodesFileException when it cannot be understood; names the file, the line and the line's first byte
     */
    public static ClusterState read(byte[] content, String file, long nowMs, ClusterState.SlotListener listener) {
        ClusterState state = new ClusterState("?".repeat(Ids.LENGTH), "?".repeat(Ids.LENGTH), nowMs, listener);
        new NodesFile(state, file, nowMs).read(content);
        return state;
    }

    private void read(byte[] content) {
        int at = 0;
        while (at < content.length) {
            int end = at;
            while (end < content.length && content[end] != '\n') {
                end++;
            }
            lineNumber++;
            offsetBytes = at;
            String line = new String(content, at, end - at, StandardCharsets.ISO_8859_1).strip();
            if (!line.isEmpty()) {
                readLine(line.split(" +"));
            }
            at = end + 1;
        }
        if (self == null) {
            throw wrong("no node is flagged myself");
        }
        finish(self);
    }

    private void finish(ClusterNode me) {
        state.becomeMyself(me);
        for (ClusterNode node : state.nodes()) {
            if (node.shardId.isEmpty()) {
                node.shardId = node.id; // a stable stand-in until the node announces its shard
            }
        }
        for (ClusterNode node : withoutShard) {
            if (node.master != null) {
                node.shardId = node.master.shardId;
            }
        }
        state.currentEpoch = Math.max(state.currentEpoch, state.maxEpoch());
        state.takeTodo();
    }

    private void readLine(String[] fields) {
        if (fields[0].equals("vars")) {
            readVars(fields);
            return;
        }
        if (fields.length < MIN_FIELDS) {
            throw wrong("a node needs " + MIN_FIELDS + " fields, there are " + fields.length);
        }
        ClusterNode node = nodeOf(fields[0]);
        readAddress(node, fields[1]);
        for (String flag : fields[2].split(",")) {
            node.flags |= flagOf(node, flag);
        }
        if (node.isFailed()) {
            node.failMs = nowMs;
        }
        if (!fields[3].startsWith("-")) {
            ClusterNode master = nodeOf(fields[3]);
            if (!node.isReplica()) {
                throw wrong("a master has a master");
            }
            state.addReplica(master, node);
        }
        node.pingSentMs = number(fields[4]) == 0 ? 0 : nowMs;
        node.pongReceivedMs = number(fields[5]) == 0 ? 0 : nowMs;
        node.configEpoch = node.isReplica() ? 0 : number(fields[6]);
        for (int i = MIN_FIELDS; i < fields.length; i++) {
            readSlots(node, fields[i]);
        }
    }

    private void readVars(String[] fields) {
        for (int i = 1; i < fields.length; i += 2) {
            if (i + 1 == fields.length) {
                throw wrong("vars has a name without a value");
            }
            if (fields[i].equals("currentEpoch")) {
                state.currentEpoch = number(fields[i + 1]);
            } else if (fields[i].equals("lastVoteEpoch")) {
                state.lastVoteEpoch = number(fields[i + 1]);
            }
        }
    }

    private ClusterNode nodeOf(String id) {
        if (!Ids.valid(id)) {
            throw wrong("no node id: " + id);
        }
        ClusterNode node = state.lookup(id);
        return node == null ? state.create(id, "", 0, nowMs) : node;
    }

    private void readAddress(ClusterNode node, String field) {
        String[] parts = field.split(",", -1);
        String address = parts[0];
        int busAt = address.lastIndexOf('@');
        String client = busAt < 0 ? address : address.substring(0, busAt);
        int colon = client.lastIndexOf(':');
        if (colon < 0) {
            throw wrong("no address: " + field);
        }
        node.ip = client.substring(0, colon);
        node.port = port(client.substring(colon + 1));
        node.busPort = busAt < 0 ? node.port + BUS_PORT_SHIFT : port(address.substring(busAt + 1));
        if (parts.length > 1) {
            node.hostname = parts[1];
        }
        boolean shard = false;
        for (int i = 2; i < parts.length; i++) {
            shard |= readAux(node, parts[i]);
        }
        if (!shard) {
            withoutShard.add(node);
        }
    }

    private boolean readAux(ClusterNode node, String aux) {
        int equals = aux.indexOf('=');
        String name = equals < 0 ? aux : aux.substring(0, equals);
        String value = equals < 0 ? "" : aux.substring(equals + 1);
        for (int i = 0; i < value.length(); i++) {
            if (FORBIDDEN.indexOf(value.charAt(i)) >= 0) {
                throw wrong("character not allowed in " + aux);
            }
        }
        switch (name) {
            case "shard-id" -> {
                if (!Ids.valid(value)) {
                    throw wrong("no shard id: " + value);
                }
                node.shardId = value;
                return true;
            }
            case "nodename" -> node.nodename = value;
            case "tcp-port" -> node.plainPort = port(value);
            case "tls-port" -> port(value);
            default -> throw wrong("unknown field " + aux);
        }
        return false;
    }

    private int flagOf(ClusterNode node, String flag) {
        return switch (flag) {
            case "myself" -> {
                if (self != null) {
                    throw wrong("a second node is flagged myself");
                }
                self = node;
                yield NodeFlag.MYSELF;
            }
            case "master" -> NodeFlag.MASTER;
            case "slave" -> NodeFlag.REPLICA;
            case "fail?" -> NodeFlag.PFAIL;
            case "fail" -> NodeFlag.FAIL;
            case "handshake" -> NodeFlag.HANDSHAKE;
            case "noaddr" -> NodeFlag.NOADDR;
            case "nofailover" -> NodeFlag.NOFAILOVER;
            case "noflags" -> 0;
            default -> throw wrong("unknown flag " + flag);
        };
    }

    private void readSlots(ClusterNode node, String field) {
        if (field.startsWith("[")) {
            int arrow = field.indexOf("->-");
            boolean migrating = arrow > 0;
            if (!migrating) {
                arrow = field.indexOf("-<-");
            }
            if (arrow < 0 || !field.endsWith("]")) {
                throw wrong("no open slot: " + field);
            }
            int slot = slot(field.substring(1, arrow));
            ClusterNode other = nodeOf(field.substring(arrow + 3, field.length() - 1));
            if (migrating) {
                state.migratingTo(slot, other);
            } else {
                state.importingFrom(slot, other);
            }
            return;
        }
        int dash = field.indexOf('-');
        int first = slot(dash < 0 ? field : field.substring(0, dash));
        int last = dash < 0 ? first : slot(field.substring(dash + 1));
        state.bindAll(first, last, node);
    }

    private int slot(String text) {
        long slot = number(text);
        if (slot < 0 || slot >= Slots.COUNT) {
            throw wrong("no slot: " + text);
        }
        return (int) slot;
    }

    private int port(String text) {
        long port = number(text);
        if (port < 0 || port > 65535) {
            throw wrong("no port: " + text);
        }
        return (int) port;
    }

    private long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw wrong("no number: " + text);
        }
    }

    private NodesFileException wrong(String why) {
        return new NodesFileException(file, lineNumber, offsetBytes, why);
    }
}

package io.clusterjar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.generic.GenericCommands;
import io.clusterjar.command.hash.HashCommands;
import io.clusterjar.command.list.ListCommands;
import io.clusterjar.command.stream.StreamCommands;
import io.clusterjar.engine.server.EngineCommands;
import io.clusterjar.testing.RealRedis;
import io.clusterjar.testing.RespText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Several clients of a real Redis and of an engine with its own commands: after every step all of them have seen the same.
 * {@code #b} in a request stands for the id of client b.
 */
final class SideBySide implements AutoCloseable {
    private final RealRedis redis;
    private final EngineFixture world;
    private final EngineCommands commands = new EngineCommands();
    private final Socket control;
    private final Map<Character, Socket> theirs = new TreeMap<>();
    private final Map<Character, EngineFixture.Client> ours = new TreeMap<>();
    private final Map<Character, String> theirIds = new TreeMap<>();

    SideBySide(RealRedis redis, String... settings) throws IOException {
        this.redis = redis;
        List<CommandGroup> groups = new ArrayList<>(commands.groups());
        groups.addAll(List.of(new GenericCommands(), new HashCommands(), new ListCommands(), new StreamCommands()));
        world = new EngineFixture(List.of(settings), groups.toArray(CommandGroup[]::new));
        commands.attach(world.engine());
        control = connect();
        askControl("flushall");
        askControl("config resetstat");
    }

    EngineFixture world() {
        return world;
    }

    EngineCommands commands() {
        return commands;
    }

    /** Plays steps between semicolons, each the letter of a client and what it sends. */
    void play(String script) throws IOException {
        List<String> expected = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (String step : script.split("; ")) {
            char name = step.charAt(0);
            if (!theirs.containsKey(name)) {
                open(name);
            }
            String line = step.substring(2);
            send(theirs.get(name), withIds(line, theirIds::get));
            askControl("ping");
            askControl("ping");
            theirs.forEach((who, from) -> expected.add(step + " -> " + who + ": " + available(from)));
            ours.get(name).raw(EngineFixture.request(withIds(line, who -> ourId(who))));
            ours.forEach((who, from) -> seen.add(step + " -> " + who + ": " + from.replies()));
        }
        assertThat(String.join("\n", seen)).isEqualTo(String.join("\n", expected));
    }

    /** What a new client of the real Redis and one of ours get, in this order. */
    String[] answers(String line) throws IOException {
        try (Socket socket = connect()) {
            send(socket, line);
            askControl("ping");
            askControl("ping");
            return new String[] {available(socket), world.client().call(line)};
        }
    }

    private void open(char name) throws IOException {
        Socket socket = connect();
        theirs.put(name, socket);
        ours.put(name, world.client());
        send(socket, "client id");
        theirIds.put(name, line(socket).substring(1));
    }

    private String ourId(char name) {
        return Long.toString(ours.get(name).connection().id());
    }

    private interface Ids {
        String of(char name);
    }

    private static String withIds(String line, Ids ids) {
        int at = line.indexOf('#');
        return at < 0 ? line : line.substring(0, at) + ids.of(line.charAt(at + 1)) + line.substring(at + 2);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static void send(Socket socket, String line) throws IOException {
        socket.getOutputStream().write(EngineFixture.request(line).getBytes(StandardCharsets.ISO_8859_1));
    }

    private void askControl(String line) throws IOException {
        send(control, line);
        line(control);
    }

    /** One line, waited for, without its end. */
    private static String line(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("the real Redis has gone");
            }
            line.append((char) b);
        }
        return line.substring(0, line.length() - 1);
    }

    private static String available(Socket socket) {
        try {
            return RespText.show(
                    socket.getInputStream().readNBytes(socket.getInputStream().available()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        control.close();
        for (Socket socket : theirs.values()) {
            socket.close();
        }
    }
}

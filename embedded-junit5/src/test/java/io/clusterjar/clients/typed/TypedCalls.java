package io.clusterjar.clients.typed;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.EmbeddedCluster;
import io.clusterjar.EmbeddedRedis;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.Jedis;

/**
 * Calls every method of a client's typed interfaces on a node alone and on a cluster, in both protocols. Each must succeed, and return what it
 * returns from a real server where there is one. {@link CallTable} says with which arguments.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TypedCalls {
    private static final String KEY = "{t}k";

    private EmbeddedCluster cluster;
    private EmbeddedRedis alone;
    private EmbeddedRedis sink;
    private RealServer real;

    /** A client, and a connection to the node that has all the keys. */
    private record Target(Connected connected, Jedis direct) implements AutoCloseable {
        Object client() {
            return connected.client();
        }

        @Override
        public void close() {
            connected.close().run();
            direct.close();
        }
    }

    /** The object that has the client's methods, and what closes it. */
    record Connected(Object client, Runnable close) {}

    /** The heading in the table for each interface. */
    abstract Map<Class<?>, String> interfaces();

    /** The resource with the table. */
    abstract String table();

    /** How the client's own types are made. */
    abstract CallArguments.Makers makers();

    /** A client of the server or the cluster behind {@code port}. */
    abstract Connected connect(boolean clustered, int protocol, int port);

    @BeforeAll
    void start() throws IOException {
        cluster = EmbeddedCluster.builder().masters(3).start();
        alone = EmbeddedRedis.builder().start();
        sink = EmbeddedRedis.builder().start();
        real = RealServer.available() ? RealServer.start() : null;
    }

    @AfterAll
    void stop() throws IOException {
        cluster.close();
        alone.close();
        sink.close();
        if (real != null) {
            real.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"false,2", "false,3", "true,2", "true,3"})
    void shouldSucceedWithEveryMethod(boolean clustered, int protocol) {
        CallTable table = CallTable.read(table());
        List<String> wrong = new ArrayList<>();
        int port = clustered ? cluster.masterOf(KEY).port() : alone.port();
        try (Target ours = target(clustered, protocol, port);
                Target theirs = real == null ? null : target(false, protocol, real.port())) {
            for (Map.Entry<Class<?>, String> type : interfaces().entrySet()) {
                for (Method method : methods(type.getKey())) {
                    CallTable.Line line = table.find(type.getValue(), method);
                    String fault = line == null ? "has no line" : fault(method, line, clustered, ours, theirs);
                    if (fault != null) {
                        wrong.add(type.getKey().getSimpleName() + "." + CallTable.signature(method) + " " + fault);
                    }
                }
            }
        }
        table.unused().forEach(name -> wrong.add(name + " is in the table, but no method"));
        assertThat(wrong).isEmpty();
    }

    private Target target(boolean clustered, int protocol, int port) {
        return new Target(connect(clustered, protocol, port), new Jedis("127.0.0.1", port));
    }

    private static List<Method> methods(Class<?> type) {
        return Stream.of(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .sorted(Comparator.comparing(CallTable::signature))
                .toList();
    }

    /** What is wrong with a call, or null. */
    private String fault(Method method, CallTable.Line line, boolean clustered, Target ours, Target theirs) {
        Outcome outcome = run(method, line, ours);
        if (line.foreign()) {
            return outcome.unknown() ? null : "is not refused as unknown: " + outcome.text();
        }
        if (clustered && line.aloneOnly()) {
            return outcome.failed() ? null : "does not fail in a cluster: " + outcome.text();
        }
        if (outcome.failed()) {
            return "fails: " + outcome.text();
        }
        if (theirs == null || line.varies() || clustered && line.ownInCluster()) {
            return null;
        }
        Outcome expected = run(method, line, theirs);
        if (expected.failed() && line.isNew()) {
            return null;
        }
        return outcome.text().equals(expected.text())
                ? null
                : "differs\n    ours: " + outcome.text() + "\n    real: " + expected.text();
    }

    /** What became of a call. */
    private record Outcome(String text, boolean failed) {
        /** Whether the server said that it does not know such a command or option. */
        boolean unknown() {
            return failed && (text.contains("unknown command") || text.contains("syntax error"));
        }
    }

    private Outcome run(Method method, CallTable.Line line, Target target) {
        target.direct().flushAll();
        sink.client().execute("FLUSHALL");
        List<String> numbers = new ArrayList<>(line.numbers());
        numbers.replaceAll(number -> number.equals("PORT") ? Integer.toString(sink.port()) : number);
        try {
            line.before().forEach(command -> send(target.direct(), command));
            List<String> words = new ArrayList<>(line.words());
            words.replaceAll(word -> word.equals("HOST") ? "127.0.0.1" : word.equals("DUMP") ? dump(target) : word);
            CallArguments arguments = new CallArguments(makers(), method, words, numbers);
            Object result = CallArguments.call(target.client(), method, arguments.all());
            return new Outcome(
                    Shown.of(List.of(arguments.heard(), Stream.of(result).toList()), line.unordered()), false);
        } catch (Throwable failure) {
            return new Outcome(failure.toString(), true);
        }
    }

    private static String dump(Target target) {
        return new String(target.direct().dump(KEY), StandardCharsets.ISO_8859_1);
    }

    private static void send(Jedis direct, List<String> command) {
        String[] words = command.toArray(String[]::new);
        byte[] name = words[0].getBytes(StandardCharsets.ISO_8859_1);
        direct.sendCommand(() -> name, Arrays.copyOfRange(words, 1, words.length));
    }
}

package io.clusterjar.samples;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code serve} is to serve.
 *
 * @param port of the first node
 * @param masters how many masters; 1 when standalone
 * @param replicas how many replicas each master has
 * @param standalone whether cluster mode is off
 * @param config parameters of every node
 * @param password of every node, or null for none
 */
record ServeOptions(
        int port,
        int masters,
        int replicas,
        boolean standalone,
        Map<String, String> config,
        @Nullable String password) {
    static final int DEFAULT_PORT = 7000;

    private static final int MAX_PORT = 65535;

    /** Nodes of a cluster talk to each other on the client port plus this. */
    private static final int BUS_PORT_OFFSET = 10_000;

    /** Parameters that have options of their own, which do more than set the parameter. */
    private static final Map<String, String> HAVE_OPTIONS = Map.of(
            "port", "--port",
            "cluster-enabled", "--standalone",
            "requirepass", "--password",
            "masterauth", "--password",
            "replicaof", "--replicas",
            "slaveof", "--replicas");

    private static final List<String> KNOWN =
            List.of("--port", "--masters", "--replicas", "--standalone", "--config", "--password");

    /**
     * Reads the command line; {@code --name value} and {@code --name=value} mean the same.
     *
     * @throws UsageException when an option is not known, has no value, or one that it does not take; parameters are
     *     checked later, when the nodes are told of them
     */
    static ServeOptions parse(List<String> arguments) {
        int port = DEFAULT_PORT;
        @Nullable Integer masters = null;
        @Nullable Integer replicas = null;
        boolean standalone = false;
        Map<String, String> config = new LinkedHashMap<>();
        @Nullable String password = null;
        Iterator<String> words = split(arguments).iterator();
        while (words.hasNext()) {
            String option = words.next();
            switch (option) {
                case "--port" -> port = number(option, words, 1);
                case "--masters" -> masters = number(option, words, 1);
                case "--replicas" -> replicas = number(option, words, 0);
                case "--standalone" -> standalone = true;
                case "--config" -> putParameter(config, value(option, words));
                case "--password" -> password = value(option, words);
                default ->
                    throw new UsageException("serve has no option " + option + "; it has " + String.join(", ", KNOWN));
            }
        }
        if (standalone && masters != null) {
            throw new UsageException("--standalone means one master; leave out --masters");
        }
        ServeOptions options = new ServeOptions(
                port,
                masters != null ? masters : standalone ? 1 : 3,
                replicas != null ? replicas : standalone ? 0 : 1,
                standalone,
                config,
                password);
        options.checkPorts();
        return options;
    }

    /** How many nodes that makes. */
    long nodes() {
        return masters * (1L + replicas);
    }

    private void checkPorts() {
        int greatest = standalone ? MAX_PORT : MAX_PORT - BUS_PORT_OFFSET;
        if (port + nodes() - 1 > greatest) {
            String which = nodes() == 1 ? "a node" : nodes() + " nodes";
            String why = standalone ? "" : ", as each node's cluster bus has its port plus " + BUS_PORT_OFFSET;
            throw new UsageException("--port=" + port + " leaves no room for " + which + " up to " + greatest + why);
        }
    }

    private static List<String> split(List<String> arguments) {
        List<String> words = new ArrayList<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (argument.startsWith("--standalone=")) {
                throw new UsageException("--standalone takes no value");
            }
            if (argument.startsWith("--") && equals > 0) {
                words.add(argument.substring(0, equals));
                words.add(argument.substring(equals + 1));
            } else {
                words.add(argument);
            }
        }
        return words;
    }

    private static String value(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new UsageException(option + " wants a value");
        }
        return words.next();
    }

    private static int number(String option, Iterator<String> words, int least) {
        String value = value(option, words);
        int number;
        try {
            number = Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new UsageException(option + "=" + value + " is not a whole number");
        }
        if (number < least) {
            throw new UsageException(option + "=" + value + " is not " + least + " or more");
        }
        return number;
    }

    private static void putParameter(Map<String, String> config, String parameter) {
        int equals = parameter.indexOf('=');
        if (equals < 1) {
            throw new UsageException("--config=" + parameter + " is not of the form NAME=VALUE");
        }
        String name = parameter.substring(0, equals).toLowerCase(Locale.ROOT);
        String option = HAVE_OPTIONS.get(name);
        if (option != null) {
            throw new UsageException("--config=" + parameter + " is not for serve; " + option + " says it");
        }
        config.put(name, parameter.substring(equals + 1));
    }
}

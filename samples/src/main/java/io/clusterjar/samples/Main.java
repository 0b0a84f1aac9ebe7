package io.clusterjar.samples;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The command line: which sample to run. */
public final class Main {
    /** All went well, and the story ended as it should. */
    static final int OK = 0;

    /** The story ended otherwise than Redis' rules let expect. */
    static final int UNEXPECTED = 1;

    /** The command line, or what it asks for, is wrong. */
    static final int USAGE = 2;

    static final String HELP = """
            usage: java -jar clusterjar-samples.jar COMMAND [OPTIONS]

              split-brain   a master is cut off together with a client: what is lost when the network heals
              failover      a master crashes under a client that counts: what is lost, with and without replication
              resharding    slots move to another master while clients write
              scale FILE    how a cluster behaves the larger it gets, in virtual time, written as a page with plots;
                            sizes other than 10,30,100 may follow, as in: scale scale.html 10,30,100,300,1000
              timeline FILE a split brain in virtual time, written as a page that shows who did what when
              serve         serves a cluster, or one node, to redis-cli and your own clients until interrupted

            options of serve:
              --port N        port of the first node; the others follow it (default 7000); a node's cluster bus
                              has its port plus 10000
              --masters N     how many masters (default 3)
              --replicas N    how many replicas each master has (default 1, with --standalone 0)
              --standalone    one master with cluster mode off
              --config K=V    a parameter of every node, as in redis.conf; may be repeated
              --password P    requirepass and masterauth of every node

            Exit status: 0 when all is as it should be, 1 when a story ends otherwise than Redis' rules say, 2 when
            the command line is wrong or a port is taken; serve ends with 130 on SIGINT and 143 on SIGTERM.
            """;

    private Main() {}

    /**
     * Runs a sample.
     *
     * @param args its name and its options
     */
    public static void main(String[] args) {
        int status = run(args, System.out, System.err, new CountDownLatch(1));
        if (status != OK) {
            System.exit(status);
        }
    }

    /**
     * Runs a sample and returns the exit status.
     *
     * @param interrupted what {@code serve} waits for, unless the JVM is told to end before
     */
    static int run(String[] args, PrintStream out, PrintStream err, CountDownLatch interrupted) {
        try {
            return dispatch(List.of(args), out, interrupted);
        } catch (UsageException e) {
            err.println("clusterjar: " + e.getMessage());
            return USAGE;
        }
    }

    private static int dispatch(List<String> args, PrintStream out, CountDownLatch interrupted) {
        if (args.isEmpty()) {
            throw new UsageException(
                    "which sample? There are split-brain, failover, resharding, scale, timeline, serve; --help tells more");
        }
        String command = args.get(0);
        List<String> options = args.subList(1, args.size());
        if (command.equals("--help")
                || command.equals("help")
                || command.equals("-h")
                || options.contains("--help")
                || options.contains("-h")) {
            out.print(HELP);
            return OK;
        }
        return switch (command) {
            case "split-brain" -> {
                refuseOptions(command, options);
                yield status(SplitBrain.tell(out));
            }
            case "failover" -> {
                refuseOptions(command, options);
                yield status(Failover.tell(out));
            }
            case "resharding" -> {
                refuseOptions(command, options);
                yield status(Resharding.tell(out));
            }
            case "scale" -> {
                if (options.isEmpty() || options.size() > 2) {
                    throw new UsageException(
                            "scale wants one file to write, such as scale.html, and sizes if you like");
                }
                yield status(Scale.tell(Path.of(options.get(0)), sizes(options.subList(1, options.size())), out));
            }
            case "timeline" -> {
                if (options.size() != 1) {
                    throw new UsageException("timeline wants one file to write, such as timeline.html");
                }
                yield status(SplitBrainTimeline.tell(Path.of(options.get(0)), out));
            }
            case "serve" -> {
                Serve.serve(ServeOptions.parse(options), out, interrupted);
                yield OK;
            }
            default ->
                throw new UsageException("no sample is named " + command
                        + "; there are split-brain, failover, resharding, scale, timeline, serve");
        };
    }

    private static List<Integer> sizes(List<String> options) {
        if (options.isEmpty()) {
            return Scale.SIZES;
        }
        List<Integer> sizes = new ArrayList<>();
        for (String size : options.get(0).split(",")) {
            if (!size.matches("[0-9]{1,4}") || Integer.parseInt(size) < 6 || Integer.parseInt(size) > 1000) {
                throw new UsageException("size " + size + " is not a whole number within 6 to 1000");
            }
            sizes.add(Integer.valueOf(size));
        }
        return sizes;
    }

    private static void refuseOptions(String command, List<String> options) {
        if (!options.isEmpty()) {
            throw new UsageException(command + " takes no options, but was given " + String.join(" ", options));
        }
    }

    private static int status(boolean asExpected) {
        return asExpected ? OK : UNEXPECTED;
    }
}

package io.clusterjar;

import io.clusterjar.base.Bytes;
import io.clusterjar.launch.LocalLinks;
import io.clusterjar.protocol.RespValue;
import io.clusterjar.slot.Slots;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client inside the JVM: no socket, no thread, some hundred nanoseconds a command. It speaks the nodes' own protocol and follows their
 * redirects, but stands inside the node that it asks: no fault of the network comes between.
 *
 * <p>For tests that look at what is stored, and for applications at the edge that keep their data in the same process. Not for use by
 * several threads at once; each takes its own.
 */
public final class LocalClient implements AutoCloseable {
    /** How long a command may wait for its reply, in real time. */
    public static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final int MAX_REDIRECTS = 16;
    /** Commands whose first key is not their second word. */
    private static final Map<String, Integer> KEY_WORDS = Map.of(
            "OBJECT", 2, "MEMORY", 2, "BITOP", 2, "XGROUP", 2, "XINFO", 2, "LMPOP", 2, "ZMPOP", 2, "BLMPOP", 3,
            "BZMPOP", 3, "MIGRATE", 3);

    private final RedisDeployment deployment;
    private final @Nullable ClusterNode only;
    private final LocalLinks links;
    private final ClusterNode[] owners;

    /** A client of one node, or of all when {@code only} is null. */
    LocalClient(RedisDeployment deployment, @Nullable ClusterNode only) {
        this.deployment = deployment;
        this.only = only;
        this.links = new LocalLinks(deployment.launcher());
        this.owners = new ClusterNode[only == null ? Slots.COUNT : 0];
    }

    /**
     * Runs a command on the node that serves its key; one without a key on any master.
     *
     * @return a {@code String}, {@code Long}, {@code Double}, {@code Boolean}, {@code List}, {@code Map}, {@code Set} or null
     * @throws RedisErrorException when the reply is an error that is no redirect
     * @throws IllegalStateException when the node does not run, or does not answer within {@link #TIMEOUT}
     */
    public @Nullable Object execute(String... words) {
        byte[][] bytes = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            bytes[i] = Bytes.utf8(words[i]);
        }
        return Replies.toJava(run(bytes));
    }

    /** As {@link #execute(String...)}, in bytes; strings of the reply are {@code byte[]}. */
    public @Nullable Object executeBytes(byte[]... words) {
        return Replies.toJavaBytes(run(words));
    }

    /** {@code GET}. */
    public @Nullable String get(String key) {
        return (String) execute("GET", key);
    }

    /** {@code SET}. */
    public void set(String key, String value) {
        execute("SET", key, value);
    }

    /** {@code INCR}; the new value. */
    public long incr(String key) {
        return number(execute("INCR", key));
    }

    /** {@code DEL}; whether the key was there. */
    public boolean del(String key) {
        return number(execute("DEL", key)) == 1;
    }

    /** {@code EXISTS}. */
    public boolean exists(String key) {
        return number(execute("EXISTS", key)) == 1;
    }

    private static long number(@Nullable Object reply) {
        if (reply instanceof Long value) {
            return value;
        }
        throw new IllegalStateException("reply=" + reply + " is no integer");
    }

    private RespValue run(byte[][] words) {
        if (words.length == 0) {
            throw new IllegalArgumentException("words=[] names no command");
        }
        if (only != null) {
            return links.ask(only.member(), TIMEOUT, words);
        }
        int slot = slotOf(words);
        ClusterNode node = owner(slot);
        boolean asking = false;
        for (int redirects = 0; redirects < MAX_REDIRECTS; redirects++) {
            if (asking) {
                links.ask(node.member(), TIMEOUT, ASKING);
            }
            RespValue reply = links.ask(node.member(), TIMEOUT, words);
            String code = reply instanceof RespValue.ErrorReply error ? error.code() : "";
            if (!code.equals("MOVED") && !code.equals("ASK")) {
                return reply;
            }
            asking = code.equals("ASK");
            node = target(((RespValue.ErrorReply) reply).text());
            if (!asking && slot >= 0) {
                owners[slot] = node;
            }
        }
        throw new IllegalStateException("more than " + MAX_REDIRECTS + " redirects\n" + deployment.describe());
    }

    private static final byte[] ASKING = Bytes.latin1("ASKING");

    private ClusterNode target(String redirect) {
        return deployment.node(redirect.substring(redirect.lastIndexOf(' ') + 1));
    }

    private static int slotOf(byte[][] words) {
        int word = 1;
        if (!KEY_WORDS.isEmpty() && words[0].length >= 5) {
            word = KEY_WORDS.getOrDefault(Bytes.text(words[0]).toUpperCase(Locale.ROOT), 1);
        }
        return words.length <= word ? -1 : Slots.slotOf(words[word], 0, words[word].length);
    }

    private ClusterNode owner(int slot) {
        ClusterNode known = slot < 0 ? null : owners[slot];
        if (known != null && known.isRunning()) {
            return known;
        }
        ClusterNode found = slot < 0 ? null : deployment.query(() -> deployment.findMasterOfSlot(slot));
        if (found == null) {
            found = deployment.nodes().stream()
                    .filter(ClusterNode::isRunning)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no node runs\n" + deployment.describe()));
        }
        if (slot >= 0) {
            owners[slot] = found;
        }
        return found;
    }

    /** Leaves the nodes. Closing twice is fine. */
    @Override
    public void close() {
        links.close();
    }
}

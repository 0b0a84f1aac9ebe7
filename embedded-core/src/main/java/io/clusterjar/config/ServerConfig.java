package io.clusterjar.config;

import io.clusterjar.base.Glob;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one node: their values, and who wants to hear of changes. Used on the node's own thread; a copy
 * shares nothing with its original.
 *
 * <p>Reading costs one array access, so that commands may ask on every call. A fresh instance has the defaults of Redis
 * 7.2 but for {@link EmbeddedDefaults}.
 */
public final class ServerConfig {
    private static final ConfigKey[] KEYS = ConfigKey.values();
    private static final byte[] NO_GLOB = {};

    private final long[] numbers;
    private final @Nullable String[] texts;
    private final List<Listener> listeners = new ArrayList<>(8);
    private @Nullable String filePath;
    private @Nullable Flaw flaw;
    private int failing; // index of the parameter that a change was busy with

    /** The defaults of an embedded node. */
    public ServerConfig() {
        this(Presets.EMBEDDED);
    }

    private ServerConfig(ServerConfig other) {
        numbers = other.numbers.clone();
        texts = other.texts.clone();
        filePath = other.filePath;
        flaw = other.flaw;
    }

    private ServerConfig(boolean embedded) {
        numbers = new long[KEYS.length];
        texts = new String[KEYS.length];
        for (ConfigKey key : KEYS) {
            if (key.kind().numeric()) {
                numbers[key.ordinal()] = ConfigText.number(key, key.preset());
            } else {
                texts[key.ordinal()] = key.preset();
            }
        }
        if (embedded) {
            EmbeddedDefaults.apply(this);
        }
    }

    /** The defaults of {@code redis-server}, nothing changed. */
    public static ServerConfig redisDefaults() {
        return new ServerConfig(Presets.REDIS);
    }

    /** The same values, no listeners, not started. */
    public ServerConfig copy() {
        return new ServerConfig(this);
    }

    /** Takes over all values of {@code other}; listeners hear what has changed by that. */
    public void restore(ServerConfig other) {
        List<Runnable> concerned = new ArrayList<>();
        for (Listener listener : listeners) {
            int i = listener.key().ordinal();
            if (numbers[i] != other.numbers[i] || !java.util.Objects.equals(texts[i], other.texts[i])) {
                concerned.add(listener.listener());
            }
        }
        System.arraycopy(other.numbers, 0, numbers, 0, numbers.length);
        System.arraycopy(other.texts, 0, texts, 0, texts.length);
        concerned.forEach(Runnable::run);
    }

    // ---- mistakes on purpose

    /** Plants a mistake, for tests that show that it is found. */
    public void plant(Flaw planted) {
        flaw = planted;
    }

    /** Whether this mistake is planted here. */
    public boolean has(Flaw asked) {
        return flaw == asked;
    }

    // ---- reading

    /**
     * A parameter that is a number: the number itself, bytes, 1 or 0 of a {@code yes} or {@code no}, the index of an
     * enumeration's word, the bits of {@code notify-keyspace-events}. A percentage is negative.
     */
    public long number(ConfigKey key) {
        return numbers[key.ordinal()];
    }

    /** {@link #number} where it fits an int; larger values become the largest int. */
    public int integer(ConfigKey key) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, numbers[key.ordinal()]));
    }

    /** Whether a {@code yes} or {@code no} parameter is {@code yes}. */
    public boolean flag(ConfigKey key) {
        return numbers[key.ordinal()] != 0;
    }

    /** Any parameter as {@code CONFIG GET} shows it. */
    public String text(ConfigKey key) {
        String text = texts[key.ordinal()];
        return text != null ? text : ConfigText.print(key, numbers[key.ordinal()]);
    }

    /** Whether {@code maxmemory-policy} goes by how often keys are used, and not by when they were used last. */
    public boolean usesFrequency() {
        return text(ConfigKey.MAXMEMORY_POLICY).endsWith("-lfu");
    }

    /** {@code save}: pairs of seconds and changes, one after the other. */
    public long[] savePoints() {
        List<String> words = ConfigText.words(text(ConfigKey.SAVE));
        long[] points = new long[words.size()];
        for (int i = 0; i < points.length; i++) {
            points[i] = Long.parseLong(words.get(i));
        }
        return points;
    }

    /**
     * {@code client-output-buffer-limit}: hard limit in bytes, soft limit in bytes and seconds for normal, replica and
     * pub/sub clients: nine numbers.
     */
    public long[] outputLimits() {
        return ConfigText.limits(text(ConfigKey.CLIENT_OUTPUT_BUFFER_LIMIT));
    }

    /** {@code latency-tracking-info-percentiles}. */
    public double[] percentiles() {
        List<String> words = ConfigText.words(text(ConfigKey.LATENCY_TRACKING_INFO_PERCENTILES));
        double[] percentiles = new double[words.size()];
        for (int i = 0; i < percentiles.length; i++) {
            percentiles[i] = Double.parseDouble(words.get(i));
        }
        return percentiles;
    }

    /** Tells {@code show} name and value of every parameter that one of {@code patterns} names, each once. */
    public void get(List<String> patterns, BiConsumer<String, String> show) {
        List<String> shown = new ArrayList<>();
        for (String pattern : patterns) {
            byte[] glob = isGlob(pattern) ? pattern.getBytes(StandardCharsets.ISO_8859_1) : NO_GLOB;
            if (glob == NO_GLOB) {
                ConfigKey key = ConfigNames.find(pattern);
                if (key != null) {
                    show(key, pattern, shown, show);
                }
                continue;
            }
            for (ConfigKey key : KEYS) {
                if (!key.hidden()) {
                    showIfMatching(key, key.configName(), glob, shown, show);
                    String alias = key.alias();
                    if (alias != null) {
                        showIfMatching(key, alias, glob, shown, show);
                    }
                }
            }
        }
    }

    private void showIfMatching(
            ConfigKey key, String name, byte[] glob, List<String> shown, BiConsumer<String, String> show) {
        if (Glob.matches(glob, name.getBytes(StandardCharsets.ISO_8859_1), true)) {
            show(key, name, shown, show);
        }
    }

    private void show(ConfigKey key, String name, List<String> shown, BiConsumer<String, String> show) {
        for (String earlier : shown) {
            if (earlier.equalsIgnoreCase(name)) {
                return;
            }
        }
        shown.add(name);
        show.accept(name, text(key));
    }

    private static boolean isGlob(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '*' || c == '?' || c == '[') {
                return true;
            }
        }
        return false;
    }

    // ---- writing

    /**
     * Sets a parameter from its text.
     *
     * @throws IllegalArgumentException when there is no such parameter, naming one that is near, or when it does not take
     *     the value
     */
    public void set(String name, String value) {
        ConfigKey key = ConfigNames.find(name);
        if (key == null) {
            throw new IllegalArgumentException(ConfigNames.unknown(name));
        }
        set(key, value);
    }

    /** Sets a parameter from its text; {@link IllegalArgumentException} when it does not take the value. */
    public void set(ConfigKey key, String value) {
        try {
            change(new ConfigKey[] {key}, new String[] {value});
        } catch (ConfigRefused e) {
            throw new IllegalArgumentException(key.configName() + "=" + value + ": " + e.reason());
        }
    }

    /** Sets a number without a text between. */
    public void set(ConfigKey key, long value) {
        set(key, Long.toString(value));
    }

    /** Sets a {@code yes} or {@code no}. */
    public void set(ConfigKey key, boolean value) {
        set(key, value ? "yes" : "no");
    }

    /**
     * {@code CONFIG SET}: all of them or none. Names and values alternate.
     *
     * @return null when all are set, else the error reply without its leading {@code -}
     */
    public @Nullable String setAll(List<String> namesAndValues) {
        int count = namesAndValues.size() / 2;
        ConfigKey[] keys = new ConfigKey[count];
        String[] values = new String[count];
        String refusal = null;
        for (int i = 0; i < count; i++) {
            String name = namesAndValues.get(2 * i);
            ConfigKey key = ConfigNames.find(name);
            if (key == null) {
                return "ERR Unknown option or number of arguments for CONFIG SET - '" + name + "'";
            }
            keys[i] = key;
            values[i] = namesAndValues.get(2 * i + 1);
            if (refusal == null) {
                refusal = refusal(keys, i);
            }
        }
        if (refusal != null) {
            return refusal;
        }
        try {
            change(keys, values);
            return null;
        } catch (ConfigRefused e) {
            return failed(keys[failing], e.reason());
        }
    }

    private @Nullable String refusal(ConfigKey[] keys, int last) {
        ConfigKey key = keys[last];
        if (key.immutable()) {
            return failed(key, "can't set immutable config");
        }
        if (key.guarded() && !text(ConfigKey.ENABLE_PROTECTED_CONFIGS).equals("yes")) {
            return failed(key, "can't set protected config");
        }
        for (int i = 0; i < last; i++) {
            if (keys[i] == key) {
                return failed(key, "duplicate parameter");
            }
        }
        return null;
    }

    private static String failed(ConfigKey key, String reason) {
        return "ERR CONFIG SET failed (possibly related to argument '" + key.configName() + "') - " + reason;
    }

    private void change(ConfigKey[] keys, String[] values) {
        long[] oldNumbers = numbers.clone();
        @Nullable String[] oldTexts = texts.clone();
        int heard = 0;
        try {
            for (failing = 0; failing < keys.length; failing++) {
                store(keys[failing], values[failing]);
            }
            for (failing = 0; failing < keys.length; failing++, heard++) {
                ConfigKey key = keys[failing];
                if (numbers[key.ordinal()] != oldNumbers[key.ordinal()]
                        || !java.util.Objects.equals(texts[key.ordinal()], oldTexts[key.ordinal()])) {
                    tell(key);
                }
            }
        } catch (ConfigRefused e) {
            System.arraycopy(oldNumbers, 0, numbers, 0, numbers.length);
            System.arraycopy(oldTexts, 0, texts, 0, texts.length);
            int culprit = failing;
            for (int i = 0; i < heard; i++) {
                tell(keys[i]);
            }
            failing = culprit;
            throw e;
        }
    }

    private void store(ConfigKey key, String value) {
        if (!key.kind().numeric()) {
            texts[key.ordinal()] = ConfigText.text(key, value, text(key));
            return;
        }
        long number = ConfigText.number(key, value);
        if (key == ConfigKey.HZ) {
            number = Math.max(1, Math.min(500, number));
        }
        numbers[key.ordinal()] = number;
    }

    // ---- listening

    /**
     * Runs {@code listener} after every change of {@code key}. It may throw {@link ConfigRefused}: then the change, and
     * all made by the same command, are undone.
     */
    public void onChange(ConfigKey key, Runnable listener) {
        listeners.add(new Listener(key, listener));
    }

    private void tell(ConfigKey key) {
        for (int i = 0; i < listeners.size(); i++) {
            if (listeners.get(i).key == key) {
                listeners.get(i).listener.run();
            }
        }
    }

    // ---- the file

    /** The configuration file, or null when the node was started without one. */
    public @Nullable String filePath() {
        return filePath;
    }

    /** Says which file {@code CONFIG REWRITE} writes. */
    public void filePath(@Nullable String path) {
        filePath = path;
    }

    private record Listener(ConfigKey key, Runnable listener) {}

    /** Made once: a new instance is then two array copies. */
    private static final class Presets {
        static final ServerConfig REDIS = new ServerConfig(false);
        static final ServerConfig EMBEDDED = new ServerConfig(true);
    }
}

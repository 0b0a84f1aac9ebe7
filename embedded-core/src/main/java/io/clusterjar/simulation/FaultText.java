package io.clusterjar.simulation;

import io.clusterjar.BusMessageType;
import io.clusterjar.CrashMode;
import io.clusterjar.net.CutMode;
import io.clusterjar.net.Plane;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Faults as text: a verb, selectors, then {@code name=value} pairs in any order. Numbers are milliseconds, latencies microseconds. Words that
 * are one of several may be in any case.
 *
 * <pre>
 * cut node-1,node-4 rest planes=BUS,REPLICATION mode=RESET way=one
 * cut client(inside) master(cart:42)
 * cut node-1,client(inside) rest
 * ring all
 * bridge node-1,node-2 node-4,node-5
 * slow node-1 rest latency=50000 jitter=10000
 * lossy node-1 node-2,node-3 probability=0.1 planes=REPLICATION
 * flaky master(cart:42) rest up=2000 down=1500
 * narrow all rest bytes=20000
 * crash minority mode=POWER_LOSS
 * pause node-3
 * skew node-2 by=-30000
 * drift node-2 rate=1.2
 * disk node-3 kind=SLOW by=300
 * messages all node-4 types=FAILOVER_AUTH_ACK action=HOLD
 * </pre>
 */
public final class FaultText {
    private static final List<String> VERBS = List.of(
            "cut",
            "ring",
            "bridge",
            "slow",
            "lossy",
            "flaky",
            "narrow",
            "crash",
            "pause",
            "skew",
            "drift",
            "disk",
            "messages");

    private FaultText() {}

    // ---- writing

    static String of(FaultSpec.Partition cut) {
        return "cut " + cut.a() + " " + cut.b() + planes(cut.planes()) + (cut.oneWay() ? " way=one" : "")
                + (cut.mode() == CutMode.BLACKHOLE ? "" : " mode=" + cut.mode());
    }

    static String of(FaultSpec.WeakLink link) {
        return link.verb() + " " + link.a() + " " + link.b() + " "
                + link.weakness().text() + planes(link.planes());
    }

    static String of(FaultSpec.Crash crash) {
        return "crash " + crash.nodes() + (crash.mode() == CrashMode.PROCESS ? "" : " mode=" + crash.mode());
    }

    static String of(FaultSpec.Messages messages) {
        return "messages " + messages.from() + " " + messages.to() + " types=" + list(messages.types()) + " action="
                + messages.action();
    }

    private static String planes(Set<Plane> planes) {
        return planes.size() == Plane.values().length ? "" : " planes=" + list(planes);
    }

    private static String list(Collection<? extends Enum<?>> names) {
        return names.stream().map(Enum::name).collect(Collectors.joining(","));
    }

    // ---- reading

    /**
     * Reads a fault.
     *
     * @throws IllegalArgumentException saying what cannot be read
     */
    public static FaultSpec parse(String text) {
        Words words = new Words(text);
        FaultSpec read =
                switch (words.verb) {
                    case "cut" ->
                        new FaultSpec.Partition(
                                words.selector(0),
                                words.selector(1),
                                words.planes(),
                                words.oneWay(),
                                words.oneOf(CutMode.class, "mode", CutMode.BLACKHOLE));
                    case "ring" -> new FaultSpec.MajoritiesRing(words.selector(0));
                    case "bridge" -> new FaultSpec.Bridge(words.selector(0), words.selector(1));
                    case "slow" ->
                        words.link(new Weakness.Slow(
                                Duration.of(words.number("latency"), ChronoUnit.MICROS),
                                Duration.of(words.numberOr("jitter", 0), ChronoUnit.MICROS)));
                    case "lossy" -> words.link(new Weakness.Lossy(words.fraction("probability")));
                    case "flaky" ->
                        words.link(new Weakness.Flaky(
                                Duration.ofMillis(words.number("up")), Duration.ofMillis(words.number("down"))));
                    case "narrow" -> words.link(new Weakness.Narrow(words.number("bytes")));
                    case "crash" ->
                        new FaultSpec.Crash(words.selector(0), words.oneOf(CrashMode.class, "mode", CrashMode.PROCESS));
                    case "pause" -> new FaultSpec.Pause(words.selector(0));
                    case "skew" -> new FaultSpec.Skew(words.selector(0), Duration.ofMillis(words.number("by")));
                    case "drift" -> new FaultSpec.Drift(words.selector(0), words.fraction("rate"));
                    case "messages" ->
                        new FaultSpec.Messages(
                                words.types(),
                                words.selector(0),
                                words.selector(1),
                                words.oneOf(FaultSpec.Messages.Action.class, "action", null));
                    case "disk" ->
                        new FaultSpec.DiskTrouble(
                                words.selector(0),
                                words.oneOf(FaultSpec.DiskTrouble.Kind.class, "kind", null),
                                Duration.ofMillis(words.numberOr("by", 0)));
                    default ->
                        throw new IllegalArgumentException("fault=" + text + ": no such verb; there are " + VERBS);
                };
        words.checkAllTaken();
        return read;
    }

    /** The words of one fault. */
    private static final class Words {
        private final String text;
        private final String verb;
        private final List<String> selectors = new ArrayList<>();
        private final Map<String, String> values = new LinkedHashMap<>();
        private int selectorsTaken;

        Words(String text) {
            this.text = text;
            String[] words = text.trim().replaceAll(",\\s+", ",").split("\\s+");
            verb = words[0].toLowerCase(Locale.ROOT);
            for (int i = 1; i < words.length; i++) {
                int equals = words[i].indexOf('=');
                if (equals < 0 || words[i].contains("(")) {
                    selectors.add(words[i]);
                } else {
                    values.put(words[i].substring(0, equals), words[i].substring(equals + 1));
                }
            }
        }

        Selector selector(int index) {
            if (index >= selectors.size()) {
                throw new IllegalArgumentException("fault=" + text + ": a selector is missing");
            }
            selectorsTaken = Math.max(selectorsTaken, index + 1);
            return Selector.parse(selectors.get(index));
        }

        String word(String name, @Nullable String preset) {
            String value = values.remove(name);
            if (value == null && preset == null) {
                throw new IllegalArgumentException("fault=" + text + ": " + name + "= is missing");
            }
            return value == null ? java.util.Objects.requireNonNull(preset) : value;
        }

        long number(String name) {
            try {
                return Long.parseLong(word(name, null));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("fault=" + text + ": " + name + "= is no number", e);
            }
        }

        long numberOr(String name, long preset) {
            return values.containsKey(name) ? number(name) : preset;
        }

        double fraction(String name) {
            try {
                return Double.parseDouble(word(name, null));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("fault=" + text + ": " + name + "= is no number", e);
            }
        }

        boolean oneWay() {
            String way = word("way", "both");
            if (!way.equals("one") && !way.equals("both")) {
                throw new IllegalArgumentException("fault=" + text + ": way=" + way + " is none of [one, both]");
            }
            return way.equals("one");
        }

        Set<Plane> planes() {
            return values.containsKey("planes") ? listed(Plane.class, "planes") : EnumSet.allOf(Plane.class);
        }

        Set<BusMessageType> types() {
            return listed(BusMessageType.class, "types");
        }

        <E extends Enum<E>> E oneOf(Class<E> kind, String name, @Nullable E preset) {
            return constant(kind, name, word(name, preset == null ? null : preset.name()));
        }

        private <E extends Enum<E>> Set<E> listed(Class<E> kind, String name) {
            EnumSet<E> listed = EnumSet.noneOf(kind);
            for (String value : word(name, null).split(",")) {
                listed.add(constant(kind, name, value));
            }
            return listed;
        }

        private <E extends Enum<E>> E constant(Class<E> kind, String name, String value) {
            for (E constant : kind.getEnumConstants()) {
                if (constant.name().equalsIgnoreCase(value)) {
                    return constant;
                }
            }
            throw new IllegalArgumentException("fault=" + text + ": " + name + "=" + value + " is none of "
                    + Arrays.toString(kind.getEnumConstants()));
        }

        FaultSpec link(Weakness weakness) {
            return new FaultSpec.WeakLink(selector(0), selector(1), planes(), weakness);
        }

        void checkAllTaken() {
            if (selectorsTaken < selectors.size() || !values.isEmpty()) {
                List<String> left = new ArrayList<>(selectors.subList(selectorsTaken, selectors.size()));
                left.addAll(values.keySet());
                throw new IllegalArgumentException("fault=" + text + ": " + left + " say nothing");
            }
        }
    }
}

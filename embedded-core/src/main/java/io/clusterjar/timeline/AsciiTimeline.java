package io.clusterjar.timeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A recording as text: time goes down, a column a node ({@code M} master, {@code r} replica, {@code z} paused, {@code .} down, {@code -}
 * unknown), then the numbers of the faults in force, then what happened. What several nodes do within a second is one line.
 *
 * <pre>
 *               1 2 3 4 5 6
 *  00:02.000    M M M r r r 1    fault 1 begins: isolation of [node-2] ...
 *  00:18.120    M M M r r r 1    node-1 node-3: suspects node-2
 * </pre>
 */
public final class AsciiTimeline {
    /** How many lines are told, the last ones. */
    public static final int MAX_LINES = 80;

    /** The least width. */
    public static final int MIN_WIDTH = 40;

    private static final int MAX_COLUMNS = 64;
    private static final int MAX_SPACED_COLUMNS = 24;
    private static final int MAX_FAULT_COLUMNS = 4;
    private static final int MAX_NAMES = 6;
    private static final long MERGE_NS = 1_000_000_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Recording recording;
    private final int width;
    private final Map<Lane, LaneState> states = new LinkedHashMap<>();
    private final Set<Lane> known = new LinkedHashSet<>();
    private final Set<Long> faults = new LinkedHashSet<>();
    private final List<Row> rows = new ArrayList<>();
    private final Map<RowKey, Row> open = new LinkedHashMap<>();
    private final Map<Lane, Row> lastOperation = new LinkedHashMap<>();

    /** What makes events one line. */
    private record RowKey(EventKind kind, @Nullable Lane other, long a, String text) {}

    /** Above so many nodes suspicions of all others are one line. */
    private static final int MAX_OTHERS = 12;

    private static final class Row {
        final Event first;
        final Set<Lane> lanes = new LinkedHashSet<>();
        final String columns;
        int again;
        final Set<Lane> others = new LinkedHashSet<>();

        Row(Event first, String columns) {
            this.first = first;
            this.columns = columns;
        }
    }

    private AsciiTimeline(Recording recording, int width) {
        this.recording = recording;
        this.width = width;
        for (Lane lane : recording.lanes()) {
            if (lane.type() == Lane.Type.NODE) {
                states.put(lane, new LaneState());
            }
        }
    }

    /**
     * The text.
     *
     * @param width most columns, {@value #MIN_WIDTH} or more
     */
    public static String of(Recording recording, int width) {
        if (width < MIN_WIDTH) {
            throw new IllegalArgumentException("width=" + width + " is less than " + MIN_WIDTH);
        }
        AsciiTimeline timeline = new AsciiTimeline(recording, width);
        recording.events().forEach(timeline::event);
        return timeline.text();
    }

    private void event(Event event) {
        Lane lane = event.lane();
        LaneState state = lane == null ? null : states.get(lane);
        if (state != null) {
            state.on(event);
        }
        if (event.kind() == EventKind.FAULT_BEGUN) {
            faults.add(event.a());
        } else if (event.kind() == EventKind.FAULT_ENDED) {
            faults.remove(event.a());
        }
        if (isShown(event)) {
            show(event);
        }
    }

    private boolean isShown(Event event) {
        return switch (event.kind()) {
            case SLOTS, EPOCH, SLOTS_SEEN, REPLICA_OF, MESSAGE, DROP -> false;
            case ROLE -> event.lane() != null && !known.add(event.lane());
            case OPERATION -> isWorthALine(event);
            case VOTE_REFUSED -> !event.text().equals("NOT_A_VOTER");
            default -> true;
        };
    }

    /** An operation that went well is not told, and the next that does not is news again. */
    private boolean isWorthALine(Event operation) {
        boolean worth = operation.b() != 0;
        if (!worth && operation.lane() != null) {
            lastOperation.remove(operation.lane());
        }
        return worth;
    }

    private void show(Event event) {
        boolean alone = event.kind().group() == EventKind.Group.FAULT || event.kind() == EventKind.NOTE;
        boolean anyMaster = event.kind().group() == EventKind.Group.REPLICATION;
        boolean byState = event.kind() == EventKind.STATE || anyMaster;
        if (event.kind() == EventKind.OPERATION && repeats(event)) {
            return;
        }
        boolean numbered = byState || event.kind().group() == EventKind.Group.ELECTION;
        String text = event.kind() == EventKind.STARTED ? "" : event.text();
        boolean manyOthers = isAboutAnother(event.kind()) && states.size() > MAX_OTHERS;
        RowKey key = new RowKey(
                event.kind(),
                anyMaster || manyOthers ? null : event.other(),
                numbered && event.kind() != EventKind.LINK_DOWN ? event.a() : 0,
                text);
        Row row = alone ? null : open.get(key);
        if (row == null || event.atNs() - row.first.atNs() > MERGE_NS) {
            row = sameSubject(event);
        }
        if (row == null) {
            row = new Row(event, columns());
            rows.add(row);
            open.put(key, row);
            if (event.kind() == EventKind.OPERATION && event.lane() != null) {
                lastOperation.put(event.lane(), row);
            }
        }
        if (event.other() != null) {
            row.others.add(event.other());
        }
        if (event.lane() != null) {
            row.lanes.add(event.lane());
        }
    }

    /** A client that is told the same again is not worth another line. */
    private boolean repeats(Event event) {
        Row last = event.lane() == null ? null : lastOperation.get(event.lane());
        if (last == null || last.first.b() != event.b() || !outcome(last.first).equals(outcome(event))) {
            return false;
        }
        last.again++;
        return true;
    }

    private static String outcome(Event operation) {
        String text = operation.text();
        return text.substring(text.indexOf(" -> ") + 1);
    }

    /** The last line, if it says the same of the same lane and others. */
    private @Nullable Row sameSubject(Event event) {
        if (!isAboutAnother(event.kind()) || rows.isEmpty()) {
            return null;
        }
        Row last = rows.get(rows.size() - 1);
        boolean same = last.first.kind() == event.kind()
                && last.lanes.equals(event.lane() == null ? Set.of() : Set.of(event.lane()))
                && event.atNs() - last.first.atNs() <= MERGE_NS;
        return same ? last : null;
    }

    private static boolean isAboutAnother(EventKind kind) {
        return kind == EventKind.SUSPECTED || kind == EventKind.RECOVERED;
    }

    private String columns() {
        if (states.size() > MAX_COLUMNS) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        String space = states.size() <= MAX_SPACED_COLUMNS ? " " : "";
        states.values().forEach(state -> text.append(state.letter()).append(space));
        text.append(' ');
        int shown = 0;
        for (long fault : faults) {
            if (shown++ < MAX_FAULT_COLUMNS) {
                text.append(shown == MAX_FAULT_COLUMNS && faults.size() > shown ? "+" : Long.toString(fault % 10));
            }
        }
        while (shown++ < MAX_FAULT_COLUMNS) {
            text.append(' ');
        }
        return text.toString();
    }

    private String text() {
        StringBuilder out = new StringBuilder();
        String seed = recording.seed() == null ? "" : ", seed " + recording.seed();
        line(out, "timeline of " + recording.name() + seed + ", " + time(recording.endedNs()) + " long");
        if (states.size() <= MAX_COLUMNS) {
            header(out);
        }
        int from = Math.max(0, rows.size() - MAX_LINES);
        long earlier = recording.forgotten() + from;
        if (earlier > 0) {
            line(out, "  ... " + earlier + " earlier events");
        }
        for (Row row : rows.subList(from, rows.size())) {
            line(out, String.format("%10s  %s %s", time(row.first.atNs()), row.columns, words(row)));
        }
        return out.toString();
    }

    /** The number that each node's name ends with, read from top to bottom. */
    private void header(StringBuilder out) {
        List<String> numbers = states.keySet().stream()
                .map(lane -> lane.name().replaceAll("^.*?(\\d{0,3})$", "$1"))
                .toList();
        int digits = numbers.stream().mapToInt(String::length).max().orElse(0);
        String space = states.size() <= MAX_SPACED_COLUMNS ? " " : "";
        for (int row = 0; row < digits; row++) {
            StringBuilder text = new StringBuilder(" ".repeat(12));
            for (String number : numbers) {
                int at = row - (digits - number.length());
                text.append(at < 0 ? ' ' : number.charAt(at)).append(space);
            }
            line(out, text.toString());
        }
    }

    private void line(StringBuilder out, String line) {
        String text = line.replace('\n', ' ').stripTrailing();
        out.append(text.length() <= width ? text : text.substring(0, width - 3) + "...")
                .append('\n');
    }

    private static String words(Row row) {
        String words = Sentence.words(row.first);
        if (row.others.size() > 1) {
            words = switch (row.first.kind()) {
                case LINK_UP -> row.first.a() == 1 ? "full sync from their masters" : "in sync with their masters";
                case LINK_DOWN -> "lose their masters";
                case SUSPECTED -> "suspects " + names(row.others);
                case RECOVERED -> "sees " + names(row.others) + " again";
                default -> words;
            };
        }
        if (row.first.kind() == EventKind.STARTED && row.lanes.size() > 1) {
            words = "started";
        }
        String again = row.again > 0 ? ", and " + row.again + " times more" : "";
        return (row.lanes.isEmpty() ? words : names(row.lanes) + ": " + words) + again;
    }

    private static String names(Set<Lane> lanes) {
        List<String> names = lanes.stream().map(Lane::name).toList();
        return names.size() <= MAX_NAMES
                ? String.join(" ", names)
                : String.join(" ", names.subList(0, MAX_NAMES - 1)) + " and " + (names.size() - MAX_NAMES + 1)
                        + " more";
    }

    private static String time(long ns) {
        long ms = ns / NANOS_PER_MILLI;
        String hours = ms >= 3_600_000 ? ms / 3_600_000 + ":" : "";
        return hours + String.format("%02d:%02d.%03d", ms / 60_000 % 60, ms / 1000 % 60, ms % 1000);
    }
}

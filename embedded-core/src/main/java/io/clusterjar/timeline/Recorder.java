package io.clusterjar.timeline;

import io.clusterjar.net.Address;
import io.clusterjar.net.virtual.Fault;
import io.clusterjar.net.virtual.LinkId;
import io.clusterjar.net.virtual.Links;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where all that happens in a deployment is written down. Always on: an event costs a few dozen nanoseconds and 50 bytes, nothing is
 * allocated before it is needed, and three rings bound what is kept, so that clients' operations and packets cannot displace the story itself.
 * Any thread may record and read.
 */
public final class Recorder {
    /** How many events of nodes, elections and faults are kept. */
    public static final int MAX_EVENTS = 65_536;

    /** How many packets and drops are kept. */
    public static final int MAX_MESSAGES = 16_384;

    /** How many operations of clients are kept. */
    public static final int MAX_OPERATIONS = 16_384;

    /** How many faults are kept; the oldest of those that ended are forgotten. */
    public static final int MAX_FAULTS = 4096;

    /** How many events {@link #lines} tells. */
    public static final int MAX_LINES = 64;

    private static final int MAX_PACKET_TYPES = 16;

    private final String name;
    private final @Nullable Long seed;
    private final LongSupplier nowNs;
    private final long epochMs;
    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private final Map<String, Lane> byAddress = new HashMap<>();
    private final Map<String, Lane> byId = new HashMap<>();
    private final EventRing story = new EventRing(MAX_EVENTS, this::keepState);
    private final EventRing messages = new EventRing(MAX_MESSAGES, event -> {});
    private final EventRing operations = new EventRing(MAX_OPERATIONS, event -> {});
    private final ArrayDeque<Event> lines = new ArrayDeque<>();
    private final Map<StateKey, Event> kept = new LinkedHashMap<>();
    private final Map<Long, FaultInfo> faults = new LinkedHashMap<>();
    private final IdentityHashMap<Fault, FaultInfo> inForce = new IdentityHashMap<>();
    private final Map<Lane, long[]> packets = new LinkedHashMap<>();
    private long startNs;
    private long number;
    private long faultNumber;

    /** What a lasting event is the state of: of its kind and lane, the last one counts. */
    private record StateKey(
            EventKind.Group group,
            @Nullable Lane lane,
            @Nullable Lane other,
            long fault) {}

    /**
     * An empty recording that begins now.
     *
     * @param nowNs the deployment's base time
     * @param epochMs wall time at base time 0
     */
    public Recorder(String name, @Nullable Long seed, LongSupplier nowNs, long epochMs) {
        this.name = name;
        this.seed = seed;
        this.nowNs = nowNs;
        this.epochMs = epochMs;
        this.startNs = nowNs.getAsLong();
    }

    // ---- who

    /** The lane of that name, made when there is none. */
    public synchronized Lane lane(String laneName, Lane.Type type) {
        Lane lane = lanes.get(laneName);
        if (lane == null) {
            lane = new Lane(laneName, type);
            lanes.put(laneName, lane);
        }
        return lane;
    }

    /** Says where a node's clients connect. */
    public synchronized void address(Lane lane, Address address) {
        lane.address(address.toString());
        byAddress.put(address.toString(), lane);
    }

    /** Says which id a node has. */
    public synchronized void identify(Lane lane, String id) {
        byId.remove(lane.id(), lane);
        lane.id(id);
        byId.put(id, lane);
    }

    /** The node at an address; a lane outside when it is none of the deployment's. */
    public synchronized Lane laneAt(String address) {
        Lane lane = byAddress.get(address);
        return lane == null ? lane(address, Lane.Type.OUTSIDE) : lane;
    }

    /** The node with an id; a lane outside, named by the id's first digits, when it is none of the deployment's. */
    public synchronized Lane laneOfId(String id) {
        Lane lane = byId.get(id);
        return lane == null ? lane(id.substring(0, Math.min(8, id.length())), Lane.Type.OUTSIDE) : lane;
    }

    /** The lane of an endpoint of the network. */
    synchronized Lane laneOfEndpoint(String endpoint) {
        Lane lane = lanes.get(endpoint);
        if (lane != null) {
            return lane;
        }
        String laneName = EventName.ofEndpoint(endpoint);
        return lane(laneName, laneName.equals(endpoint) ? Lane.Type.OUTSIDE : Lane.Type.CLIENT);
    }

    // ---- what

    /** Base time now, in nanoseconds since the recording began. */
    public synchronized long sinceStartNs() {
        return nowNs.getAsLong() - startNs;
    }

    /** Records an event without text. */
    public void record(EventKind kind, @Nullable Lane lane, @Nullable Lane other, long a, long b, long c) {
        record(kind, lane, other, a, b, c, "");
    }

    /** Records an event without numbers. */
    public void record(EventKind kind, @Nullable Lane lane, @Nullable Lane other, String text) {
        record(kind, lane, other, 0, 0, 0, text);
    }

    /** Records an event that happens now. */
    public synchronized void record(
            EventKind kind, @Nullable Lane lane, @Nullable Lane other, long a, long b, long c, String text) {
        long atNs = nowNs.getAsLong() - startNs;
        long its = number++;
        ring(kind, lane).add(its, atNs, kind, lane, other, a, b, c, text);
        if (Sentence.isTold(kind)) {
            if (lines.size() == MAX_LINES) {
                lines.remove();
            }
            lines.add(new Event(its, atNs, kind, lane, other, a, b, c, text));
        }
    }

    private EventRing ring(EventKind kind, @Nullable Lane lane) {
        return switch (kind.group()) {
            case MESSAGE, DROP -> messages;
            case CLIENT -> lane != null && lane.type() == Lane.Type.NODE ? story : operations;
            default -> story;
        };
    }

    private void keepState(Event event) {
        if (!event.kind().isLasting()) {
            return;
        }
        boolean isFault = event.kind().group() == EventKind.Group.FAULT;
        boolean isSuspicion = event.kind().group() == EventKind.Group.SUSPICION;
        StateKey key = new StateKey(
                event.kind().group(), event.lane(), isSuspicion ? event.other() : null, isFault ? event.a() : 0);
        kept.remove(key);
        if (event.kind() != EventKind.FAULT_ENDED && event.kind() != EventKind.RECOVERED) {
            kept.put(key, event);
        }
    }

    /** Forgets what happened so far; times are counted from now on. Faults in force and who is who stay known. */
    public synchronized void clear() {
        story.clear();
        messages.clear();
        operations.clear();
        lines.clear();
        kept.clear();
        packets.clear();
        number = 0;
        startNs = nowNs.getAsLong();
        List<FaultInfo> lasting = new ArrayList<>(faults.values());
        lasting.removeIf(fault -> fault.endedNs >= 0);
        faults.clear();
        for (FaultInfo fault : lasting) {
            fault.begunNs = 0;
            faults.put(fault.number, fault);
            record(EventKind.FAULT_BEGUN, null, null, fault.number, 0, 0, fault.description);
        }
    }

    // ---- the network

    synchronized void faultBegan(Fault fault, Links links) {
        FaultInfo info = new FaultInfo(++faultNumber, fault.description(), links, nowNs.getAsLong() - startNs);
        if (faults.size() == MAX_FAULTS) {
            forgetOldestFault();
        }
        faults.put(info.number, info);
        inForce.put(fault, info);
        record(EventKind.FAULT_BEGUN, null, null, info.number, 0, 0, info.description);
    }

    private void forgetOldestFault() {
        for (Iterator<FaultInfo> all = faults.values().iterator(); all.hasNext(); ) {
            if (all.next().endedNs >= 0) {
                all.remove();
                return;
            }
        }
    }

    synchronized void faultEnded(Fault fault) {
        FaultInfo info = inForce.remove(fault);
        if (info != null) {
            info.endedNs = nowNs.getAsLong() - startNs;
            record(EventKind.FAULT_ENDED, null, null, info.number, info.sum(), 0, info.description);
        }
    }

    /** Something was stopped; {@code noted} is told always, other things less and less often. */
    synchronized void stopped(Fault by, LinkId link, String what, boolean noted) {
        FaultInfo info = inForce.get(by);
        if (info == null) {
            return;
        }
        long nth = info.stopped(link);
        if (noted || Long.bitCount(nth) == 1) {
            Lane from = laneOfEndpoint(link.from());
            record(EventKind.DROP, from, laneOfEndpoint(link.to()), info.number, nth, 0, what);
        }
    }

    synchronized void packet(LinkId link, int type) {
        if (type >= 0 && type < MAX_PACKET_TYPES) {
            packets.computeIfAbsent(laneOfEndpoint(link.from()), lane -> new long[MAX_PACKET_TYPES])[type]++;
        }
    }

    synchronized void message(LinkId link, String what, long enteredNs, long epoch) {
        record(
                EventKind.MESSAGE,
                laneOfEndpoint(link.from()),
                laneOfEndpoint(link.to()),
                Math.max(0, enteredNs - startNs),
                epoch,
                0,
                what);
    }

    // ---- for readers

    /** The last {@value #MAX_LINES} things that happened to nodes, oldest first: UTC time of day, node, and what. */
    public synchronized List<String> lines() {
        List<String> all = new ArrayList<>(lines.size());
        for (Event event : lines) {
            all.add(Sentence.line(event, name, epochMs + (startNs + event.atNs()) / 1_000_000));
        }
        return all;
    }

    /** All that is known now. */
    public synchronized Recording recording() {
        List<Event> events = new ArrayList<>();
        kept.values().forEach(events::add);
        story.forEach(events::add);
        messages.forEach(events::add);
        operations.forEach(events::add);
        events.removeIf(this::isVoid);
        events.sort(Comparator.comparingLong(Event::number));
        Set<Lane> concerned = new LinkedHashSet<>();
        lanes.values().stream().filter(lane -> lane.type() == Lane.Type.NODE).forEach(concerned::add);
        Set<Lane> seen = new LinkedHashSet<>();
        for (Event event : events) {
            if (event.lane() != null) {
                seen.add(event.lane());
            }
            if (event.other() != null) {
                seen.add(event.other());
            }
        }
        seen.stream().filter(lane -> lane.type() == Lane.Type.CLIENT).forEach(concerned::add);
        concerned.addAll(seen);
        return new Recording(
                name,
                seed,
                epochMs + startNs / 1_000_000,
                nowNs.getAsLong() - startNs,
                story.forgotten() + messages.forgotten() + operations.forgotten(),
                List.copyOf(concerned),
                List.copyOf(events),
                spans(),
                packetsByType());
    }

    /** Whether it tells of a fault that ended at once without stopping anything, as happens when a fault is changed while it is made. */
    private boolean isVoid(Event event) {
        if (event.kind().group() != EventKind.Group.FAULT) {
            return false;
        }
        FaultInfo fault = faults.get(event.a());
        return fault != null && isVoid(fault);
    }

    private static boolean isVoid(FaultInfo fault) {
        return fault.endedNs == fault.begunNs && fault.sum() == 0;
    }

    private List<FaultSpan> spans() {
        List<FaultSpan> all = new ArrayList<>();
        for (FaultInfo fault : faults.values()) {
            if (!isVoid(fault)) {
                Map<LinkId, Long> links = new LinkedHashMap<>();
                fault.links().forEach((link, count) -> {
                    if (links.size() < FaultSpan.MAX_LINKS) {
                        links.put(link, count[0]);
                    }
                });
                all.add(new FaultSpan(
                        fault.number,
                        fault.description,
                        fault.links,
                        fault.begunNs,
                        fault.endedNs,
                        fault.sum(),
                        links));
            }
        }
        return all;
    }

    private Map<Lane, Map<String, Long>> packetsByType() {
        Map<Lane, Map<String, Long>> all = new LinkedHashMap<>();
        packets.forEach((lane, counts) -> {
            Map<String, Long> named = new LinkedHashMap<>();
            for (int type = 0; type < counts.length; type++) {
                if (counts[type] > 0) {
                    named.put(PacketWatch.label(type), counts[type]);
                }
            }
            all.put(lane, named);
        });
        return all;
    }
}

package io.clusterjar.timeline;

import io.clusterjar.net.virtual.Endpoints;
import io.clusterjar.net.virtual.LinkId;
import java.util.List;
import java.util.Map;

/** A recording as JSON Lines, as {@link io.clusterjar.timeline} describes them. */
public final class JsonLines {
    private static final int VERSION = 1;
    private static final int BYTES_PER_LINE = 100;

    private final StringBuilder out;
    private final JsonText json;

    private JsonLines(int events) {
        out = new StringBuilder(events * BYTES_PER_LINE);
        json = new JsonText(out);
    }

    /** The recording in one text; every line ends with a line feed. */
    public static String of(Recording recording) {
        JsonLines lines = new JsonLines(recording.events().size());
        lines.head(recording);
        recording.lanes().forEach(lines::lane);
        recording.faults().forEach(lines::fault);
        recording.packets().forEach(lines::traffic);
        recording.events().forEach(lines::event);
        return lines.out.toString();
    }

    private void head(Recording recording) {
        json.open().field("kind", "recording").field("version", VERSION).field("name", recording.name());
        Long seed = recording.seed();
        if (seed != null) {
            json.field("seed", seed.toString()); // a text: JavaScript's numbers are too short for it
        }
        json.field("startedMs", recording.startedMs())
                .field("endedAt", recording.endedNs())
                .field("forgotten", recording.forgotten());
        end();
    }

    private void lane(Lane lane) {
        json.open()
                .field("kind", "lane")
                .field("lane", lane.name())
                .field("type", EventName.of(lane.type()))
                .fieldIfAny("address", lane.address())
                .fieldIfAny("id", lane.id());
        end();
    }

    private void fault(FaultSpan fault) {
        json.open()
                .field("kind", "fault")
                .field("fault", fault.number())
                .field("what", fault.description())
                .field("t", fault.begunNs());
        if (fault.endedNs() >= 0) {
            json.field("ended", fault.endedNs());
        }
        side("from", fault.links().from());
        side("to", fault.links().to());
        json.strings(
                "planes", fault.links().planes().stream().map(EventName::of).toList());
        json.field("bothWays", fault.links().bothWays() ? 1 : 0).field("stopped", fault.stopped());
        json.name("links");
        out.append('[');
        String comma = "";
        for (Map.Entry<LinkId, Long> link : fault.stoppedOn().entrySet()) {
            out.append(comma);
            json.open()
                    .field("from", EventName.ofEndpoint(link.getKey().from()))
                    .field("to", EventName.ofEndpoint(link.getKey().to()))
                    .field("plane", EventName.of(link.getKey().plane()))
                    .field("stopped", link.getValue())
                    .close();
            comma = ",";
        }
        out.append(']');
        end();
    }

    private void side(String name, Endpoints endpoints) {
        List<String> names =
                endpoints.names().stream().map(EventName::ofEndpoint).toList();
        json.strings(endpoints.isAllBut() ? name + "AllBut" : name, names);
    }

    private void traffic(Lane lane, Map<String, Long> packets) {
        json.open().field("kind", "packets").field("lane", lane.name());
        packets.forEach(json::field);
        end();
    }

    private void event(Event event) {
        EventKind kind = event.kind();
        json.open().field("t", event.atNs()).field("kind", kind.label());
        json.fieldIfAny("lane", event.laneName()).fieldIfAny("other", event.otherName());
        for (int i = 0; i < kind.numbers().size(); i++) {
            json.field(kind.numbers().get(i), event.value(i));
        }
        if (!kind.textField().isEmpty()) {
            json.field(kind.textField(), event.text());
        }
        end();
    }

    private void end() {
        json.close();
        out.append('\n');
    }
}

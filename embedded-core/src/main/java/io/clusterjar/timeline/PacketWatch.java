package io.clusterjar.timeline;

import io.clusterjar.gossip.BusCodec;
import io.clusterjar.gossip.BusType;
import io.clusterjar.net.Plane;
import io.clusterjar.net.virtual.Fault;
import io.clusterjar.net.virtual.LinkId;
import io.clusterjar.net.virtual.Links;
import io.clusterjar.net.virtual.NetworkObserver;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Tells the recorder of faults, of bus packets that are worth an arrow of their own, and of what faults stop. */
public final class PacketWatch implements NetworkObserver {
    private static final int LENGTH_OFFSET = 4;
    private static final int TYPE_OFFSET = 12;
    private static final int EPOCH_OFFSET = 16;
    private static final int ID_BYTES = 40;
    private static final int UPDATE_ID_OFFSET = BusCodec.HEADER_BYTES + 8;
    private static final int MINIMUM_BYTES = 24;

    private final Recorder recorder;

    /** Tells {@code recorder}. */
    public PacketWatch(Recorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public void onFault(Fault fault, Links links) {
        recorder.faultBegan(fault, links);
    }

    @Override
    public void onFaultEnded(Fault fault) {
        recorder.faultEnded(fault);
    }

    @Override
    public void onPackets(LinkId link, byte[] bytes, int lengthBytes, long enteredNs) {
        for (int at = 0; lengthBytes - at >= MINIMUM_BYTES; ) {
            int type = shortAt(bytes, at + TYPE_OFFSET);
            recorder.packet(link, type);
            if (isNoted(type)) {
                recorder.message(link, what(bytes, at, lengthBytes, type), enteredNs, longAt(bytes, at + EPOCH_OFFSET));
            }
            int length = intAt(bytes, at + LENGTH_OFFSET);
            if (length < MINIMUM_BYTES) {
                return; // not a packet: somebody else's bytes on this port
            }
            at += length;
        }
    }

    @Override
    public void onStopped(Fault by, LinkId link, byte[] bytes, int lengthBytes) {
        String plane = link.plane().name().toLowerCase(Locale.ROOT);
        if (lengthBytes == 0) {
            recorder.stopped(by, link, plane + " open or close", false);
        } else if (link.plane() != Plane.BUS) {
            recorder.stopped(by, link, plane + " data", false);
        } else {
            for (int at = 0; lengthBytes - at >= MINIMUM_BYTES; ) {
                int type = shortAt(bytes, at + TYPE_OFFSET);
                recorder.stopped(by, link, plane + " " + what(bytes, at, lengthBytes, type), isNoted(type));
                int length = intAt(bytes, at + LENGTH_OFFSET);
                if (length < MINIMUM_BYTES) {
                    return;
                }
                at += length;
            }
        }
    }

    static String label(int type) {
        return type < BusType.ALL.size() ? BusType.ALL.get(type).label() : "type-" + type;
    }

    private static boolean isNoted(int type) {
        return type == BusType.FAIL.ordinal()
                || type == BusType.AUTH_REQUEST.ordinal()
                || type == BusType.AUTH_ACK.ordinal()
                || type == BusType.UPDATE.ordinal()
                || type == BusType.MFSTART.ordinal();
    }

    private String what(byte[] bytes, int at, int end, int type) {
        int idOffset = type == BusType.FAIL.ordinal()
                ? BusCodec.HEADER_BYTES
                : type == BusType.UPDATE.ordinal() ? UPDATE_ID_OFFSET : -1;
        if (idOffset < 0 || at + idOffset + ID_BYTES > end) {
            return label(type);
        }
        String id = new String(bytes, at + idOffset, ID_BYTES, StandardCharsets.ISO_8859_1);
        return label(type) + " " + recorder.laneOfId(id).name();
    }

    private static int shortAt(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    private static int intAt(byte[] bytes, int at) {
        return shortAt(bytes, at) << 16 | shortAt(bytes, at + 2);
    }

    private static long longAt(byte[] bytes, int at) {
        return (long) intAt(bytes, at) << 32 | intAt(bytes, at + 4) & 0xffffffffL;
    }
}

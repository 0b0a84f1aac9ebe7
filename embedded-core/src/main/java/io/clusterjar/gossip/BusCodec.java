package io.clusterjar.gossip;

import io.clusterjar.slot.SlotSet;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bus packets as bytes, as Redis 7 lays them out.
 *
 * <pre>
 *    0 "RCmb"        4 length u32      8 version u16   10 port u16    12 type u16     14 count u16
 *   16 currentEpoch 24 configEpoch    32 offset       40 sender[40]  80 slots[2048]
 * 2128 master[40] 2168 ip[46]       2214 extensions 2216 reserved[30]
 * 2246 plainPort  2248 busPort      2250 flags      2252 state u8   2253 messageFlags[3]   2256 payload
 * </pre>
 */
public final class BusCodec {
    /** Length of the header, and so of the shortest packet. */
    public static final int HEADER_BYTES = 2256;
    /** Length of an entry of gossip. */
    static final int GOSSIP_BYTES = 104;
    /** Length of an id. */
    static final int ID_BYTES = 40;
    /** Length of an address. */
    static final int IP_BYTES = 46;

    private static final int VERSION = 1;
    private static final int EXT_HOSTNAME = 0;
    private static final int EXT_NODENAME = 1;
    private static final int EXT_FORGOTTEN = 2;
    private static final int EXT_SHARD_ID = 3;
    private static final int EXT_HEADER_BYTES = 8;

    private BusCodec() {}

    /** The bytes of {@code packet}. */
    public static byte[] encode(BusPacket packet) {
        byte[] out = new byte[lengthBytes(packet)];
        write(packet, out, out.length);
        return out;
    }

    /** Writes {@code packet}, which takes {@code lengthBytes}, to the beginning of {@code out}, whatever was there before. */
    static void write(BusPacket packet, byte[] out, int lengthBytes) {
        Arrays.fill(out, 0, lengthBytes, (byte) 0);
        out[0] = 'R';
        out[1] = 'C';
        out[2] = 'm';
        out[3] = 'b';
        putInt(out, 4, lengthBytes);
        putShort(out, 8, VERSION);
        putShort(out, 10, packet.port);
        putShort(out, 12, packet.type.ordinal());
        putShort(out, 14, packet.type.isPing() ? packet.gossip.size() + packet.gossipOf.size() : 0);
        putLong(out, 16, packet.currentEpoch);
        putLong(out, 24, packet.configEpoch);
        putLong(out, 32, packet.offset);
        putText(out, 40, packet.sender, ID_BYTES);
        packet.slots.writeTo(out, 80);
        putText(out, 2128, packet.master, ID_BYTES);
        putText(out, 2168, packet.ip, IP_BYTES - 1);
        putShort(out, 2246, packet.plainPort);
        putShort(out, 2248, packet.busPort);
        putShort(out, 2250, packet.flags & ~NodeFlag.EXTENSIONS);
        out[2252] = (byte) (packet.down ? 1 : 0);
        out[2253] = (byte) packet.messageFlags;
        switch (packet.type) {
            case PING, PONG, MEET -> encodePing(out, packet);
            case FAIL -> putText(out, HEADER_BYTES, packet.about, ID_BYTES);
            case UPDATE -> {
                putLong(out, HEADER_BYTES, packet.aboutEpoch);
                putText(out, HEADER_BYTES + 8, packet.about, ID_BYTES);
                packet.aboutSlots.writeTo(out, HEADER_BYTES + 48);
            }
            case PUBLISH, PUBLISHSHARD -> {
                putInt(out, HEADER_BYTES, packet.channel.length);
                putInt(out, HEADER_BYTES + 4, packet.message.length);
                System.arraycopy(packet.channel, 0, out, HEADER_BYTES + 8, packet.channel.length);
                System.arraycopy(
                        packet.message, 0, out, HEADER_BYTES + 8 + packet.channel.length, packet.message.length);
            }
            case MODULE -> System.arraycopy(packet.message, 0, out, HEADER_BYTES, packet.message.length);
            case AUTH_REQUEST, AUTH_ACK, MFSTART -> {}
        }
    }

    /** How many bytes {@code packet} takes. */
    static int lengthBytes(BusPacket packet) {
        return HEADER_BYTES
                + switch (packet.type) {
                    case PING, PONG, MEET ->
                        (packet.gossip.size() + packet.gossipOf.size()) * GOSSIP_BYTES + extensionBytes(packet);
                    case FAIL -> ID_BYTES;
                    case UPDATE -> 8 + ID_BYTES + SlotSet.LENGTH_BYTES;
                    case PUBLISH, PUBLISHSHARD -> 8 + packet.channel.length + packet.message.length;
                    case MODULE -> packet.message.length;
                    case AUTH_REQUEST, AUTH_ACK, MFSTART -> 0;
                };
    }

    private static int extensionBytes(BusPacket packet) {
        int bytes = packet.forgotten.size() * (EXT_HEADER_BYTES + ID_BYTES + 8);
        if (packet.hostname != null) {
            bytes += EXT_HEADER_BYTES + padded(packet.hostname.length() + 1);
        }
        if (packet.nodename != null) {
            bytes += EXT_HEADER_BYTES + padded(packet.nodename.length() + 1);
        }
        if (packet.shardId != null) {
            bytes += EXT_HEADER_BYTES + ID_BYTES;
        }
        return bytes;
    }

    private static int padded(int bytes) {
        return bytes + 7 & ~7;
    }

    private static void encodePing(byte[] out, BusPacket packet) {
        int at = HEADER_BYTES;
        for (GossipEntry entry : packet.gossip) {
            putText(out, at, entry.id(), ID_BYTES);
            putInt(out, at + 40, (int) entry.pingSentS());
            putInt(out, at + 44, (int) entry.pongReceivedS());
            putText(out, at + 48, entry.ip(), IP_BYTES - 1);
            putShort(out, at + 94, entry.port());
            putShort(out, at + 96, entry.busPort());
            putShort(out, at + 98, entry.flags() & ~NodeFlag.EXTENSIONS);
            putShort(out, at + 100, entry.plainPort());
            at += GOSSIP_BYTES;
        }
        for (int i = 0; i < packet.gossipOf.size(); i++) {
            putGossip(out, at, packet.gossipOf.get(i));
            at += GOSSIP_BYTES;
        }
        int extensions = 0;
        if (packet.hostname != null) {
            at = extension(out, at, EXT_HOSTNAME, padded(packet.hostname.length() + 1));
            putText(out, at, packet.hostname, packet.hostname.length());
            at += padded(packet.hostname.length() + 1);
            extensions++;
        }
        if (packet.nodename != null) {
            at = extension(out, at, EXT_NODENAME, padded(packet.nodename.length() + 1));
            putText(out, at, packet.nodename, packet.nodename.length());
            at += padded(packet.nodename.length() + 1);
            extensions++;
        }
        for (BusPacket.Forgotten node : packet.forgotten) {
            at = extension(out, at, EXT_FORGOTTEN, ID_BYTES + 8);
            putText(out, at, node.id(), ID_BYTES);
            putLong(out, at + ID_BYTES, node.ttlS());
            at += ID_BYTES + 8;
            extensions++;
        }
        if (packet.shardId != null) {
            at = extension(out, at, EXT_SHARD_ID, ID_BYTES);
            putText(out, at, packet.shardId, ID_BYTES);
            extensions++;
        }
        putShort(out, 2214, extensions);
    }

    private static int extension(byte[] out, int at, int type, int bytes) {
        putInt(out, at, EXT_HEADER_BYTES + bytes);
        putShort(out, at + 4, type);
        return at + EXT_HEADER_BYTES;
    }

    /** The type's number of a whole packet, whether it is known or not. */
    public static int typeOf(byte[] in, int offset) {
        return getShort(in, offset + 12);
    }

    /**
     * Reads a whole packet.
     *
     * @return null when its version is another, its type is not known, or its length is not what its content says: such a
     *     packet is ignored
     */
    public static @Nullable BusPacket decode(byte[] in, int offset, int length) {
        return decode(in, offset, length, false, null);
    }

    /**
     * As {@link #decode}, but leaves gossip where it is: the packet says where, and is of use only as long as the bytes are.
     *
     * @param from who likely sent it: texts that say of it what is known are not made anew
     */
    static @Nullable BusPacket decodeInPlace(byte[] in, int offset, int length, @Nullable ClusterNode from) {
        return decode(in, offset, length, true, from);
    }

    private static @Nullable BusPacket decode(
            byte[] in, int offset, int length, boolean inPlace, @Nullable ClusterNode from) {
        if (getShort(in, offset + 8) != VERSION) {
            return null;
        }
        int number = getShort(in, offset + 12);
        if (number >= BusType.ALL.size()) {
            return null;
        }
        BusPacket packet = new BusPacket(BusType.ALL.get(number));
        packet.port = getShort(in, offset + 10);
        packet.currentEpoch = getLong(in, offset + 16);
        packet.configEpoch = getLong(in, offset + 24);
        packet.offset = getLong(in, offset + 32);
        packet.sender = getText(in, offset + 40, ID_BYTES, from == null ? "" : from.id);
        packet.slots = SlotSet.fromBytes(in, offset + 80);
        packet.master = getText(in, offset + 2128, ID_BYTES, from == null || from.master == null ? "" : from.master.id);
        packet.ip = getText(in, offset + 2168, IP_BYTES, from == null ? "" : from.ip);
        packet.likelyShardId = from == null ? "" : from.shardId;
        packet.plainPort = getShort(in, offset + 2246);
        packet.busPort = getShort(in, offset + 2248);
        packet.flags = getShort(in, offset + 2250);
        packet.down = in[offset + 2252] != 0;
        packet.messageFlags = in[offset + 2253] & 0xff;
        return decodePayload(packet, in, offset, length, inPlace) ? packet : null;
    }

    private static boolean decodePayload(BusPacket packet, byte[] in, int offset, int length, boolean inPlace) {
        int at = offset + HEADER_BYTES;
        int payload = length - HEADER_BYTES;
        switch (packet.type) {
            case PING, PONG, MEET -> {
                return decodePing(packet, in, offset, length, inPlace);
            }
            case FAIL -> {
                if (payload != ID_BYTES) {
                    return false;
                }
                packet.about = getText(in, at, ID_BYTES);
            }
            case UPDATE -> {
                if (payload != 8 + ID_BYTES + SlotSet.LENGTH_BYTES) {
                    return false;
                }
                packet.aboutEpoch = getLong(in, at);
                packet.about = getText(in, at + 8, ID_BYTES);
                packet.aboutSlots = SlotSet.fromBytes(in, at + 48);
            }
            case PUBLISH, PUBLISHSHARD -> {
                if (payload < 8) {
                    return false;
                }
                long channel = getInt(in, at);
                long message = getInt(in, at + 4);
                if (payload != 8 + channel + message) {
                    return false;
                }
                int start = at + 8;
                packet.channel = Arrays.copyOfRange(in, start, start + (int) channel);
                packet.message = Arrays.copyOfRange(in, start + (int) channel, offset + length);
            }
            case MODULE -> {
                if (payload < 13 || payload != 13 + getInt(in, at + 8)) {
                    return false;
                }
                packet.message = Arrays.copyOfRange(in, at, offset + length);
            }
            case AUTH_REQUEST, AUTH_ACK, MFSTART -> {
                return payload == 0;
            }
        }
        return true;
    }

    private static boolean decodePing(BusPacket packet, byte[] in, int offset, int length, boolean inPlace) {
        int count = getShort(in, offset + 14);
        int end = offset + length;
        int at = offset + HEADER_BYTES;
        if (end - at < (long) count * GOSSIP_BYTES) {
            return false;
        }
        if (inPlace) {
            packet.gossipAt = at;
            packet.gossipCount = count;
            at += count * GOSSIP_BYTES;
        } else {
            for (int i = 0; i < count; i++, at += GOSSIP_BYTES) {
                packet.gossip.add(gossipAt(in, at));
            }
        }
        int extensions = (packet.messageFlags & BusPacket.EXT_DATA) != 0 ? getShort(in, offset + 2214) : 0;
        for (int i = 0; i < extensions; i++) {
            if (end - at < EXT_HEADER_BYTES) {
                return false;
            }
            long bytes = getInt(in, at);
            if (bytes < EXT_HEADER_BYTES || (bytes & 7) != 0 || bytes > end - at) {
                return false;
            }
            if (!decodeExtension(packet, getShort(in, at + 4), in, at + EXT_HEADER_BYTES, (int) bytes - 8)) {
                return false;
            }
            at += (int) bytes;
        }
        return at == end;
    }

    /** Writes what of an entry of gossip seldom changes. */
    static void putIdentity(byte[] entry, String id, String ip) {
        putText(entry, 0, id, ID_BYTES);
        putText(entry, 48, ip, IP_BYTES - 1);
    }

    private static void putGossip(byte[] out, int at, ClusterNode node) {
        node.identity().writeTo(out, at);
        putInt(out, at + 40, (int) (node.pingSentMs / 1000));
        putInt(out, at + 44, (int) (node.pongReceivedMs / 1000));
        putShort(out, at + 94, node.port);
        putShort(out, at + 96, node.busPort);
        putShort(out, at + 98, node.flags & ~NodeFlag.EXTENSIONS);
        putShort(out, at + 100, node.plainPort);
    }

    /** The entry of gossip at {@code at}. */
    static GossipEntry gossipAt(byte[] in, int at) {
        return new GossipEntry(
                getText(in, at, ID_BYTES),
                getInt(in, at + 40),
                getInt(in, at + 44),
                getText(in, at + 48, IP_BYTES),
                getShort(in, at + 94),
                getShort(in, at + 96),
                gossipFlags(in, at),
                getShort(in, at + 100));
    }

    /** The flags of the entry of gossip at {@code at}. */
    static int gossipFlags(byte[] in, int at) {
        return getShort(in, at + 98);
    }

    /** When the node of the entry at {@code at} answered last, in seconds. */
    static long gossipPongS(byte[] in, int at) {
        return getInt(in, at + 44);
    }

    private static boolean decodeExtension(BusPacket packet, int type, byte[] in, int at, int bytes) {
        switch (type) {
            case EXT_HOSTNAME -> packet.hostname = getText(in, at, bytes);
            case EXT_NODENAME -> packet.nodename = getText(in, at, bytes);
            case EXT_FORGOTTEN -> {
                if (bytes < ID_BYTES + 8) {
                    return false;
                }
                packet.forgotten.add(new BusPacket.Forgotten(getText(in, at, ID_BYTES), getLong(in, at + ID_BYTES)));
            }
            case EXT_SHARD_ID -> {
                if (bytes < ID_BYTES) {
                    return false;
                }
                packet.shardId = getText(in, at, ID_BYTES, packet.likelyShardId);
            }
            default -> {} // of a later version: skipped
        }
        return true;
    }

    static void putShort(byte[] out, int at, int value) {
        out[at] = (byte) (value >> 8);
        out[at + 1] = (byte) value;
    }

    static void putInt(byte[] out, int at, int value) {
        putShort(out, at, value >> 16);
        putShort(out, at + 2, value);
    }

    static void putLong(byte[] out, int at, long value) {
        putInt(out, at, (int) (value >> 32));
        putInt(out, at + 4, (int) value);
    }

    @SuppressWarnings("deprecation") // the low byte of each character is what is wanted, and nothing is made on the way
    private static void putText(byte[] out, int at, String text, int limit) {
        text.getBytes(0, Math.min(text.length(), limit), out, at);
    }

    static int getShort(byte[] in, int at) {
        return (in[at] & 0xff) << 8 | in[at + 1] & 0xff;
    }

    static long getInt(byte[] in, int at) {
        return (long) getShort(in, at) << 16 | getShort(in, at + 2);
    }

    static long getLong(byte[] in, int at) {
        return getInt(in, at) << 32 | getInt(in, at + 4);
    }

    /** As {@link #getText(byte[], int, int)}, but {@code likely} itself when that is what it says. */
    private static String getText(byte[] in, int at, int limit, String likely) {
        int length = likely.length();
        if (length > limit || length < limit && in[at + length] != 0) {
            return getText(in, at, limit);
        }
        for (int i = 0; i < length; i++) {
            if (likely.charAt(i) != (in[at + i] & 0xff)) {
                return getText(in, at, limit);
            }
        }
        return likely;
    }

    private static String getText(byte[] in, int at, int limit) {
        int end = at;
        while (end < at + limit && in[end] != 0) {
            end++;
        }
        return new String(in, at, end - at, StandardCharsets.ISO_8859_1);
    }
}

package io.clusterjar.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BusCodecTest {
    private static BusPacket packet(BusType type) {
        BusPacket packet = new BusPacket(type);
        packet.sender = "b".repeat(40);
        packet.currentEpoch = 1L << 40;
        packet.configEpoch = 3;
        packet.offset = -1;
        packet.master = "c".repeat(40);
        packet.ip = "10.0.0.1";
        packet.port = 65535;
        packet.busPort = 40000;
        packet.flags = NodeFlag.REPLICA;
        packet.slots.set(0);
        packet.about = "d".repeat(40);
        packet.aboutEpoch = 77;
        packet.channel = new byte[] {1, 0, 2};
        packet.message = type == BusType.MODULE ? new byte[13] : new byte[] {9};
        if (type.isPing()) {
            packet.messageFlags = BusPacket.EXT_DATA;
            packet.gossip.add(new GossipEntry("e".repeat(40), 1, 4_000_000_000L, "::1", 1, 2, 5, 3));
            packet.hostname = "seven77";
            packet.nodename = "a name";
            packet.shardId = "f".repeat(40);
            packet.forgotten.add(new BusPacket.Forgotten("0".repeat(40), 60));
        }
        return packet;
    }

    private static BusPacket decoded(byte[] bytes) {
        BusPacket packet = BusCodec.decode(bytes, 0, bytes.length);
        assertThat(packet).isNotNull();
        return packet;
    }

    @ParameterizedTest
    @EnumSource(BusType.class)
    void shouldReadWhatItWrote(BusType type) {
        byte[] bytes = BusCodec.encode(packet(type));
        BusPacket back = decoded(bytes);

        assertThat(back)
                .usingRecursiveComparison()
                .ignoringFields(ignored(type))
                .isEqualTo(packet(type));
        assertThat(BusCodec.encode(back)).isEqualTo(bytes);
        assertThat(bytes.length % 8 == 0 || !type.isPing()).isTrue();
    }

    private static String[] ignored(BusType type) {
        List<String> fields = new ArrayList<>(List.of("about", "aboutEpoch", "aboutSlots", "channel", "message"));
        switch (type) {
            case FAIL -> fields.remove("about");
            case UPDATE -> fields.removeAll(List.of("about", "aboutEpoch", "aboutSlots"));
            case PUBLISH, PUBLISHSHARD -> fields.removeAll(List.of("channel", "message"));
            case MODULE -> fields.remove("message");
            default -> {}
        }
        return fields.toArray(new String[0]);
    }

    @Test
    void shouldIgnoreAPacketWhenVersionTypeOrLengthIsWrong() {
        byte[] ping = BusCodec.encode(packet(BusType.PING));
        byte[] otherVersion = ping.clone();
        otherVersion[9] = 2;
        byte[] otherType = ping.clone();
        otherType[13] = 11;
        byte[] tooManyEntries = ping.clone();
        tooManyEntries[15] = 9;
        byte[] longer = Arrays.copyOf(ping, ping.length + 8);

        assertThat(BusCodec.decode(otherVersion, 0, ping.length)).isNull();
        assertThat(BusCodec.decode(otherType, 0, ping.length)).isNull();
        assertThat(BusCodec.decode(tooManyEntries, 0, ping.length)).isNull();
        assertThat(BusCodec.decode(longer, 0, longer.length)).isNull();
        byte[] fail = BusCodec.encode(packet(BusType.FAIL));
        assertThat(BusCodec.decode(fail, 0, fail.length - 1)).isNull();
    }

    @Test
    void shouldCutPacketsWhereverTheBytesAreSplit() {
        byte[] one = BusCodec.encode(packet(BusType.PING));
        byte[] two = BusCodec.encode(packet(BusType.FAIL));
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        for (int step : new int[] {1, 7, 100, 2256, both.length}) {
            BusFramer framer = new BusFramer();
            List<BusType> seen = new ArrayList<>();
            for (int at = 0; at < both.length; at += step) {
                boolean fine = framer.accept(both, at, Math.min(step, both.length - at), (bytes, offset, length) -> {
                    BusPacket packet = BusCodec.decode(bytes, offset, length);
                    assertThat(packet).isNotNull();
                    return seen.add(packet.type);
                });
                assertThat(fine).isTrue();
            }
            assertThat(seen).containsExactly(BusType.PING, BusType.FAIL);
        }
    }

    @Test
    void shouldRefuseBytesWhenSignatureOrLengthIsWrong() {
        byte[] bytes = BusCodec.encode(packet(BusType.FAIL));
        byte[] unsigned = bytes.clone();
        unsigned[0] = 'X';
        byte[] shorter = bytes.clone();
        BusCodec.putInt(shorter, 4, BusCodec.HEADER_BYTES - 1);
        byte[] huge = bytes.clone();
        BusCodec.putInt(huge, 4, BusFramer.LENGTH_LIMIT_BYTES + 1);
        for (byte[] wrong : List.of(unsigned, shorter, huge)) {
            assertThat(new BusFramer().accept(wrong, 0, wrong.length, (b, o, l) -> true))
                    .isFalse();
        }
    }
}

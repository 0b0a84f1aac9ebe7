package io.clusterjar.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.testing.RealRedis;
import io.clusterjar.testing.RespClient;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BusCodecLikeRedisTest {
    private static final String ID = "a".repeat(40);

    private static byte[] readPacket(DataInputStream in) throws IOException {
        byte[] head = new byte[8];
        in.readFully(head);
        byte[] packet = new byte[(int) BusCodec.getInt(head, 4)];
        System.arraycopy(head, 0, packet, 0, 8);
        in.readFully(packet, 8, packet.length - 8);
        return packet;
    }

    private static String text(byte[] reply) {
        return new String(reply, StandardCharsets.ISO_8859_1);
    }

    private static byte[] call(RespClient client, String line) {
        String[] words = line.split(" ");
        byte[][] bytes = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            bytes[i] = words[i].getBytes(StandardCharsets.ISO_8859_1);
        }
        return client.call(bytes);
    }

    @Test
    void shouldWriteTheBytesThatRedisWritesWhenItMeetsUs() throws IOException {
        int bus = freePort();
        try (RealRedis redis = RealRedis.start("--cluster-enabled", "yes", "--cluster-port", Integer.toString(bus));
                ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                RespClient client = redis.connect()) {
            door.setSoTimeout(5000);
            call(client, "CLUSTER ADDSLOTSRANGE 0 100 16383 16383");
            call(client, "CLUSTER SET-CONFIG-EPOCH 7");
            call(client, "CLUSTER MEET 127.0.0.1 7000 " + door.getLocalPort());
            try (Socket link = door.accept()) {
                link.setSoTimeout(5000);
                byte[] bytes = readPacket(new DataInputStream(link.getInputStream()));
                BusPacket packet = BusCodec.decode(bytes, 0, bytes.length);

                assertThat(packet).isNotNull();
                assertThat(packet.type).isEqualTo(BusType.MEET);
                assertThat(packet.slots.toString()).isEqualTo("0-100 16383");
                assertThat(packet.currentEpoch).isEqualTo(7);
                assertThat(packet.configEpoch).isEqualTo(7);
                assertThat(packet.port).isEqualTo(redis.port());
                assertThat(packet.busPort).isEqualTo(bus);
                assertThat(packet.down).isTrue();
                assertThat(packet.flags & NodeFlag.MASTER).isNotZero();
                assertThat(BusCodec.encode(packet)).isEqualTo(bytes);

                meetAndTalk(client, bus, packet.sender);
            }
        }
    }

    /** Redis takes our MEET, answers, and believes what our packets say of us. */
    private void meetAndTalk(RespClient client, int bus, String redisId) throws IOException {
        try (Socket link = new Socket(InetAddress.getLoopbackAddress(), bus);
                ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            link.setSoTimeout(5000);
            door.setSoTimeout(5000);
            BusPacket meet = mine(BusType.MEET, door.getLocalPort());
            link.getOutputStream().write(BusCodec.encode(meet));
            DataInputStream in = new DataInputStream(link.getInputStream());
            byte[] bytes = readPacket(in);
            BusPacket pong = BusCodec.decode(bytes, 0, bytes.length);
            assertThat(pong).isNotNull();
            assertThat(pong.type).isEqualTo(BusType.PONG);
            assertThat(pong.sender).isEqualTo(redisId);
            assertThat(BusCodec.encode(pong)).isEqualTo(bytes);

            try (Socket back = door.accept()) { // its own link to us: a ping that we answer
                back.setSoTimeout(5000);
                byte[] ping = readPacket(new DataInputStream(back.getInputStream()));
                assertThat(BusCodec.typeOf(ping, 0)).isEqualTo(BusType.PING.ordinal());
                BusPacket answer = mine(BusType.PONG, door.getLocalPort());
                answer.slots.set(200, 300);
                answer.configEpoch = 9;
                answer.currentEpoch = 9;
                back.getOutputStream().write(BusCodec.encode(answer));
                BusPacket ours = mine(BusType.PING, door.getLocalPort());
                ours.slots.set(200, 300);
                ours.configEpoch = 9;
                ours.currentEpoch = 9;
                ours.hostname = "here.example";
                link.getOutputStream().write(BusCodec.encode(ours));
                readPacket(in); // the pong says that our ping was processed
                assertThat(text(call(client, "CLUSTER NODES")))
                        .contains(ID + " 127.0.0.1:7000@" + door.getLocalPort() + ",here.example master - ")
                        .contains(" 9 connected 200-300\n");
            }
        }
    }

    private static BusPacket mine(BusType type, int busPort) {
        BusPacket packet = new BusPacket(type);
        packet.sender = ID;
        packet.port = 7000;
        packet.busPort = busPort;
        packet.flags = NodeFlag.MASTER | NodeFlag.MYSELF;
        packet.messageFlags = BusPacket.EXT_DATA;
        return packet;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

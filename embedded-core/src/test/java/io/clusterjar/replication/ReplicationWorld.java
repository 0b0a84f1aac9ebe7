package io.clusterjar.replication;

import io.clusterjar.cluster.ClusterTrace;
import io.clusterjar.config.ServerConfig;
import io.clusterjar.net.Address;
import io.clusterjar.net.CloseCause;
import io.clusterjar.net.Plane;
import io.clusterjar.net.Stream;
import io.clusterjar.net.StreamHandler;
import io.clusterjar.node.NodeLife;
import io.clusterjar.node.NodePorts;
import io.clusterjar.node.RedisNode;
import io.clusterjar.persistence.MemoryDisk;
import io.clusterjar.runtime.NodeHost;
import io.clusterjar.runtime.SteppedWorld;
import io.clusterjar.testing.RespText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Standalone nodes as assembled in earnest, in virtual time, and raw connections to them. */
final class ReplicationWorld implements AutoCloseable {
    final SteppedWorld world = new SteppedWorld(7);
    private final NodeHost outside = world.host("outside");

    /** A master without replicas; {@code settings} are {@code name=value}. */
    Node node(String name, String... settings) {
        return new Node(name, settings);
    }

    void pass(long ms) {
        world.advance(Duration.ofMillis(ms));
    }

    @Override
    public void close() {
        world.close();
    }

    final class Node {
        final NodeHost host;
        final RedisNode node;
        final Address address;

        private Node(String name, String... settings) {
            host = world.host(name);
            ServerConfig config = new ServerConfig();
            config.set("cluster-enabled", "no");
            config.set("repl-diskless-sync-delay", "0");
            for (String setting : settings) {
                int equals = setting.indexOf('=');
                config.set(setting.substring(0, equals), setting.substring(equals + 1));
            }
            NodePorts ports =
                    new NodePorts(host.clock(), host.timers(), host.random(), host.net(), new MemoryDisk("/" + name));
            NodeLife life = new NodeLife() {
                @Override
                public void crash() {
                    host.kill();
                }

                @Override
                public void sleep(long durationMs) {
                    throw new AssertionError("nobody asked for that");
                }
            };
            node = world.call(
                    host, () -> new RedisNode(ports, config, new Address("127.0.0.1", 0), ClusterTrace.NONE, life));
            host.attach(node::endTurn, failure -> {
                throw new AssertionError(name, failure);
            });
            world.call(host, () -> {
                node.start();
                return name;
            });
            address = node.address();
        }

        /** Follows {@code master}, and is in sync when this returns. */
        Node follow(Node master) {
            call("REPLICAOF 127.0.0.1 " + master.address.port());
            pass(1200);
            return this;
        }

        Client client() {
            return new Client(this);
        }

        /** A request through a connection of its own; the reply so far. */
        String call(String line) {
            return client().call(line);
        }

        String info(String field) {
            for (String line : call("INFO ALL").split("\r\n")) {
                if (line.startsWith(field + ":")) {
                    return line.substring(field.length() + 1);
                }
            }
            return "";
        }

        long offset() {
            return Long.parseLong(info("master_repl_offset"));
        }
    }

    /** Listens and answers every replica with {@code snapshot}, whatever it is; how often it was asked. */
    FalseMaster falseMaster(String snapshot) {
        return new FalseMaster(snapshot);
    }

    /** A master that talks well and sends what it was told to. */
    final class FalseMaster {
        final Address address;
        int asked;

        private FalseMaster(String snapshot) {
            address = world.call(outside, () -> outside.net()
                            .listen(new Address("127.0.0.1", 0), stream -> new StreamHandler() {
                                @Override
                                public void onData(Stream from, byte[] bytes, int offset, int length) {
                                    String text = new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
                                    String reply = "+OK\r\n".repeat(text.split("\\*[0-9]", -1).length - 1);
                                    if (text.contains("PSYNC")) {
                                        asked++;
                                        reply = "+FULLRESYNC " + "a".repeat(40) + " 100\r\n$" + snapshot.length()
                                                + "\r\n" + snapshot;
                                    }
                                    stream.write(reply.getBytes(StandardCharsets.ISO_8859_1), 0, reply.length());
                                }

                                @Override
                                public void onClose(Stream from, CloseCause cause) {}
                            }))
                    .address();
        }
    }

    /** A raw connection; it shows what came. */
    final class Client implements StreamHandler {
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private final Stream stream;
        boolean closed;

        private Client(Node node) {
            stream = world.call(outside, () -> outside.net().connect(node.address, Plane.CLIENT, this));
        }

        @Override
        public void onData(Stream from, byte[] bytes, int offset, int length) {
            received.write(bytes, offset, length);
        }

        @Override
        public void onClose(Stream from, CloseCause cause) {
            closed = true;
        }

        String call(String line) {
            byte[][] words = RespText.words(line);
            StringBuilder request = new StringBuilder("*" + words.length + "\r\n");
            for (byte[] word : words) {
                request.append('$').append(word.length).append("\r\n");
                request.append(new String(word, StandardCharsets.ISO_8859_1)).append("\r\n");
            }
            return raw(request.toString());
        }

        String raw(String request) {
            byte[] bytes = request.getBytes(StandardCharsets.ISO_8859_1);
            world.call(outside, () -> {
                stream.write(bytes, 0, bytes.length);
                return request;
            });
            return text();
        }

        /** What came since it was asked last. */
        String text() {
            pass(5);
            String text = received.toString(StandardCharsets.ISO_8859_1);
            received.reset();
            return text;
        }

        void close() {
            world.call(outside, () -> {
                stream.reset();
                return stream;
            });
        }
    }
}

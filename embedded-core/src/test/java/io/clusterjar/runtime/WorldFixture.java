package io.clusterjar.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.net.Address;
import io.clusterjar.net.Net;
import io.clusterjar.net.Plane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Two hosts in a world, {@code a} and {@code b}, and streams between them. */
abstract class WorldFixture {
    World world;
    NodeHost a;
    NodeHost b;
    final List<Recorder> accepted = new ArrayList<>();

    abstract World create();

    @BeforeEach
    void setUp() {
        world = create();
        a = world.host("a");
        b = world.host("b");
    }

    @AfterEach
    void tearDown() {
        world.close();
    }

    void settle() {
        world.time().advance(Duration.ZERO);
    }

    void pass(Duration duration) {
        world.time().advance(duration);
    }

    Address listen(NodeHost host, Plane plane) {
        return listen(host, plane, false).address();
    }

    Net.Listener listen(NodeHost host, Plane plane, boolean echo) {
        return world.call(host, () -> host.net()
                .listen(new Address("127.0.0.1", plane == Plane.BUS ? 17_999 : 0), plane, stream -> {
                    Recorder recorder = new Recorder(echo);
                    recorder.stream = stream;
                    accepted.add(recorder);
                    return recorder;
                }));
    }

    Recorder connect(NodeHost from, Address to, Plane plane) {
        Recorder recorder = new Recorder();
        recorder.stream = world.call(from, () -> from.net().connect(to, plane, recorder));
        return recorder;
    }

    void write(NodeHost host, Recorder recorder, String text) {
        world.call(host, () -> {
            recorder.stream.write(Recorder.bytes(text), 0, text.length());
            return text;
        });
    }

    Recorder link(Plane plane) {
        Recorder client = connect(a, listen(b, plane), plane);
        settle();
        assertThat(client.events).containsExactly("open");
        return client;
    }

    Recorder server() {
        return accepted.get(accepted.size() - 1);
    }
}

package io.clusterjar.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.net.Plane;
import org.junit.jupiter.api.Test;

class SteppedTcpTest extends TcpSuite {
    @Override
    World create() {
        return new SteppedWorld(42);
    }

    @Test
    void shouldTimeOutWhatWasHandedOverInTheTurnInWhichThePowerWasLost() {
        Recorder client = link(Plane.BUS);
        write(a, client, "x"); // nothing runs between this and the next line
        b.losePower();
        pass(PATIENCE.minus(MOMENT));
        assertThat(client.events).containsExactly("open");
        pass(MOMENT);
        assertThat(client.events).containsExactly("open", "TIMED_OUT");
        assertThat(server().events).isEmpty();
    }
}

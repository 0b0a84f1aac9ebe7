package io.clusterjar.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clusterjar.net.Address;
import io.clusterjar.net.Plane;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SteppedWorldTest extends WorldSuite {
    @Override
    World create() {
        return new SteppedWorld(42);
    }

    @Test
    void shouldRefuseAddressesOutside() {
        Recorder client = connect(a, new Address("127.0.0.1", 1), Plane.CLIENT);
        settle();
        assertThat(client.events).containsExactly("REFUSED");
    }

    @Test
    void shouldNotFollowRealTime() {
        assertThat(world.time().nowMs()).isEqualTo(SteppedWorld.EPOCH_MS);
        assertThatThrownBy(() -> world.time().speed(2)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void shouldGiveTheSameChanceToTheSameName() {
        try (World other = new SteppedWorld(42)) {
            other.host("z");
            assertThat(other.host("b").random().nextLong()).isEqualTo(b.random().nextLong());
            assertThat(other.host("a").random().nextLong())
                    .isNotEqualTo(b.random().nextLong());
        }
    }

    @Test
    void shouldLoseNoEventWhenANodePausesItselfWhileItCatchesUp() {
        List<String> handled = new ArrayList<>();
        a.pause();
        a.deliver(() -> {
            handled.add("first");
            a.pause();
        });
        a.deliver(() -> handled.add("second"));

        a.resume();
        settle();
        assertThat(handled).containsExactly("first");
        a.resume();
        settle();
        assertThat(handled).containsExactly("first", "second");
    }
}

package io.clusterjar.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NodeEventsTest {
    private final NodeEvents events = new NodeEvents();

    @Test
    void shouldShowMillisecondsWhenTimeIsAWholeSecond() {
        events.add(1_700_000_000_000L, "node-1", "crashed");
        events.add(1_700_000_000_007L, "node-2", "is a master");

        assertThat(events.lines()).containsExactly("22:13:20.000 node-1: crashed", "22:13:20.007 node-2: is a master");
    }

    @Test
    void shouldForgetTheOldestWhenFull() {
        for (int i = 0; i <= NodeEvents.LIMIT; i++) {
            events.add(i, "node-1", "event " + i);
        }

        assertThat(events.lines()).hasSize(NodeEvents.LIMIT);
        assertThat(events.lines().get(0)).isEqualTo("00:00:00.001 node-1: event 1");
    }
}

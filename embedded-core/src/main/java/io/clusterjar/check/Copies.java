package io.clusterjar.check;

import io.clusterjar.node.NodeInside;
import io.clusterjar.node.RedisNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What must hold of replicas and their data. */
final class Copies {
    /** Data are compared once in so long for each replica, in milliseconds of cluster time. */
    private static final long COMPARE_PERIOD_MS = 1_000;

    private Copies() {}

    /** A replica in sync is never ahead of its master in their common history, and where it is as far it holds the same data. */
    static final class Prefix implements Invariant.Watch {
        static final String NAME = "replica-is-a-prefix";

        private final Scene scene;
        private final Map<String, Long> comparedMs = new LinkedHashMap<>();

        Prefix(Scene scene) {
            this.scene = scene;
        }

        @Override
        public void onChange() {
            compareAll(false);
        }

        @Override
        public void atEnd() {
            compareAll(true);
        }

        private void compareAll(boolean always) {
            List<Living> all = Living.of(scene);
            for (Living replica : all) {
                Living master = replica.node().masterLinkUp()
                        ? Living.at(all, replica.node().master())
                        : null;
                if (master != null
                        && master.node()
                                .inside()
                                .historyId()
                                .equals(replica.node().inside().historyId())) {
                    compare(replica, master, always);
                }
            }
        }

        private void compare(Living replica, Living master, boolean always) {
            long has = replica.node().offset();
            long most = master.node().offset();
            if (has > most) {
                throw new InvariantViolation(
                        NAME,
                        replica.name() + " is at offset " + has + " of the history of its master " + master.name()
                                + ", which is at " + most);
            }
            Long last = comparedMs.get(replica.name());
            boolean due = always || last == null || scene.nowMs() - last >= COMPARE_PERIOD_MS;
            if (has == most && due) {
                comparedMs.put(replica.name(), scene.nowMs());
                if (!replica.node()
                        .inside()
                        .digest()
                        .equals(master.node().inside().digest())) {
                    throw new InvariantViolation(
                            NAME,
                            replica.name() + " and its master " + master.name() + " are both at offset " + has
                                    + ", but hold other data");
                }
            }
        }
    }

    /** A replica removes no key because its time has come: its master says so. */
    static final class NoExpiry implements Invariant.Watch {
        static final String NAME = "replica-expires-nothing";

        private final Scene scene;
        private Map<RedisNode, Seen> seen = new LinkedHashMap<>();

        private record Seen(boolean replica, long expired) {}

        NoExpiry(Scene scene) {
            this.scene = scene;
        }

        @Override
        public void onChange() {
            Map<RedisNode, Seen> next = new LinkedHashMap<>();
            for (Living living : Living.of(scene)) {
                RedisNode node = living.node();
                NodeInside inside = node.inside();
                Seen before = seen.get(node);
                Seen now = new Seen(!node.isMaster(), inside.expiredKeys());
                if (before != null && before.replica() && now.replica() && now.expired() > before.expired()) {
                    throw new InvariantViolation(
                            NAME,
                            living.name() + ", a replica, removed " + (now.expired() - before.expired())
                                    + " keys by itself");
                }
                next.put(node, now);
            }
            seen = next;
        }

        @Override
        public void atEnd() {
            onChange();
        }
    }

    /** At the end of a turn all that was written has left for the replicas: no client hears of a write before they do. */
    static final class Fed implements Invariant.Watch {
        static final String NAME = "replicas-are-fed-first";

        private final Scene scene;

        Fed(Scene scene) {
            this.scene = scene;
        }

        @Override
        public void onChange() {
            for (Living living : Living.of(scene)) {
                int unfed = living.node().inside().unfedBytes();
                if (unfed > 0 && living.runs()) { // one that stands still has not ended its turn
                    throw new InvariantViolation(
                            NAME,
                            living.name() + " has ended its turn with " + unfed
                                    + " bytes that its replicas have not been sent");
                }
            }
        }
    }
}

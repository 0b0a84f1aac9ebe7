package io.clusterjar.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.ClusterNode;
import io.clusterjar.Cut;
import io.clusterjar.EmbeddedCluster;
import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What an application does with its client while its cluster has trouble, over TCP and with one client object from beginning to end. A
 * sub-class says with which client.
 */
abstract class ClientStory {
    /** How long an application tries again before it gives up, in real time. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final long BETWEEN_ATTEMPTS_NS = 5_000_000;
    private static final String MOVED_TAG = "{cart}";

    private EmbeddedCluster cluster;
    private Client client;

    /** What the stories need of a client. */
    interface Client extends AutoCloseable {
        /** Writes through the cluster; throws what the client throws. */
        void set(String key, String value);

        /** Reads through the cluster. */
        String get(String key);

        /** Sends a command to one node, on a connection of the client. */
        void send(ClusterNode node, String... words);

        /** The keys that one node holds of a slot. */
        List<String> keysInSlot(ClusterNode node, int slot);

        @Override
        void close();
    }

    /** Makes the client that knows one address of the cluster. */
    abstract Client connect(String host, int port);

    /** The client's artifact, which the build says the version of in {@code clusterjar.test.ARTIFACT}. */
    abstract String artifact();

    /** A class out of that artifact. */
    abstract Class<?> typeOfClient();

    @BeforeEach
    void start() {
        cluster = EmbeddedCluster.builder().masters(3).replicasPerMaster(1).start();
        client = connect(cluster.node(0).host(), cluster.node(0).port());
    }

    @AfterEach
    void close() {
        if (cluster != null) {
            if (client != null) {
                client.close();
            }
            cluster.close();
        }
    }

    @Test
    void shouldTestTheVersionThatIsMeant() {
        String meant = System.getProperty("clusterjar.test." + artifact());
        Assumptions.assumeTrue(meant != null, "skipped: nobody says which version is meant");
        CodeSource source = typeOfClient().getProtectionDomain().getCodeSource();
        assertThat(source.getLocation().getPath()).endsWith("/" + artifact() + "-" + meant + ".jar");
    }

    @Test
    void shouldGoOnWritingWhenAMasterCrashed() {
        Map<String, String> told = write("before", 100);
        cluster.await().replicated();
        ClusterNode old = cluster.masterOf("before1");

        old.crash();
        ClusterNode promoted = cluster.await().fastForward().masterOf("before1").isNot(old);
        cluster.await().fastForward().clusterOk();

        told.putAll(write("after", 100));
        assertReads(told);
        assertThat(promoted.keyCount()).isPositive();

        old.restart();
        cluster.await().fastForward().node(old).isReplicaOf(promoted);
        told.putAll(write("last", 20));
        assertReads(told);
    }

    @Test
    void shouldGoOnWritingWhenAMasterWasIsolatedAndIsHealed() {
        Map<String, String> told = write("before", 100);
        cluster.await().replicated();
        ClusterNode old = cluster.masterOf("before1");

        try (Cut cut = cluster.network().isolate(old)) {
            ClusterNode promoted =
                    cluster.await().fastForward().masterOf("before1").isNot(old);
            cluster.await().fastForward().node(promoted).isClusterOk();
            cluster.await().fastForward().node(old).isClusterDown();
            told.putAll(write("meanwhile", 60));
            assertThat(cut.isActive()).isTrue();
        }
        cluster.await().fastForward().node(old).isReplica();
        cluster.await().fastForward().converged();

        told.putAll(write("after", 60));
        assertReads(told);
    }

    @Test
    void shouldLoseNoWriteWhenASlotMovesMeanwhile() throws Exception {
        int slot = EmbeddedCluster.slotOf(MOVED_TAG);
        String number = Integer.toString(slot);
        ClusterNode source = cluster.masterOfSlot(slot);
        ClusterNode target = cluster.masters().stream()
                .filter(node -> node != source)
                .findFirst()
                .orElseThrow();
        Map<String, String> told = new TreeMap<>();
        for (int i = 0; i < 50; i++) {
            told.put(MOVED_TAG + i, "first");
            client.set(MOVED_TAG + i, "first");
        }
        AtomicBoolean moved = new AtomicBoolean();
        CompletableFuture<Map<String, String>> writer = CompletableFuture.supplyAsync(() -> writeUntil(moved));

        client.send(target, "CLUSTER", "SETSLOT", number, "IMPORTING", source.id());
        client.send(source, "CLUSTER", "SETSLOT", number, "MIGRATING", target.id());
        for (List<String> keys = client.keysInSlot(source, slot);
                !keys.isEmpty();
                keys = client.keysInSlot(source, slot)) {
            List<String> words = new ArrayList<>(
                    List.of("MIGRATE", target.host(), Integer.toString(target.port()), "", "0", "5000", "KEYS"));
            words.addAll(keys);
            client.send(source, words.toArray(String[]::new));
        }
        for (ClusterNode node : List.of(target, source)) {
            client.send(node, "CLUSTER", "SETSLOT", number, "NODE", target.id());
        }
        cluster.await().masterOfSlot(slot).is(target);
        moved.set(true);
        told.putAll(writer.get());
        cluster.await().converged();

        told.putAll(write(MOVED_TAG + "last", 10));
        assertReads(told);
        assertThat(source.execute("CLUSTER", "COUNTKEYSINSLOT", number)).isEqualTo(0L);
        assertThat(target.execute("CLUSTER", "COUNTKEYSINSLOT", number)).isEqualTo((long) told.size());
    }

    /** Writes old and new keys of the slot that moves, over and over; what the client was told. */
    private Map<String, String> writeUntil(AtomicBoolean done) {
        Map<String, String> told = new TreeMap<>();
        for (int i = 0; !done.get() || i < 100; i++) {
            String key = MOVED_TAG + i % 80;
            patiently(key, "round " + i);
            told.put(key, "round " + i);
        }
        return told;
    }

    private Map<String, String> write(String prefix, int count) {
        Map<String, String> told = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            patiently(prefix + i, "value of " + prefix + i);
            told.put(prefix + i, "value of " + prefix + i);
        }
        return told;
    }

    /** Tries again, as applications do, until the client says that it is written. */
    private void patiently(String key, String value) {
        long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                client.set(key, value);
                return;
            } catch (RuntimeException e) {
                if (System.nanoTime() > deadlineNs) {
                    throw new AssertionError(key + " could not be written\n" + cluster.describe(), e);
                }
                LockSupport.parkNanos(BETWEEN_ATTEMPTS_NS);
            }
        }
    }

    private void assertReads(Map<String, String> told) {
        Map<String, String> found = new TreeMap<>();
        told.keySet().forEach(key -> found.put(key, client.get(key)));
        assertThat(found).isEqualTo(told);
    }
}

package io.clusterjar.check;

import io.clusterjar.Backstage;
import io.clusterjar.ClusterNode;
import io.clusterjar.RedisErrorException;
import io.clusterjar.launch.DeploymentListener;
import io.clusterjar.launch.Member;
import io.clusterjar.node.NodeFacts;
import io.clusterjar.node.RedisNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Watches promotions, restarts and pauses, reads at the end every key of the scene's {@link History}, and lets a {@link LossChecker}
 * judge what is gone.
 */
final class LostWrites implements Invariant.Watch, DeploymentListener {
    static final String NAME = "lost-writes-are-excused";

    private static final long NANOS_PER_MS = 1_000_000;

    private final Scene scene;
    private final LossContract contract;
    private final List<Succession> successions = new ArrayList<>();
    private final Map<String, Long> pausedMs = new LinkedHashMap<>();
    private final Map<String, Long> stoodStillMs = new LinkedHashMap<>();

    LostWrites(Scene scene, LossContract contract) {
        this.scene = scene;
        this.contract = contract;
        scene.listen(this);
    }

    @Override
    public void onEvent(String node, String event) {
        long now = scene.nowMs();
        switch (event) {
            case "started" -> successions.add(Succession.emptyRestart(now * NANOS_PER_MS, node));
            case "paused" -> pausedMs.putIfAbsent(node, now);
            case "resumed" -> endPause(node, now);
            default -> {}
        }
    }

    private void endPause(String node, long nowMs) {
        Long since = pausedMs.remove(node);
        if (since != null) {
            stoodStillMs.merge(node, nowMs - since, Long::sum);
        }
    }

    @Override
    public void onElected(String node, long epoch, int votes) {
        Living replica = Living.named(scene, node);
        if (replica == null) {
            return;
        }
        String master = nameOfMaster(replica.node());
        if (master != null) {
            successions.add(Succession.promotion(
                            scene.nowMs() * NANOS_PER_MS,
                            master,
                            node,
                            replica.node().offset())
                    .withHistory(replica.node().inside().historyId()));
        }
    }

    private @Nullable String nameOfMaster(RedisNode replica) {
        NodeFacts facts = replica.facts();
        for (ClusterNode place : scene.cluster().nodes()) {
            Member member = Backstage.member(place);
            if (facts.masterAddress().filter(member.address()::equals).isPresent()) {
                return member.name();
            }
        }
        return null;
    }

    @Override
    public void atEnd() {
        History history = scene.history();
        readAll(history);
        List<Succession> known = new ArrayList<>();
        for (Succession succession : successions) {
            Duration still = Duration.ofMillis(stoodStillMs.getOrDefault(succession.master(), 0L));
            known.add(succession.withPause(still));
        }
        LossReport report = new LossChecker(contract, known).report(history);
        Verdict verdict = report.verdict();
        if (!verdict.isPass()) {
            throw new InvariantViolation(NAME, verdict.explanation() + "\n  " + known);
        }
    }

    /** Reads what is left of every key at the node that serves it. */
    private void readAll(History history) {
        Map<String, Kind> reads = new LinkedHashMap<>();
        for (Operation operation : history.operations()) {
            switch (operation.kind()) {
                case WRITE -> reads.put(operation.key(), Kind.READ);
                case ADD -> reads.put(operation.key(), Kind.MEMBERS);
                case APPEND -> reads.put(operation.key(), Kind.ELEMENTS);
                default -> {}
            }
        }
        reads.forEach((key, kind) -> read(history, key, kind));
    }

    private void read(History history, String key, Kind kind) {
        History.Pending pending = history.invoke("at the end", kind, key, null);
        ClusterNode owner = scene.cluster().masterOf(key);
        try {
            Object reply =
                    switch (kind) {
                        case MEMBERS -> owner.execute("SMEMBERS", key);
                        case ELEMENTS -> owner.execute("LRANGE", key, "0", "-1");
                        default -> owner.execute("GET", key);
                    };
            if (kind == Kind.READ) {
                pending.ok((String) reply);
            } else {
                List<String> elements = new ArrayList<>();
                if (reply instanceof Iterable<?> found) {
                    found.forEach(element -> elements.add(String.valueOf(element)));
                }
                pending.ok(elements);
            }
        } catch (RedisErrorException refused) {
            throw new InvariantViolation(
                    NAME, owner + " refuses to read " + key + ": " + refused.getMessage(), refused);
        }
    }
}

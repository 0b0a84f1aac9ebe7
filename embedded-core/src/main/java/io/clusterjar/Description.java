package io.clusterjar;

import io.clusterjar.node.NodeFacts;
import java.util.List;
import java.util.Locale;

/** How a deployment stands, for people: the text that explains a failed test. */
final class Description {
    private Description() {}

    static String of(RedisDeployment deployment) {
        StringBuilder out = new StringBuilder(1024);
        out.append("nodes:\n");
        deployment.query(() -> {
            for (ClusterNode node : deployment.nodes()) {
                append(out, node);
            }
            return out;
        });
        out.append("time: ").append(deployment.clock().now()).append('\n');
        section(out, "faults in force", deployment.faults());
        section(out, "last events", deployment.recentEvents());
        return out.toString();
    }

    private static void append(StringBuilder out, ClusterNode node) {
        NodeFacts facts = node.facts();
        out.append("  ").append(node.name()).append(' ').append(node.address()).append(' ');
        out.append(node.state().name().toLowerCase(Locale.ROOT)).append(' ');
        out.append(
                facts.master()
                        ? "master"
                        : "replica of " + node.master().map(ClusterNode::name).orElse("?"));
        if (!facts.master()) {
            out.append(facts.linkUp() ? " (link up)" : " (link down)");
        }
        out.append(" epoch ").append(facts.configEpoch()).append('/').append(facts.currentEpoch());
        out.append(" offset ").append(facts.offset());
        out.append(" keys ").append(facts.keys());
        out.append(facts.clusterOk() ? " state ok" : " state fail");
        if (!facts.slots().isEmpty()) {
            out.append(" slots ").append(String.join(",", facts.slots()));
        }
        if (!facts.suspected().isEmpty()) {
            out.append(" suspects ").append(facts.suspected());
        }
        if (!facts.failed().isEmpty()) {
            out.append(" failed ").append(facts.failed());
        }
        out.append('\n');
    }

    private static void section(StringBuilder out, String title, List<String> lines) {
        out.append(title).append(lines.isEmpty() ? ": none\n" : ":\n");
        for (String line : lines) {
            out.append("  ").append(line).append('\n');
        }
    }
}

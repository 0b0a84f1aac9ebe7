package io.clusterjar;

import io.clusterjar.net.Address;
import io.clusterjar.node.NodeFacts;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

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
            out.append(" suspects ").append(names(node, facts.suspected()));
        }
        if (!facts.failed().isEmpty()) {
            out.append(" failed ").append(names(node, facts.failed()));
        }
        out.append('\n');
    }

    /** The names of nodes at these addresses, those of another deployment by their addresses. */
    private static String names(ClusterNode seenBy, Collection<Address> addresses) {
        return addresses.stream()
                .map(address -> seenBy.deployment()
                        .nodeAt(address)
                        .map(ClusterNode::name)
                        .orElseGet(address::toString))
                .collect(Collectors.joining(","));
    }

    private static void section(StringBuilder out, String title, List<String> lines) {
        out.append(title).append(lines.isEmpty() ? ": none\n" : ":\n");
        for (String line : lines) {
            out.append("  ").append(line).append('\n');
        }
    }
}

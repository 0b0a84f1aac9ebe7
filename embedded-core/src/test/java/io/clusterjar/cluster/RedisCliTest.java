package io.clusterjar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.config.ServerConfig;
import io.clusterjar.launch.DeploymentSpec;
import io.clusterjar.launch.Launcher;
import io.clusterjar.launch.Member;
import io.clusterjar.net.Address;
import io.clusterjar.runtime.LiveWorld;
import io.clusterjar.testing.RealRedis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code redis-cli --cluster} makes, checks and changes a cluster of ours, as it does with real nodes. */
class RedisCliTest {
    private Launcher nodes;

    @BeforeEach
    void start() {
        Assumptions.assumeTrue(RealRedis.available(), "skipped: redis-cli is not on the PATH");
        ServerConfig config = new ServerConfig();
        config.set("cluster-enabled", "yes");
        config.set("cluster-node-timeout", "5000");
        nodes = Launcher.start(
                new DeploymentSpec("redis-cli", config, new int[7], null, 1L, 1),
                new LiveWorld("redis-cli", 1),
                members -> {});
    }

    @AfterEach
    void close() {
        if (nodes != null) {
            nodes.close();
        }
    }

    private Address address(int i) {
        return nodes.members().get(i).address();
    }

    private String id(int i) {
        Member member = nodes.members().get(i);
        return nodes.query(() -> member.facts().id());
    }

    private static String cli(String... words) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("redis-cli"));
        line.addAll(List.of(words));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output + "\nexit " + process.exitValue();
    }

    private String client(String... words) throws IOException, InterruptedException {
        List<String> line =
                new ArrayList<>(List.of("-c", "-p", Integer.toString(address(0).port())));
        line.addAll(List.of(words));
        return cli(line.toArray(new String[0]));
    }

    @Test
    void shouldMakeCheckAndReshardAClusterWhenToldByRedisCli() throws Exception {
        List<String> create = new ArrayList<>(List.of("--cluster", "create"));
        for (int i = 0; i < 6; i++) {
            create.add(address(i).toString());
        }
        create.addAll(List.of("--cluster-replicas", "1", "--cluster-yes"));
        assertThat(cli(create.toArray(new String[0])))
                .contains("[OK] All nodes agree about slots configuration.")
                .contains("[OK] All 16384 slots covered.")
                .endsWith("exit 0");

        nodes.world().time().advance(Duration.ofSeconds(3)); // masters serve two seconds after their start
        for (int i = 0; i < 20; i++) {
            assertThat(client("set", "{k" + i % 7 + "}" + i, "v" + i)).contains("OK");
        }
        String first = address(0).toString();
        assertThat(cli(
                        "--cluster",
                        "reshard",
                        first,
                        "--cluster-from",
                        id(0),
                        "--cluster-to",
                        id(1),
                        "--cluster-slots",
                        "100",
                        "--cluster-yes"))
                .endsWith("exit 0");
        assertThat(cli("--cluster", "rebalance", first)).endsWith("exit 0");
        assertThat(cli("--cluster", "check", first))
                .contains("[OK] 20 keys in 3 masters")
                .endsWith("exit 0");
        assertThat(cli("--cluster", "add-node", address(6).toString(), first)).endsWith("exit 0");
        nodes.world().time().advance(Duration.ofSeconds(3)); // until all know the new node
        assertThat(cli("--cluster", "del-node", first, id(6))).endsWith("exit 0");
        assertThat(cli("--cluster", "check", first))
                .contains("[OK] 20 keys in 3 masters")
                .endsWith("exit 0");
        for (int i = 0; i < 20; i++) {
            assertThat(client("get", "{k" + i % 7 + "}" + i)).contains("v" + i);
        }
    }
}

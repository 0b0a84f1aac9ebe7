package io.clusterjar.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clusterjar.testing.RealRedis;
import io.clusterjar.testing.RespClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerConfigTest {
    private final ServerConfig config = ServerConfig.redisDefaults();

    @Test
    void shouldHaveTheDefaultsOfRedis() {
        try (RealRedis redis = RealRedis.start();
                RespClient client = redis.connect()) {
            Map<String, String> theirs = pairs(client.call("CONFIG", "GET", "*"));
            Map<String, String> ours = get("*");
            assertThat(missing(theirs, ours))
                    .as("parameters of the real server that we do not know")
                    .containsExactlyInAnyOrder("aof-disable-auto-gc");
            assertThat(missing(ours, theirs))
                    .as("parameters that came with 7.2")
                    .containsExactlyInAnyOrder(
                            "locale-collate",
                            "server-cpulist",
                            "bio-cpulist",
                            "aof-rewrite-cpulist",
                            "bgsave-cpulist",
                            "cluster-announce-human-nodename",
                            "set-max-listpack-entries",
                            "set-max-listpack-value");
            List<String> ofTheMachine = List.of("port", "bind", "dir", "save", "logfile");
            for (Map.Entry<String, String> entry : theirs.entrySet()) {
                if (ours.containsKey(entry.getKey()) && !ofTheMachine.contains(entry.getKey())) {
                    assertThat(ours).containsEntry(entry.getKey(), entry.getValue());
                }
            }
        }
    }

    @Test
    void shouldAnswerConfigSetAsRedisDoes() {
        String[][] attempts = {
            {"nope", "1"},
            {"maxmemory", "1", "maxmemory", "2"},
            {"maxmemory", "-1"},
            {"maxmemory", "1kb"},
            {"maxmemory", "1.5kb"},
            {"maxmemory", "99999999999999999999x"},
            {"maxmemory-clients", "5%"},
            {"maxmemory-clients", "101%"},
            {"maxmemory-clients", "x"},
            {"maxmemory-clients", "-1"},
            {"maxclients", "0"},
            {"hz", "abc"},
            {"hz", "99999999999"},
            {"hz", "1000"},
            {"hz", "0"},
            {"hash-max-listpack-entries", "-1"},
            {"appendonly", "maybe"},
            {"activerehashing", "NO"},
            {"maxmemory-policy", "foo"},
            {"maxmemory-policy", "ALLKEYS-lru"},
            {"shutdown-on-sigint", "save now"},
            {"shutdown-on-sigint", "save nosave"},
            {"shutdown-on-sigint", "foo"},
            {"save", "3600 1"},
            {"save", "3600"},
            {"save", "0 1"},
            {"save", ""},
            {"save", "3600 1 300 100"},
            {"client-output-buffer-limit", "slave 1 2"},
            {"client-output-buffer-limit", "replica 1mb 2 3"},
            {"client-output-buffer-limit", "master 1mb 2 3"},
            {"client-output-buffer-limit", "normal x 2 3"},
            {"notify-keyspace-events", "KEAn"},
            {"notify-keyspace-events", "mnKg$"},
            {"notify-keyspace-events", "q"},
            {"databases", "3"},
            {"unixsocketperm", "777"},
            {"dbfilename", "a/b"},
            {"dir", "/tmp"},
            {"oom-score-adj-values", "1 2"},
            {"oom-score-adj-values", "1 2 9999"},
            {"latency-tracking-info-percentiles", "50 101"},
            {"latency-tracking-info-percentiles", "50 x"},
            {"latency-tracking-info-percentiles", "50.0 99.95"},
            {"proc-title-template", "{x"},
            {"cluster-announce-hostname", "a_b"},
            {"cluster-announce-hostname", "a-b.c"},
            {"cluster-node-timeout", "-1"},
            {"proto-max-bulk-len", "5"},
            {"slowlog-log-slower-than", "-2"},
            {"timeout", "10", "tcp-keepalive", "x"},
            {"timeout", "10", "port", "70000"},
            {"replicaof", "a 1"},
            {"loglevel", "shout", "nope", "1"},
            {"slave-priority", "7"},
        };
        try (RealRedis redis = RealRedis.start();
                RespClient client = redis.connect()) {
            config.set(ConfigKey.SAVE, "");
            for (String[] attempt : attempts) {
                String[] words = new String[attempt.length + 2];
                words[0] = "CONFIG";
                words[1] = "SET";
                System.arraycopy(attempt, 0, words, 2, attempt.length);
                String theirs = client.call(words);
                String error = config.setAll(List.of(attempt));
                String ours = error == null ? "+OK\r\n" : "-" + error + "\r\n";
                if (attempt[0].equals("loglevel")) {
                    continue; // the list of levels grew in 7.2
                }
                assertThat(ours).as(String.join(" ", attempt)).isEqualTo(theirs);
                if (ConfigNames.find(attempt[0]) != null && !attempt[0].equals("dir")) {
                    assertThat(get(attempt[0]))
                            .as(String.join(" ", attempt))
                            .isEqualTo(pairs(client.call("CONFIG", "GET", attempt[0])));
                }
            }
            for (String pattern : new String[] {"MAXMEM*", "slave-prio*", "watchdog-*", "watchdog-period", "TIMEOUT"}) {
                assertThat(get(pattern)).isEqualTo(pairs(client.call("CONFIG", "GET", pattern)));
            }
        }
    }

    @Test
    void shouldNameTheNearestParameterWhenTheNameIsUnknown() {
        assertThatThrownBy(() -> config.set("cluster-node-timout", "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no parameter is called cluster-node-timout; did you mean cluster-node-timeout?");
    }

    @Test
    void shouldNameTheRangeWhenAValueIsOutOfIt() {
        assertThatThrownBy(() -> config.set("databases", "0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("databases=0: argument must be between 1 and 2147483647 inclusive");
    }

    @Test
    void shouldUndoEverythingWhenAListenerRefuses() {
        List<String> heard = new ArrayList<>();
        config.onChange(ConfigKey.TIMEOUT, () -> heard.add(config.text(ConfigKey.TIMEOUT)));
        config.onChange(ConfigKey.PORT, () -> {
            throw new ConfigRefused("Unable to listen on this port. Check server logs.");
        });
        assertThat(config.setAll(List.of("timeout", "9", "port", "7")))
                .isEqualTo(
                        "ERR CONFIG SET failed (possibly related to argument 'port') - Unable to listen on this port. "
                                + "Check server logs.");
        assertThat(heard).containsExactly("9", "0");
        assertThat(config.number(ConfigKey.PORT)).isEqualTo(6379);
    }

    @Test
    void shouldShareNothingWithItsCopy() {
        ServerConfig copy = config.copy();
        copy.set("maxmemory", "1gb");
        assertThat(copy.number(ConfigKey.MAXMEMORY)).isEqualTo(1L << 30);
        assertThat(config.number(ConfigKey.MAXMEMORY)).isZero();
    }

    @Test
    void shouldShowLimitsAsNumbers() {
        assertThat(config.outputLimits()).containsExactly(0, 0, 0, 268435456, 67108864, 60, 33554432, 8388608, 60);
        assertThat(config.savePoints()).containsExactly(3600, 1, 300, 100, 60, 10000);
    }

    private Map<String, String> get(String pattern) {
        Map<String, String> map = new LinkedHashMap<>();
        config.get(List.of(pattern), map::put);
        return map;
    }

    private static List<String> missing(Map<String, String> in, Map<String, String> from) {
        return in.keySet().stream().filter(name -> !from.containsKey(name)).toList();
    }

    private static Map<String, String> pairs(String reply) {
        String[] lines = reply.split("\r\n", -1);
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 2; i + 2 < lines.length; i += 4) {
            map.put(lines[i], lines[i + 2]);
        }
        return map;
    }
}

package io.clusterjar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.generic.GenericCommands;
import io.clusterjar.engine.server.EngineCommands;
import io.clusterjar.engine.server.InfoSections;
import io.clusterjar.engine.server.ServerHost;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The engine's own commands where a real Redis cannot be asked, or answers by chance. */
class OwnCommandsTest {
    private final EngineCommands commands = new EngineCommands();
    private final EngineFixture world = world(commands);

    private static EngineFixture world(EngineCommands commands, String... settings) {
        List<CommandGroup> groups = new ArrayList<>(commands.groups());
        groups.add(new GenericCommands());
        EngineFixture world = new EngineFixture(List.of(settings), groups.toArray(CommandGroup[]::new));
        commands.attach(world.engine());
        return world;
    }

    @Test
    void shouldPushAnInvalidationAfterTheReplyWhenTheReaderItselfWrites() {
        EngineFixture.Client client = resp3();
        client.call("client tracking on");
        client.call("get k");
        assertThat(client.call("set k 1"))
                .isEqualTo("+OK\\r\\n>2\\r\\n$10\\r\\ninvalidate\\r\\n*1\\r\\n$1\\r\\nk\\r\\n");
    }

    @Test
    void shouldBatchBroadcastsOfATurnWhenManyKeysChange() {
        EngineFixture.Client client = resp3();
        client.call("client tracking on bcast prefix a prefix b");
        world.client().call("mset b1 1 a2 2 a1 1 c 3");
        assertThat(client.replies())
                .isEqualTo(">2\\r\\n$10\\r\\ninvalidate\\r\\n*2\\r\\n$2\\r\\na1\\r\\n$2\\r\\na2\\r\\n"
                        + ">2\\r\\n$10\\r\\ninvalidate\\r\\n*1\\r\\n$2\\r\\nb1\\r\\n");
    }

    @Test
    void shouldInvalidateWhenAKeyExpires() {
        EngineFixture.Client client = resp3();
        EngineFixture.Client other = world.client();
        other.call("set k 1 px 50");
        client.call("client tracking on");
        client.call("get k");
        world.advance(60);
        other.call("get k");
        assertThat(client.replies()).isEqualTo(">2\\r\\n$10\\r\\ninvalidate\\r\\n*1\\r\\n$1\\r\\nk\\r\\n");
    }

    @Test
    void shouldForgetTheKeyReadLongestAgoWhenTheTableIsFull() {
        world.config().set("tracking-table-max-keys", "2");
        EngineFixture.Client client = resp3();
        client.call("client tracking on");
        client.call("get a");
        client.call("get b");
        assertThat(client.call("get c")).endsWith(">2\\r\\n$10\\r\\ninvalidate\\r\\n*1\\r\\n$1\\r\\na\\r\\n");
        assertThat(commands.tracking().keyCount()).isEqualTo(2);
    }

    @Test
    void shouldCountNoUseButTouchWhenAClientDoesNotTouch() {
        world.config().set("maxmemory-policy", "allkeys-lfu");
        world.config().set("lfu-log-factor", "0");
        EngineFixture.Client client = world.client();
        client.call("set k v");
        client.call("client no-touch on");
        client.call("get k");
        client.call("set k w");
        assertThat(client.call("object freq k")).isEqualTo(":5\\r\\n");
        client.call("touch k");
        assertThat(client.call("object freq k")).isEqualTo(":6\\r\\n");
    }

    @Test
    void shouldCountLessUsesWhenMinutesPass() {
        world.config().set("maxmemory-policy", "allkeys-lfu");
        EngineFixture.Client client = world.client();
        client.call("set k v");
        world.advance(180_000);
        assertThat(client.call("object freq k")).isEqualTo(":2\\r\\n");
    }

    @Test
    void shouldTellThatARedirectIsBrokenWhenItsTargetIsGone() {
        EngineFixture.Client target = world.client();
        EngineFixture.Client client = resp3();
        client.call("client tracking on redirect " + target.connection().id());
        client.call("get k");
        target.hangUp();
        world.client().call("set k 1");
        assertThat(client.replies())
                .isEqualTo(">2\\r\\n$21\\r\\ntracking-redir-broken\\r\\n:"
                        + target.connection().id() + "\\r\\n");
    }

    @Test
    void shouldForgetSubscribersWhenTheyAreGone() {
        EngineFixture.Client client = world.client();
        client.call("subscribe x");
        client.call("psubscribe y*");
        client.hangUp();
        assertThat(commands.pubSub().channelCount()).isZero();
        assertThat(commands.pubSub().patternCount()).isZero();
        assertThat(world.client().call("publish x 1")).isEqualTo(":0\\r\\n");
    }

    @Test
    void shouldDropShardChannelsWhenTheirSlotIsLost() {
        EngineFixture.Client client = world.client();
        client.call("ssubscribe foo bar");
        commands.pubSub().dropShardChannels(slot -> slot == 12182);
        world.engine().endTurn();
        assertThat(client.replies()).isEqualTo("*3\\r\\n$12\\r\\nsunsubscribe\\r\\n$3\\r\\nfoo\\r\\n:1\\r\\n");
        assertThat(commands.pubSub().shardChannels()).containsExactly("bar");
    }

    @Test
    void shouldAskForAPasswordWhenOneIsSet() {
        EngineFixture guarded = world(new EngineCommands(), "requirepass=secret");
        EngineFixture.Client client = guarded.client();
        assertThat(client.call("get k")).isEqualTo("-NOAUTH Authentication required.\\r\\n");
        assertThat(client.call("hello 3"))
                .startsWith("-NOAUTH HELLO must be called with the client already authenticated");
        assertThat(client.call("auth wrong"))
                .isEqualTo("-WRONGPASS invalid username-password pair or user is disabled.\\r\\n");
        assertThat(client.call("auth secret")).isEqualTo("+OK\\r\\n");
        assertThat(client.call("get k")).isEqualTo("$-1\\r\\n");
        assertThat(client.call("reset")).isEqualTo("+RESET\\r\\n");
        assertThat(client.call("get k")).isEqualTo("-NOAUTH Authentication required.\\r\\n");
        assertThat(client.call("hello 3 auth default secret")).startsWith("%7\\r\\n");
        assertThat(client.call("get k")).isEqualTo("_\\r\\n");
    }

    @Test
    void shouldHoldAllCommandsWhenClientsArePaused() {
        EngineFixture.Client client = world.client();
        client.call("client pause 1000");
        EngineFixture.Client other = world.client();
        assertThat(other.call("ping")).isEmpty();
        world.advance(1001);
        assertThat(other.replies()).isEqualTo("+PONG\\r\\n");
    }

    @Test
    void shouldDescribeAClientInOneLine() {
        EngineFixture.Client client = world.client();
        client.call("client setname me");
        client.call("client setinfo lib-name jedis");
        client.call("client setinfo lib-ver 5.1");
        client.call("select 3");
        assertThat(client.call("client info"))
                .contains(" name=me age=0 idle=0 flags=N db=3 sub=0 psub=0 ssub=0 multi=-1 ")
                .contains(" events=r cmd=client|info user=default redir=-1 resp=2 lib-name=jedis lib-ver=5.1\\n");
        assertThat(client.call("client setinfo lib-name 'a b'"))
                .isEqualTo("-ERR lib-name cannot contain spaces, newlines or special characters.\\r\\n");
        assertThat(client.call("client setinfo foo x")).isEqualTo("-ERR Unrecognized option 'foo'\\r\\n");
    }

    @Test
    void shouldShowSectionsOfRoomsAboveWhenTheyAdd() {
        commands.info().set(InfoSections.Name.REPLICATION, out -> out.add("role", "slave"));
        commands.info().add(InfoSections.Name.CLUSTER, out -> out.add("cluster_mine", 1));
        assertThat(commands.info().text(List.of("cluster", "REPLICATION", "nonsense")))
                .isEqualTo("# Replication\r\nrole:slave\r\n\r\n# Cluster\r\ncluster_enabled:0\r\ncluster_mine:1\r\n");
        assertThat(commands.info().text(List.of())).contains("# Keyspace").doesNotContain("# Commandstats");
        assertThat(commands.info().text(List.of("all"))).contains("# Commandstats");
    }

    @Test
    void shouldKeepSlowCommandsWhenTheThresholdIsZero() {
        EngineFixture.Client client = world.client();
        client.call("config set slowlog-log-slower-than 0 slowlog-max-len 2");
        client.call("set k 1");
        client.call("get k");
        assertThat(client.call("slowlog len")).isEqualTo(":2\\r\\n");
        assertThat(client.call("slowlog get 1")).contains("slowlog\\r\\n$3\\r\\nlen");
        client.call("config set slowlog-log-slower-than -1");
        client.call("slowlog reset");
        assertThat(client.call("slowlog get")).isEqualTo("*0\\r\\n");
    }

    @Test
    void shouldAskTheHostWhenTheNodeItselfIsMeant() {
        List<String> heard = new ArrayList<>();
        commands.host(new ServerHost() {
            @Override
            public void crash() {
                heard.add("crash");
            }

            @Override
            public void sleep(long durationMs) {
                heard.add("sleep " + durationMs);
            }

            @Override
            public @Nullable String readConfigFile(String path) {
                return "# mine\nmaxmemory 1\n";
            }

            @Override
            public void writeConfigFile(String path, String text) {
                heard.add(path + ": " + text);
            }
        });
        EngineFixture.Client client = world.client();
        client.call("debug sleep 0.5");
        client.call("config resetstat");
        world.config().filePath("redis.conf");
        client.call("config set maxmemory 2mb");
        assertThat(client.call("config rewrite")).isEqualTo("+OK\\r\\n");
        client.call("debug segfault");
        assertThat(heard).hasSize(3).startsWith("sleep 500").endsWith("crash");
        assertThat(heard.get(1))
                .startsWith("redis.conf: # mine\nmaxmemory 2097152\n")
                .contains("\nsave \"\"\n");
    }

    @Test
    void shouldMonitorWhatOthersDo() {
        EngineFixture.Client monitor = world.client();
        assertThat(monitor.call("monitor")).isEqualTo("+OK\\r\\n");
        EngineFixture.Client client = world.client();
        client.call("set k 'a b'");
        assertThat(monitor.replies()).endsWith("\"set\" \"k\" \"a b\"\\r\\n");
    }

    private EngineFixture.Client resp3() {
        EngineFixture.Client client = world.client();
        client.call("hello 3");
        return client;
    }
}

package io.clusterjar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.command.CommandGroup;
import io.clusterjar.command.bitmap.BitmapCommands;
import io.clusterjar.command.dump.DumpCommands;
import io.clusterjar.command.generic.GenericCommands;
import io.clusterjar.command.hash.HashCommands;
import io.clusterjar.command.hyperloglog.HyperLogLogCommands;
import io.clusterjar.command.list.ListCommands;
import io.clusterjar.command.set.SetCommands;
import io.clusterjar.command.stream.StreamCommands;
import io.clusterjar.command.zset.SortedSetCommands;
import io.clusterjar.engine.server.EngineCommands;
import io.clusterjar.protocol.Args;
import io.clusterjar.testing.BesideRedis;
import io.clusterjar.testing.RealRedis;
import io.clusterjar.testing.RespClient;
import io.clusterjar.testing.RespText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What counts as a use of a key, beside a real Redis whose counters count every use. */
@BesideRedis("--maxmemory-policy allkeys-lfu --lfu-log-factor 0 --enable-debug-command yes")
class FrequencyLikeRedisTest {
    private static final String[] SCRIPTS = {
        "set k v; object freq k; get k; object freq k; object freq k; exists k; type k; ttl k; object encoding k; object freq k",
        "set k v; set k w; object freq k; mset k x; object freq k; setex k 100 y; object freq k; getset k z; object freq k",
        "set k v; set k w keepttl; set k x get; set k y xx; set k z nx; setnx k z; object freq k",
        "append k v; append k w; setrange k 1 xy; getrange k 0 -1; strlen k; substr k 0 1; getex k; object freq k",
        "set k v; expire k 100; persist k; expire k 100; pexpireat k 99999999999999; expiretime k; object freq k",
        "incr n; incrby n 100000; decr n; incrbyfloat n 1.5; object freq n",
        "setbit k 1 1; getbit k 1; bitcount k; bitpos k 1; bitfield k get u8 0 set u8 0 7; bitfield_ro k get u8 0; object freq k",
        "pfadd k a b; pfadd k c; pfcount k; object freq k",
        "hset k f v; hset k g w; hget k f; hmget k f g; hgetall k; hkeys k; hlen k; hexists k f; hdel k f; hscan k 0; object freq k",
        "hincrby k f 1; hincrbyfloat k f 1.5; hsetnx k g v; hrandfield k; hstrlen k f; object freq k",
        "rpush k a b c; rpush k d; lpush k z; rpushx k e; lrange k 0 -1; lindex k 0; lset k 0 y; llen k; object freq k",
        "rpush k a b c d; lpop k; rpop k; lrem k 0 a; ltrim k 0 5; linsert k before b x; lpos k b; object freq k",
        "rpush k a b; rpush l c; rpoplpush k l; lmove k l left right; object freq l; object freq k",
        "rpush k a b; blpop k 0; object freq k; rpush k c d; lmpop 1 k left; object freq k",
        "sadd k a b c; sadd k d; srem k a; sismember k b; smembers k; scard k; smismember k b c; object freq k",
        "sadd k a b c; sadd l b c d; sinter k l; sunion k l; sdiff k l; sinterstore m k l; object freq k; "
                + "object freq l; object freq m",
        "sadd k a b c; sadd l x; smove k l a; spop k; srandmember l; sscan l 0; object freq k; object freq l",
        "zadd k 1 a 2 b; zadd k 3 c; zincrby k 1 a; zrange k 0 -1; zscore k a; zrank k a; zcard k; zrem k a; object freq k",
        "zadd k 1 a 2 b 3 c; zpopmin k; zrangebyscore k 0 9; zcount k 0 9; zmscore k b c; zremrangebyrank k 0 0; object freq k",
        "zadd k 1 a 2 b; zadd l 3 c; zunionstore m 2 k l; zunion 2 k l; zrangestore n k 0 -1; object freq k; "
                + "object freq m; object freq n",
        "xadd k 1-1 f v; xadd k 1-2 f v; xlen k; xrange k - +; xdel k 1-1; xtrim k maxlen 5; object freq k",
        "xadd k 1-1 f v; xgroup create k g 0; xreadgroup group g c streams k >; xack k g 1-1; xread streams k 0; "
                + "xinfo stream k; object freq k",
        "set k v; touch k; dump k; copy k l; object freq k; object freq l; sort k; del k; object freq k",
        "rpush k b a; sort k alpha; sort k alpha store l; object freq k; object freq l",
        "set k v; keys *; scan 0; randomkey; dbsize; memory usage k; debug object k; object freq k",
        "config set maxmemory-policy allkeys-lru; set k v; object freq k; object idletime k; "
                + "config set maxmemory-policy volatile-lfu; set k v; object idletime k; object freq nope; "
                + "object idletime nope",
        "config set maxmemory-policy noeviction; set k v; object freq k; object idletime k; config set maxmemory-policy allkeys-lfu",
    };

    private final RealRedis redis;
    private final Engine engine;

    FrequencyLikeRedisTest(RealRedis redis) {
        this.redis = redis;
        EngineCommands commands = new EngineCommands();
        List<CommandGroup> groups = new ArrayList<>(commands.groups());
        groups.addAll(List.of(
                new GenericCommands(),
                new DumpCommands(),
                new BitmapCommands(),
                new HyperLogLogCommands(),
                new HashCommands(),
                new ListCommands(),
                new SetCommands(),
                new SortedSetCommands(),
                new StreamCommands()));
        EngineFixture world = new EngineFixture(
                List.of("maxmemory-policy=allkeys-lfu", "lfu-log-factor=0"), groups.toArray(CommandGroup[]::new));
        commands.attach(world.engine());
        engine = world.engine();
    }

    @Test
    void shouldCountTheSameUses() {
        try (RespClient real = redis.connect()) {
            for (String script : SCRIPTS) {
                real.call("FLUSHALL");
                call("flushall");
                for (String line : script.split("; ")) {
                    String expected = RespText.show(real.call(RespText.words(line)));
                    String ours = call(line);
                    if (line.startsWith("object ")) {
                        assertThat(ours).as(line + " in " + script).isEqualTo(expected);
                    }
                }
            }
        }
    }

    @Test
    void shouldTakeTheSameCounterWhenRestored() {
        try (RespClient real = redis.connect()) {
            real.call("SET", "k", "v");
            byte[] bulk = real.call(RespText.words("dump k"));
            byte[] payload = RespText.wordsOf(concat("*1\r\n".getBytes(StandardCharsets.ISO_8859_1), bulk))[0];
            for (String options :
                    new String[] {"replace", "replace freq 77", "replace freq 0", "replace idletime 50"}) {
                byte[][] words = RespText.words("restore k 0 payload " + options);
                words[3] = payload;
                real.call(words);
                engine.execute(0, Args.of(words));
                assertThat(call("object freq k"))
                        .as(options)
                        .isEqualTo(RespText.show(real.call(RespText.words("object freq k"))));
            }
        }
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private String call(String line) {
        return RespText.show(engine.execute(0, Args.of(RespText.words(line))));
    }
}

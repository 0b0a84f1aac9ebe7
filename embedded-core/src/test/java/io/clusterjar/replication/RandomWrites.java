package io.clusterjar.replication;

import io.clusterjar.testing.RespClient;
import java.util.SplittableRandom;

/** Random writes of all types, to any of four databases, now and then in a transaction. */
final class RandomWrites {
    private static final String[] TEMPLATES = {
        "SET s$k $v",
        "APPEND s$k $v",
        "SETRANGE s$k 3 $v",
        "INCRBY n$k $n",
        "INCRBYFLOAT f$k 1.5",
        "SETEX s$k 10000 $v",
        "GETDEL s$k",
        "MSET s$k $v s$k $v",
        "GETEX s$k EX 9999",
        "RPUSH l$k $v $v $v",
        "LPUSH l$k $v",
        "LPOP l$k",
        "LTRIM l$k 0 20",
        "LINSERT l$k BEFORE $v new",
        "LMOVE l$k l$k LEFT RIGHT",
        "LSET l$k 0 $v",
        "LREM l$k 1 $v",
        "SADD e$k $v $n $v",
        "SREM e$k $v",
        "SPOP e$k",
        "SMOVE e$k e$k $v",
        "SUNIONSTORE e$k e$k e$k",
        "HSET h$k $v $n $v $v",
        "HINCRBY h$k c $n",
        "HINCRBYFLOAT h$k d 0.25",
        "HDEL h$k $v",
        "ZADD z$k $n $v 1.5 $v",
        "ZINCRBY z$k 2 $v",
        "ZREM z$k $v",
        "ZPOPMIN z$k",
        "ZRANGESTORE z$k z$k 0 3",
        "ZUNIONSTORE z$k 2 z$k z$k",
        "SETBIT s$k $n 1",
        "BITFIELD s$k SET u8 #$k $n INCRBY i5 3 $n",
        "BITOP XOR s$k s$k s$k",
        "PFADD p$k $v $v $n",
        "PFCOUNT p$k",
        "PFMERGE p$k p$k p$k",
        "GEOADD g$k 1$k.5 4$k.25 $v",
        "GEOSEARCHSTORE g$k g$k FROMLONLAT 13 43 BYRADIUS 300 km",
        "GEORADIUS g$k 12 42 250 km COUNT 3 STORE z$k",
        "EXPIRE l$k 5000",
        "PERSIST l$k",
        "RENAME h$k h$k",
        "COPY e$k e$k REPLACE",
        "DEL z$k",
        "UNLINK h$k",
        "SELECT $d",
        "MOVE s$k $d",
    };

    private final SplittableRandom random;

    RandomWrites(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Sends {@code count} writes through {@code client}; errors, as of a key that is not there, are as good as any reply. */
    void to(RespClient client, int count) {
        for (int i = 0; i < count; i++) {
            if (random.nextInt(20) == 0) {
                client.call("MULTI");
                for (int j = random.nextInt(4); j >= 0; j--) {
                    client.call(words());
                }
                client.call("EXEC");
            } else {
                client.call(words());
            }
        }
        client.call("SELECT", "0");
    }

    private String[] words() {
        String template = TEMPLATES[random.nextInt(TEMPLATES.length)];
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < template.length(); i++) {
            if (template.charAt(i) != '$') {
                line.append(template.charAt(i));
                continue;
            }
            switch (template.charAt(++i)) {
                case 'k' -> line.append(random.nextInt(6));
                case 'd' -> line.append(random.nextInt(4));
                case 'n' -> line.append(random.nextInt(300));
                default -> line.append("v".repeat(1 + random.nextInt(70))).append(random.nextInt(40));
            }
        }
        return line.toString().split(" ");
    }
}

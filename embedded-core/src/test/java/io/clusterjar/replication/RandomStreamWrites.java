package io.clusterjar.replication;

import io.clusterjar.testing.RespClient;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random writes to a few streams and their groups, with ids that the server chooses. */
final class RandomStreamWrites {
    private static final int KEYS = 3;
    private static final String[] TEMPLATES = {
        "XADD $k * field $v",
        "XADD $k * field $v other $v",
        "XADD $k * field $v",
        "XADD $k MAXLEN ~ 150 * field $v",
        "XADD $k MAXLEN 120 * a $v b $v",
        "XADD $k MINID ~ $i LIMIT 100 * field $v",
        "XTRIM $k MAXLEN ~ 80",
        "XTRIM $k MINID $i",
        "XDEL $k $i $i",
        "XGROUP CREATE $k g 0 MKSTREAM",
        "XGROUP CREATE $k h $ MKSTREAM",
        "XREADGROUP GROUP g c COUNT 3 STREAMS $k >",
        "XREADGROUP GROUP g d COUNT 2 STREAMS $k >",
        "XREADGROUP GROUP h e COUNT 2 NOACK STREAMS $k >",
        "XREADGROUP GROUP g d BLOCK 1 COUNT 5 STREAMS $k >",
        "XACK $k g $i $i $i",
        "XCLAIM $k g d 0 $i $i",
        "XCLAIM $k g c 0 $i RETRYCOUNT 3 IDLE 1000 FORCE",
        "XAUTOCLAIM $k g c 0 0 COUNT 2",
        "XGROUP CREATECONSUMER $k g new",
        "XGROUP DELCONSUMER $k g new",
        "XGROUP SETID $k h $i",
        "EXPIRE $k 1000",
        "COPY $k copy REPLACE",
        "RENAME copy moved",
    };

    private final SplittableRandom random;
    private final List<String> ids = new ArrayList<>(List.of("1-1"));

    RandomStreamWrites(long seed) {
        random = new SplittableRandom(seed);
    }

    static List<String> keys() {
        return List.of("x0", "x1", "x2", "copy", "moved");
    }

    /** Sends {@code count} writes through {@code client}, some of them in transactions. */
    void to(RespClient client, int count) {
        for (int i = 0; i < count; i++) {
            if (random.nextInt(25) == 0) {
                client.call("MULTI");
                client.call(words());
                client.call(words());
                client.call("EXEC");
            }
            String[] words = words();
            String reply = client.call(words);
            if (words[0].equals("XADD") && reply.startsWith("$")) {
                ids.add(reply.split("\r\n")[1]);
            }
        }
    }

    private String[] words() {
        String[] words = TEMPLATES[random.nextInt(TEMPLATES.length)].split(" ");
        for (int i = 0; i < words.length; i++) {
            words[i] = switch (words[i]) {
                case "$k" -> "x" + random.nextInt(KEYS);
                case "$v" -> "v".repeat(random.nextInt(1, 50)) + random.nextInt(40);
                case "$i" -> ids.get(ids.size() - 1 - random.nextInt(Math.min(200, ids.size())));
                default -> words[i];
            };
        }
        return words;
    }
}

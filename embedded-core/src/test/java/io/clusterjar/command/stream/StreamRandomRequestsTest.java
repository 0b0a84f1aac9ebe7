package io.clusterjar.command.stream;

import io.clusterjar.command.CallFixture;
import io.clusterjar.command.RandomRequests;
import io.clusterjar.command.SameAsRedis;
import io.clusterjar.command.generic.GenericCommands;
import io.clusterjar.testing.RealRedis;
import io.clusterjar.testing.RespClient;
import io.clusterjar.testing.RespText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random requests on streams and groups against a real Redis. Which consumers exist is not compared, for since 7.2 those
 * that got nothing exist too; idle times are given, so that no clock shows.
 */
class StreamRandomRequestsTest {
    private static final int REQUESTS = 4000;
    private static final int COMPARE_EVERY = 40;
    private static RealRedis redis;

    @BeforeAll
    static void startRedis() {
        redis = RealRedis.start();
    }

    @AfterAll
    static void stopRedis() {
        if (redis != null) {
            redis.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"1,5,4096", "2,5,4096", "3,5,0", "4,3,200", "5,0,300", "6,0,0"})
    void shouldReplyAsRedisWhenRequestsAreRandom(long seed, String nodeEntries, String nodeBytes) {
        List<String> ids = new ArrayList<>(List.of("0", "1", "0-1", "3-3"));
        List<String> added = new ArrayList<>(List.of("3", "7-*", "100-*", "0-*"));
        for (int i = 1; i < 12; i++) {
            ids.add(i + "-1");
            ids.add(i + "-2");
            ids.add("100-" + i);
            added.add(i + "-1");
            added.add(i + "-2");
            added.add(i + "-*");
            added.add("100-*");
        }
        Map<String, List<String>> pools = Map.of(
                "k", List.of("x", "y", "z"),
                "g", List.of("g", "h"),
                "last", List.of("$"),
                "c", List.of("c", "d", "e"),
                "i", ids,
                "a", added,
                "b",
                        List.of(
                                "-",
                                "+",
                                "1",
                                "3",
                                "(3-1",
                                "5-2",
                                "(9",
                                "(12",
                                "20",
                                "100",
                                "100-5",
                                "18446744073709551615"),
                "n", List.of("0", "1", "2", "3", "5", "7", "20", "50"),
                "f", List.of("a", "b", "field", "1", "\"\""),
                "v", List.of("v", "12", "-7", "70000", "x".repeat(70), "\"\"", "9223372036854775807"));
        List<String> templates = new ArrayList<>(List.of(
                "XADD $k $a $f $v $f $v",
                "XADD $k 100-* a $v",
                "XADD $k MAXLEN $n $a $f $v",
                "XADD $k MAXLEN ~ $n $a $f $v",
                "XADD $k MINID $i $a $f $v",
                "XADD $k MINID ~ $i LIMIT $n $a $f $v",
                "XADD $k NOMKSTREAM $a $f $v",
                "XLEN $k",
                "XRANGE $k $b $b",
                "XREVRANGE $k $b $b COUNT $n",
                "XDEL $k $i $i $i",
                "XDEL $k 3-1 5-1 7-1 9-1",
                "XTRIM $k MAXLEN $n",
                "XTRIM $k MAXLEN ~ $n LIMIT $n",
                "XTRIM $k MINID $i",
                "XTRIM $k MINID ~ $i",
                "XREAD COUNT $n STREAMS $k $k $i $i",
                "XINFO STREAM $k",
                "XINFO GROUPS $k",
                "XGROUP CREATE $k $g $i",
                "XGROUP CREATE $k $g $last MKSTREAM",
                "XGROUP CREATE $k $g $i ENTRIESREAD $n",
                "XGROUP SETID $k $g $i",
                "XGROUP SETID $k $g 0",
                "XGROUP SETID $k $g $last",
                "XGROUP CREATECONSUMER $k $g $c",
                "XACK $k $g $i $i $i",
                "XPENDING $k $g",
                "XSETID $k 100-900",
                "XSETID $k 100-900 ENTRIESADDED $n MAXDELETEDID $i",
                "COPY $k $k",
                "COPY $k $k REPLACE",
                "RENAME $k $k"));
        for (int i = 0; i < 3; i++) {
            templates.addAll(List.of(
                    "XADD $k $a $f $v",
                    "XADD $k $a a 1 b 2",
                    "XADD $k $a a $v b $v",
                    "XGROUP CREATECONSUMER $k $g c",
                    "XGROUP CREATECONSUMER $k $g d",
                    "XGROUP CREATECONSUMER $k $g e",
                    "XREADGROUP GROUP $g c COUNT $n STREAMS $k >",
                    "XREADGROUP GROUP $g d COUNT $n NOACK STREAMS $k >",
                    "XREADGROUP GROUP $g e COUNT $n STREAMS $k $i",
                    "XCLAIM $k $g c 0 $i $i $i IDLE 100000",
                    "XCLAIM $k $g d 50000 $i $i $i IDLE 100000 RETRYCOUNT $n JUSTID",
                    "XCLAIM $k $g d 0 $i $i $i FORCE LASTID $i",
                    "XAUTOCLAIM $k $g c 0 $i COUNT 3",
                    "XAUTOCLAIM $k $g d 50000 $i COUNT 2 JUSTID",
                    "XADD $k 100-* $f $v"));
        }
        templates.add("XGROUP DELCONSUMER $k $g e");
        templates.add("XGROUP DESTROY $k $g");
        templates.add("DEL $k");
        List<String> comparisons = new ArrayList<>();
        for (String key : List.of("x", "y", "z")) {
            comparisons.add("XINFO STREAM " + key);
            comparisons.add("XINFO GROUPS " + key);
            comparisons.add("XRANGE " + key + " - +");
            comparisons.add("XREVRANGE " + key + " + -");
            comparisons.add("XPENDING " + key + " g");
            comparisons.add("XPENDING " + key + " h");
        }
        CallFixture ours = new CallFixture(new GenericCommands(), new StreamCommands());
        try (RespClient client = redis.connect()) {
            client.call("CONFIG", "SET", "stream-node-max-entries", nodeEntries, "stream-node-max-bytes", nodeBytes);
        }
        ours.config().set("stream-node-max-entries", nodeEntries);
        ours.config().set("stream-node-max-bytes", nodeBytes);
        String table = new RandomRequests(templates, pools, List.of()).table(seed, REQUESTS);
        try (SameAsRedis same = new SameAsRedis(redis, ours)) {
            same.resp(seed % 2 == 0 ? 2 : 3);
            same.seed(seed);
            int sent = 0;
            for (String line : table.lines().toList()) {
                play(same, line);
                if (++sent % COMPARE_EVERY == 0) {
                    comparisons.forEach(comparison -> play(same, comparison));
                }
            }
        }
    }

    private static void play(SameAsRedis same, String line) {
        byte[][] words = RespText.words(line);
        if (line.startsWith("XGROUP CREATECONSUMER")) {
            same.both(words);
        } else {
            same.compare(ShownStream::withoutConsumerCount, words);
        }
    }
}

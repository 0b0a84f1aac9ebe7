package io.clusterjar.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.EmbeddedRedis;
import io.clusterjar.testing.BesideRedis;
import io.clusterjar.testing.RealRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests by which random comparison found that we answered otherwise than Redis: they stay the same now. */
@BesideRedis(Duel.OPTIONS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FoundAtRandomTest {
    private final EmbeddedRedis ours;
    private final Duel duel;

    FoundAtRandomTest(RealRedis redis) {
        ours = EmbeddedRedis.builder()
                .replicas(1)
                .seed(1)
                .config("notify-keyspace-events", "AE")
                .start();
        duel = new Duel(redis.port(), ours.node(0).port(), ours.node(1).port());
        duel.config("hll-sparse-max-bytes", "100");
    }

    @AfterAll
    void stop() {
        duel.close();
        ours.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET a 1 EXAT 1 ; MSET b 2 a 3",
                "SET a 1 PXAT 1 ; SET a 2 PX 100000",
                "SET a 1 PXAT 1 ; RPUSH b x ; LCS b a IDX",
                "SET a 1 PXAT 1 ; ZUNIONSTORE a 2 x y ; SET a 1 PXAT 1 ; SINTERSTORE a x y ; SET a 1 PXAT 1 ; SORT x STORE a",
                "SET a 1 PXAT 1 ; SMOVE none a x",
                "SET a 1 PXAT 1 ; OBJECT ENCODING a",
                "SET a 1 PXAT 1 ; SCAN 0 COUNT 1000 TYPE hash",
                "OBJECT \"\\x00\" ENCODING b",
                "\"no\\x00thing\" \"a\\x00b\" c",
                "SCAN \"\\x00\" COUNT 1000 TYPE foo",
                "LOLWUT VERSION abc",
                "SELECT 2147483648 ; SELECT -2147483649",
                "MOVE a 2147483648 ; COPY a b DB 2147483648",
                "SET \"\" x ; ~ KEYS ** ; SCAN 0 MATCH ** ; KEYS *",
                "3: PSUBSCRIBE * ; PUBLISH \"\" hello ; 3: ~",
                "BLPOP a 1e400 ; BLPOP a inf ; BLPOP a -inf",
                "LPOS a 1 RANK -9223372036854775808",
                "PFADD b c 16 1 2 3 ; PFADD b d f 5 a t l i 8 14 q j abe p ; PFCOUNT b ; GET b",
                "XGROUP CREATE a g 0 MKSTREAM ENTRIESREAD 10 ; XADD a 10-* g 1 f 3.0e3 ; "
                        + "XSETID a 16-0 ENTRIESADDED 2 MAXDELETEDID 3 ; XINFO GROUPS a"
            })
    void shouldAnswerAsRedisWhenThisWasFoundAtRandom(String requests) {
        for (int version = 2; version <= 3; version++) {
            List<Step> steps = new ArrayList<>();
            new Template(requests, Map.of()).draw(new SplittableRandom(1), steps);
            Difference difference = duel.play(steps, new Duel.Episode(0, version, true), 2);
            assertThat(difference).as("RESP%d", version).isNull();
        }
    }

    @org.junit.jupiter.api.Test
    void shouldForgetItsEstimateWhenDamageIsFoundAfterARegisterRose() {
        List<Step> steps = new ArrayList<>();
        new Template(
                        "PFADD b c 16 ; PFADD b 2 abc abd ; PFADD b 4 \"\\x00\" ; PFADD b \"\" ; PFADD b d"
                                + " xxxxxxxxxxxxxxxxxxxxxxxxxxx a p t h f 5 l i 8 14 q \"\\xff\\xfe\" j abe 1 3 ; PFCOUNT"
                                + " b ; APPEND b x ; PFADD b 6 k a f 15 ; PFCOUNT b",
                        Map.of())
                .draw(new SplittableRandom(1), steps);
        assertThat(duel.play(steps, new Duel.Episode(0, 2, true), 0)).isNull();
    }
}

package io.clusterjar.command.generic;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.command.CallFixture;
import io.clusterjar.command.hash.HashCommands;
import io.clusterjar.command.string.StringCommands;
import io.clusterjar.testing.RespText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a scan promises: whatever is there from its first call to its last is shown, while all else comes and goes. */
class ScansTest {
    private final CallFixture node = new CallFixture(new GenericCommands(), new StringCommands(), new HashCommands());

    @Test
    void shouldShowEveryKeyThatStaysWhenTheTableGrows() {
        for (int i = 0; i < 300; i++) {
            node.run("SET stays" + i + " v");
        }
        Set<String> seen = scan("SCAN ", "COUNT 7", turn -> {
            for (int i = 0; turn < 30 && i < 100; i++) { // from 300 keys to 3300: three times twice the table
                node.run("SET comes" + turn + "-" + i + " v");
            }
        });
        assertThat(seen).containsAll(names("stays", 300));
    }

    @Test
    void shouldShowEveryKeyThatStaysWhenTheTableShrinks() {
        for (int i = 0; i < 4000; i++) {
            node.run("SET goes" + i + " v");
        }
        for (int i = 0; i < 50; i++) {
            node.run("SET stays" + i + " v");
        }
        SplittableRandom random = new SplittableRandom(3);
        Set<String> seen = scan("SCAN ", "COUNT 5", turn -> {
            for (int i = 0; i < 200; i++) {
                node.run("DEL goes" + random.nextInt(4000));
            }
        });
        assertThat(seen).containsAll(names("stays", 50));
    }

    @Test
    void shouldShowEveryFieldThatStaysWhenAHashGrows() {
        node.run("HSET h big " + "x".repeat(100));
        for (int i = 0; i < 200; i++) {
            node.run("HSET h stays" + i + " v");
        }
        Set<String> seen = scan("HSCAN h ", "COUNT 3 MATCH stays*", turn -> {
            node.run("HSET h comes" + turn + " v");
            node.run("HDEL h comes" + (turn - 5));
        });
        seen.remove("v");
        assertThat(seen).containsExactlyInAnyOrderElementsOf(names("stays", 200));
    }

    @Test
    void shouldGoOnWithTheCursorWhenNothingOfThePageMatches() {
        for (int i = 0; i < 100; i++) {
            node.run("SET s" + i + " v");
        }
        node.run("HSET h f v");
        assertThat(scan("SCAN ", "COUNT 10 TYPE hash", turn -> {})).containsExactly("h");
        assertThat(scan("SCAN ", "COUNT 10 MATCH s55", turn -> {})).containsExactly("s55");
        assertThat(node.run("SCAN 0 COUNT 10 MATCH none")).doesNotStartWith("*2\\r\\n$1\\r\\n0");
    }

    @Test
    void shouldNeitherShowNorKeepExpiredKeysWhenScanned() {
        node.run("SET a v PX 10");
        node.run("SET b v");
        node.forget();
        node.nowMs(node.nowMs() + 11);
        assertThat(scan("SCAN ", "COUNT 100", turn -> {})).containsExactly("b");
        assertThat(node.run("DBSIZE")).isEqualTo(":1\\r\\n");
        assertThat(node.events()).containsExactly("expired a");
        assertThat(node.propagated()).containsExactly("DEL a");
    }

    private static Set<String> names(String prefix, int count) {
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
            names.add(prefix + i);
        }
        return names;
    }

    private Set<String> scan(String command, String options, Consumer<Integer> betweenPages) {
        Set<String> seen = new LinkedHashSet<>();
        String cursor = "0";
        for (int turn = 0; turn < 10_000; turn++) {
            byte[] reply = node.run(RespText.words(command + cursor + " " + options));
            byte[][] words = RespText.wordsOf(reply);
            for (int i = 1; i < words.length; i++) {
                seen.add(new String(words[i], StandardCharsets.ISO_8859_1));
            }
            cursor = new String(words[0], StandardCharsets.ISO_8859_1);
            if (cursor.equals("0")) {
                return seen;
            }
            betweenPages.accept(turn);
        }
        throw new AssertionError("the scan does not end, cursor=" + cursor);
    }
}

package io.clusterjar.command.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.command.CallFixture;
import io.clusterjar.testing.RespText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code HRANDFIELD} promises; which fields it draws is chance, which a real Redis cannot be asked about. */
class HashRandomTest {
    private static final int FIELDS = 30;

    private final CallFixture node = new CallFixture(new HashCommands());

    @Test
    void shouldDrawDifferentFieldsWhenTheCountIsPositive() {
        for (String padding : new String[] {"", "x".repeat(100)}) { // a listpack, a table
            hash(padding);
            for (int count : new int[] {1, 2, 9, 10, 11, 29, 30, 31}) {
                List<String> drawn = words("HRANDFIELD h " + count);
                assertThat(drawn)
                        .hasSize(Math.min(count, FIELDS))
                        .doesNotHaveDuplicates()
                        .allMatch(f -> f.startsWith("f"));
            }
        }
    }

    @Test
    void shouldDrawAsOftenAsAskedWhenTheCountIsNegative() {
        for (String padding : new String[] {"", "x".repeat(100)}) {
            hash(padding);
            assertThat(words("HRANDFIELD h -100")).hasSize(100).allMatch(f -> f.startsWith("f"));
        }
    }

    @Test
    void shouldGiveEachFieldItsOwnValue() {
        for (String padding : new String[] {"", "x".repeat(100)}) {
            hash(padding);
            for (String count : new String[] {"-50", "3", "25", "30"}) {
                List<String> drawn = words("HRANDFIELD h " + count + " WITHVALUES");
                for (int i = 0; i < drawn.size(); i += 2) {
                    assertThat(drawn.get(i + 1)).isEqualTo("v" + drawn.get(i).substring(1) + padding);
                }
            }
        }
    }

    @Test
    void shouldDrawAllFieldsAboutEquallyOften() {
        for (String padding : new String[] {"", "x".repeat(100)}) {
            hash(padding);
            for (String request :
                    new String[] {"HRANDFIELD h", "HRANDFIELD h -1", "HRANDFIELD h 3", "HRANDFIELD h 20"}) {
                Map<String, Integer> times = new LinkedHashMap<>();
                int draws = 0;
                for (int i = 0; i < 3000; i++) {
                    for (String field : words(request)) {
                        times.merge(field, 1, Integer::sum);
                        draws++;
                    }
                }
                int fair = draws / FIELDS;
                assertThat(times).as(request).hasSize(FIELDS).allSatisfy((field, count) -> assertThat(count)
                        .isBetween(fair / 2, fair * 2));
            }
        }
    }

    @Test
    void shouldRefuseToDrawWithoutEnd() {
        hash("");
        assertThat(node.run("HRANDFIELD h -9223372036854775807")).isEqualTo("-ERR value is out of range\\r\\n");
    }

    private void hash(String padding) {
        node.flushAll();
        for (int i = 0; i < FIELDS; i++) {
            node.run("HSET h f" + i + " v" + i + padding);
        }
    }

    private List<String> words(String request) {
        byte[] reply = node.run(RespText.words(request));
        byte[] array = reply[0] == '*'
                ? reply
                : ("*1\r\n" + new String(reply, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
        List<String> words = new ArrayList<>();
        for (byte[] word : RespText.wordsOf(array)) {
            words.add(new String(word, StandardCharsets.ISO_8859_1));
        }
        return words;
    }
}

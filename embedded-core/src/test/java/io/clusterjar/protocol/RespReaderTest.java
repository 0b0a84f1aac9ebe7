package io.clusterjar.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RespReaderTest {
    private static final String STREAM =
            "+OK\r\n-ERR no such key\r\n:-42\r\n$5\r\nhe\r\nl\r\n$-1\r\n*-1\r\n_\r\n,1.5\r\n,-inf\r\n#t\r\n"
                    + "(123456789012345678901\r\n=7\r\ntxt:abc\r\n*2\r\n*0\r\n$1\r\nx\r\n%1\r\n+k\r\n~1\r\n:1\r\n>2\r\n+message\r\n+m\r\n"
                    + "|1\r\n+a\r\n:1\r\n*1\r\n:2\r\n";

    private static List<String> read(String... chunks) {
        RespReader reader = new RespReader();
        List<String> values = new ArrayList<>();
        for (String chunk : chunks) {
            byte[] bytes = chunk.getBytes(StandardCharsets.ISO_8859_1);
            reader.feed(bytes, 0, bytes.length);
            for (RespValue value = reader.next(); value != null; value = reader.next()) {
                values.add(show(value));
            }
        }
        assertThat(reader.buffered()).isZero();
        return values;
    }

    private static String show(RespValue value) {
        if (value instanceof RespValue.Bulk bulk) {
            return "'" + bulk.text() + "'";
        }
        if (value instanceof RespValue.Verbatim verbatim) {
            return verbatim.format() + "=" + verbatim.asText();
        }
        if (value instanceof RespValue.Array array) {
            return array.elements().stream().map(RespReaderTest::show).toList().toString();
        }
        if (value instanceof RespValue.MapReply map) {
            return "%" + map.keysAndValues().stream().map(RespReaderTest::show).toList();
        }
        if (value instanceof RespValue.SetReply set) {
            return "~" + set.elements().stream().map(RespReaderTest::show).toList();
        }
        if (value instanceof RespValue.Push push) {
            return ">" + push.elements().stream().map(RespReaderTest::show).toList();
        }
        if (value instanceof RespValue.Attributed said) {
            return "|" + said.attributes().stream().map(RespReaderTest::show).toList() + show(said.value());
        }
        if (value instanceof RespValue.Status
                || value instanceof RespValue.ErrorReply
                || value instanceof RespValue.Int) {
            return value.asText();
        }
        return value.toString();
    }

    @Test
    void shouldReadEveryTypeWhereverTheChunksEnd() {
        List<String> whole = read(STREAM);
        assertThat(whole)
                .containsExactly(
                        "OK",
                        "ERR no such key",
                        "-42",
                        "'he\r\nl'",
                        "Null[kind=BULK]",
                        "Null[kind=ARRAY]",
                        "Null[kind=RESP3]",
                        "Dbl[value=1.5]",
                        "Dbl[value=-Infinity]",
                        "Bool[value=true]",
                        "BigNumber[digits=123456789012345678901]",
                        "txt=abc",
                        "[[], 'x']",
                        "%[k, ~[1]]",
                        ">[message, m]",
                        "|[a, 1][2]");
        for (int cut = 0; cut <= STREAM.length(); cut++) {
            assertThat(read(STREAM.substring(0, cut), STREAM.substring(cut)))
                    .as("cut %s", cut)
                    .isEqualTo(whole);
        }
        assertThat(read(STREAM.split("(?<=.)", -1))).isEqualTo(whole);
    }

    @Test
    void shouldRefuseWhatIsNoReply() {
        assertThatThrownBy(() -> read("?\r\n")).isInstanceOf(ProtocolError.class);
        assertThatThrownBy(() -> read(":12x\r\n")).isInstanceOf(ProtocolError.class);
        assertThatThrownBy(() -> read("*1\r\n".repeat(RespReader.DEPTH_LIMIT + 1)))
                .isInstanceOf(ProtocolError.class);
    }

    @Test
    void shouldGiveWhatFollowsTheReplies() {
        RespReader reader = new RespReader();
        byte[] bytes = "+FULLRESYNC id 0\r\n$3\r\nRDB".getBytes(StandardCharsets.ISO_8859_1);
        reader.feed(bytes, 0, bytes.length);
        assertThat(reader.next()).isEqualTo(new RespValue.Status("FULLRESYNC id 0"));
        assertThat(new String(reader.takeRest(), StandardCharsets.ISO_8859_1)).isEqualTo("$3\r\nRDB");
        assertThat(reader.buffered()).isZero();
    }
}

package io.clusterjar.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestParserTest {
    private final RequestParser parser = new RequestParser();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private List<String> feed(String text) {
        byte[] chunk = bytes(text);
        List<String> requests = new ArrayList<>();
        parser.feed(chunk, 0, chunk.length);
        for (Args args = parser.next(); args != null; args = parser.next()) {
            List<String> words = new ArrayList<>();
            for (int i = 0; i < args.count(); i++) {
                words.add(args.text(i));
            }
            requests.add(String.join("|", words));
        }
        parser.keepRest();
        java.util.Arrays.fill(chunk, (byte) '?'); // the network's buffer is used again
        return requests;
    }

    @Test
    void shouldCutPipelinedRequests() {
        assertThat(feed("*1\r\n$4\r\nPING\r\n*2\r\n$3\r\nGET\r\n$0\r\n\r\n")).containsExactly("PING", "GET|");
        assertThat(parser.restBytes()).isZero();
    }

    @Test
    void shouldReadTheSameRequestsWhereverTheChunksEnd() {
        String stream =
                "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$11\r\nhello\r\nyou!\r\nPING a\r\n\r\n*0\r\n*-1\r\n*1\r\n$4\r\nQUIT\r\n"
                        .replace("$11", "$11");
        for (int first = 0; first <= stream.length(); first++) {
            for (int second = first; second <= stream.length(); second++) {
                RequestParserTest fresh = new RequestParserTest();
                List<String> requests = new ArrayList<>(fresh.feed(stream.substring(0, first)));
                requests.addAll(fresh.feed(stream.substring(first, second)));
                requests.addAll(fresh.feed(stream.substring(second)));
                assertThat(requests)
                        .as("%s %s", first, second)
                        .containsExactly("SET|k|hello\r\nyou!", "PING|a", "QUIT");
                assertThat(fresh.parser.consumedBytes()).isEqualTo(stream.length());
            }
        }
    }

    @Test
    void shouldCopyALargeValueOnceWhenItComesInManyChunks() {
        int size = 32 << 20;
        feed("*2\r\n$4\r\nECHO\r\n$" + size + "\r\n");
        byte[] chunk = new byte[1 << 16];
        int grown = 0;
        for (int sent = 0; sent < size; sent += chunk.length) {
            parser.feed(chunk, 0, chunk.length);
            assertThat(parser.next()).isNull();
            int before = parser.bufferBytes();
            parser.keepRest();
            grown += parser.bufferBytes() != before ? 1 : 0;
        }
        assertThat(grown).isLessThanOrEqualTo(2);
        parser.feed(bytes("\r\n"), 0, 2);
        Args args = parser.next();
        assertThat(args).isNotNull();
        assertThat(args.length(1)).isEqualTo(size);
        assertThat(args.buffer().length).isLessThan(size + 1024);
        parser.keepRest();
        assertThat(parser.bufferBytes()).isLessThanOrEqualTo(64 * 1024);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "*1\\r\\n+4\\r\\n; expected '$', got '+'",
                "*x\\r\\n; invalid multibulk length",
                "*\\r\\n; invalid multibulk length",
                "*2147483648\\r\\n; invalid multibulk length",
                "*1\\r\\n$-1\\r\\n; invalid bulk length",
                "*1\\r\\n$x\\r\\n; invalid bulk length",
                "*1\\r\\n$536870913\\r\\n; invalid bulk length",
                "SET \"a\\r\\n; unbalanced quotes in request",
                "SET \"a\"b\\r\\n; unbalanced quotes in request",
                "SET 'a\\r\\n; unbalanced quotes in request"
            })
    void shouldRefuseWhatIsNoRequest(String stream, String error) {
        assertThatThrownBy(() -> feed(stream.replace("\\r", "\r").replace("\\n", "\n")))
                .hasMessage("ERR Protocol error: " + error.strip());
    }

    @Test
    void shouldRefuseLinesWithoutEnd() {
        String digits = "1".repeat(RequestParser.LINE_LIMIT + 1);
        assertThatThrownBy(() -> feed("*" + digits)).hasMessageEndingWith("too big mbulk count string");
        assertThatThrownBy(() -> new RequestParserTest().feed("*1\r\n$" + digits))
                .hasMessageEndingWith("too big bulk count string");
        assertThatThrownBy(() -> new RequestParserTest().feed(digits)).hasMessageEndingWith("too big inline request");
    }

    @Test
    void shouldTakeOnlySmallRequestsWhenUnauthenticated() {
        parser.unauthenticated(true);
        assertThatThrownBy(() -> feed("*11\r\n")).hasMessageEndingWith("unauthenticated multibulk length");
        RequestParserTest other = new RequestParserTest();
        other.parser.unauthenticated(true);
        assertThatThrownBy(() -> other.feed("*1\r\n$16385\r\n")).hasMessageEndingWith("unauthenticated bulk length");
    }

    @Test
    void shouldSplitInlineRequestsAsAShell() {
        assertThat(feed("set  k \"a b\\x41\\n\\\"\" 'it\\'s' \"\"\n")).containsExactly("set|k|a bA\n\"|it's|");
    }
}

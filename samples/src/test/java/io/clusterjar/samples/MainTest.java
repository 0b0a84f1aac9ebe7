package io.clusterjar.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MainTest {
    private final Printed out = new Printed();
    private final Printed err = new Printed();

    @ParameterizedTest(name = "[{0}]")
    @CsvSource(delimiter = '|', textBlock = """
            ''                              | which sample?
            bogus                           | no sample is named bogus
            failover fast                   | failover takes no options, but was given fast
            timeline                        | timeline wants one file to write
            scale                           | scale wants one file to write
            scale a.html 10,x               | size x is not a whole number within 6 to 1000
            serve 7000                      | serve has no option 7000; it has --port
            serve --prot 7000               | serve has no option --prot; it has --port
            serve --port                    | --port wants a value
            serve --port abc                | --port=abc is not a whole number
            serve --port 0                  | --port=0 is not 1 or more
            serve --port 70000              | --port=70000 leaves no room for 6 nodes up to 55535
            serve --port 55531              | --port=55531 leaves no room for 6 nodes up to 55535
            serve --standalone --port 65536 | --port=65536 leaves no room for a node up to 65535
            serve --masters 0               | --masters=0 is not 1 or more
            serve --masters 1001            | masters=1001 is not within 1 to 1000
            serve --replicas -1             | --replicas=-1 is not 0 or more
            serve --standalone --masters 2  | leave out --masters
            serve --standalone=yes          | --standalone takes no value
            serve --config maxmemory        | --config=maxmemory is not of the form NAME=VALUE
            serve --config =1               | --config==1 is not of the form NAME=VALUE
            serve --config maxmemry=1       | did you mean maxmemory?
            serve --config maxmemory=much   | maxmemory=much: argument must be a memory value
            serve --config port=7001        | --port says it
            serve --config Requirepass=x    | --password says it
            serve --config replicaof=x      | --replicas says it
            """)
    void shouldRefuseInOneLineWhenTheCommandLineIsWrong(String line, String message) {
        String[] args = line.isEmpty() ? new String[0] : line.split(" ");

        assertThat(run(args)).isEqualTo(Main.USAGE);

        assertThat(err.text()).startsWith("clusterjar: ").contains(message);
        assertThat(err.text().lines()).hasSize(1);
        assertThat(out.text()).isEmpty();
    }

    @Test
    void shouldNameThePortWhenItIsTaken() throws IOException {
        int port = FreePorts.consecutive(3);
        try (ServerSocket taken = FreePorts.occupy(port + 1)) {
            int status = run("serve", "--port", "" + port, "--replicas", "0");

            assertThat(status).isEqualTo(Main.USAGE);
            assertThat(err.text()).startsWith("clusterjar: cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": ");
            assertThat(err.text().lines()).hasSize(1);
            assertThat(FreePorts.areFree(port, 1))
                    .as("what was open already is closed")
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "help", "serve --help", "failover --help"})
    void shouldPrintEverySampleAndOptionWhenAskedForHelp(String line) {
        assertThat(run(line.split(" "))).isEqualTo(Main.OK);

        assertThat(out.text())
                .contains("split-brain", "failover", "resharding", "serve")
                .contains("--port", "--masters", "--replicas", "--standalone", "--config", "--password");
        assertThat(err.text()).isEmpty();
    }

    private int run(String... args) {
        return Main.run(args, out.stream(), err.stream(), new CountDownLatch(0));
    }
}

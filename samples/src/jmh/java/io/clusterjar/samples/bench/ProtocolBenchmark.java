package io.clusterjar.samples.bench;

import io.clusterjar.protocol.Args;
import io.clusterjar.protocol.ProtocolError;
import io.clusterjar.protocol.RequestParser;
import io.clusterjar.protocol.RespWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The wire: requests read, replies written; nanoseconds each. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ProtocolBenchmark {
    private static final int PIPELINE = 16;

    private final byte[] requests = "*3\r\n$3\r\nSET\r\n$10\r\nkey:000001\r\n$5\r\nvalue\r\n"
            .repeat(PIPELINE)
            .getBytes(StandardCharsets.US_ASCII);
    private final byte[] value = "value".getBytes(StandardCharsets.US_ASCII);
    private final RequestParser parser = new RequestParser();
    private final RespWriter writer = new RespWriter();

    /** Sixteen pipelined requests. */
    @Benchmark
    @OperationsPerInvocation(PIPELINE)
    public int parse() throws ProtocolError {
        parser.feed(requests, 0, requests.length);
        int words = 0;
        for (Args args = parser.next(); args != null; args = parser.next()) {
            words += args.count();
        }
        parser.keepRest();
        return words;
    }

    /** Sixteen replies. */
    @Benchmark
    @OperationsPerInvocation(PIPELINE)
    public int encode() {
        writer.truncate(0);
        for (int i = 0; i < PIPELINE; i++) {
            writer.bulk(value);
        }
        return writer.length();
    }
}

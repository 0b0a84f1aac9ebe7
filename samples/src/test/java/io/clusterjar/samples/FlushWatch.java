package io.clusterjar.samples;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Prints to another stream and tells somebody after each flush. */
final class FlushWatch extends PrintStream {
    private final Runnable flushed;

    FlushWatch(PrintStream to, Runnable flushed) {
        super(to, false, StandardCharsets.UTF_8);
        this.flushed = flushed;
    }

    @Override
    public void flush() {
        super.flush();
        flushed.run();
    }
}

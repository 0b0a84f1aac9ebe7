package io.clusterjar.runtime;

import io.clusterjar.net.CloseCause;
import io.clusterjar.net.Stream;
import io.clusterjar.net.StreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a stream says; neighbouring bytes are joined. */
final class Recorder implements StreamHandler {
    final List<String> events = new CopyOnWriteArrayList<>();
    final StringBuffer text = new StringBuffer();
    final boolean echo;
    volatile Stream stream;

    Recorder(boolean echo) {
        this.echo = echo;
    }

    Recorder() {
        this(false);
    }

    @Override
    public void onOpen(Stream opened) {
        events.add("open");
    }

    @Override
    public void onData(Stream from, byte[] bytes, int offset, int length) {
        String read = new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
        text.append(read);
        events.add(read);
        if (echo) {
            from.write(bytes, offset, length);
        }
    }

    @Override
    public void onClose(Stream closed, CloseCause cause) {
        events.add(cause.toString());
    }

    @Override
    public void onDrained(Stream drained) {
        events.add("drained");
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}

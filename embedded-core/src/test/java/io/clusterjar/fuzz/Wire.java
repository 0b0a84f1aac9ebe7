package io.clusterjar.fuzz;

import io.clusterjar.base.Bytes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A connection over which many requests go before the first reply is read. */
final class Wire implements AutoCloseable {
    private static final int READ_TIMEOUT_MS = 20_000;

    private final Socket socket;
    private final InputStream in;
    private byte[] out = new byte[64 * 1024];
    private int outLength;
    private byte[] buffer = new byte[64 * 1024];
    private int begin;
    private int end;

    Wire(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(READ_TIMEOUT_MS);
            in = socket.getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a request to those that {@link #flush} sends. */
    void add(byte[]... words) {
        head('*', words.length);
        for (byte[] word : words) {
            head('$', word.length);
            reserve(word.length + 2);
            System.arraycopy(word, 0, out, outLength, word.length);
            outLength += word.length;
            out[outLength++] = '\r';
            out[outLength++] = '\n';
        }
    }

    private void head(char type, int count) {
        byte[] digits = Bytes.decimal(count);
        reserve(digits.length + 3);
        out[outLength++] = (byte) type;
        System.arraycopy(digits, 0, out, outLength, digits.length);
        outLength += digits.length;
        out[outLength++] = '\r';
        out[outLength++] = '\n';
    }

    private void reserve(int bytes) {
        if (outLength + bytes > out.length) {
            out = Arrays.copyOf(out, Math.max(out.length * 2, outLength + bytes));
        }
    }

    /** Sends what was added. */
    void flush() {
        try {
            socket.getOutputStream().write(out, 0, outLength);
            outLength = 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends one request and awaits its reply. */
    byte[] call(byte[]... words) {
        add(words);
        flush();
        return read();
    }

    /** Sends one request of words without blanks and awaits its reply. */
    byte[] call(String line) {
        return call(io.clusterjar.testing.RespText.words(line));
    }

    /** Awaits a reply, or a pushed message. */
    byte[] read() {
        try {
            int length = replyEnd(0);
            byte[] reply = Arrays.copyOfRange(buffer, begin, begin + length);
            begin += length;
            return reply;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Becomes a replica: asks for a full synchronisation and passes over its snapshot. From then on the stream is read. */
    void becomeReplica() {
        send("PSYNC ? -1");
        try {
            String line = "";
            while (!line.startsWith("$")) { // +FULLRESYNC, and empty lines while the snapshot is made
                int length = 0;
                for (need(1); buffer[begin + length] != '\n'; need(length + 1)) {
                    length++;
                }
                line = Bytes.text(buffer, begin, length).strip();
                begin += length + 1;
            }
            int snapshot = Integer.parseInt(line.substring(1));
            need(snapshot);
            begin += snapshot;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that comes until {@code token} comes back, which is sent as a ping; without that. */
    List<byte[]> gather(String token) {
        send("PING " + token);
        List<byte[]> found = new ArrayList<>();
        byte[] pong = Bytes.latin1(token);
        for (byte[] reply = read(); !endsWith(reply, pong); reply = read()) {
            found.add(reply);
        }
        return found;
    }

    /** Sends one request in the quoting of {@code redis-cli}. */
    void send(String line) {
        add(io.clusterjar.testing.RespText.words(line));
        flush();
    }

    private static boolean endsWith(byte[] reply, byte[] token) {
        int at = reply.length - 2 - token.length;
        return at > 0 && Bytes.equal(token, reply, at, token.length);
    }

    /** The end of the reply that begins at {@code at}, both counted from {@link #begin}. */
    private int replyEnd(int at) throws IOException {
        int lineEnd = at;
        while (true) {
            need(lineEnd + 2);
            if (buffer[begin + lineEnd] == '\r' && buffer[begin + lineEnd + 1] == '\n') {
                break;
            }
            lineEnd++;
        }
        int next = lineEnd + 2;
        byte type = buffer[begin + at];
        switch (type) {
            case '$', '=', '!' -> {
                int length = count(at, lineEnd);
                if (length >= 0) {
                    next += length + 2;
                    need(next);
                }
            }
            case '*', '~', '>', '%', '|' -> {
                int parts = count(at, lineEnd) * (type == '%' || type == '|' ? 2 : 1) + (type == '|' ? 1 : 0);
                for (int i = 0; i < parts; i++) {
                    next = replyEnd(next);
                }
            }
            case '+', '-', ':', '_', ',', '#', '(' -> {}
            default -> throw new IOException("no reply begins like this: " + (char) type);
        }
        return next;
    }

    private int count(int at, int lineEnd) {
        return Integer.parseInt(Bytes.text(buffer, begin + at + 1, lineEnd - at - 1));
    }

    private void need(int bytes) throws IOException {
        while (end - begin < bytes) {
            if (begin > 0 && begin + bytes > buffer.length - 4096) {
                System.arraycopy(buffer, begin, buffer, 0, end - begin);
                end -= begin;
                begin = 0;
            }
            if (end == buffer.length) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
            int read = in.read(buffer, end, buffer.length - end);
            if (read < 0) {
                throw new EOFException("closed");
            }
            end += read;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

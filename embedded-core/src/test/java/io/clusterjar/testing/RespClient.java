package io.clusterjar.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A blocking connection that sends requests and shows each reply as the bytes that came. */
public final class RespClient implements AutoCloseable {
    private static final int READ_TIMEOUT_MS = 10_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    /** Talks over {@code socket}, and closes it at the end. */
    public RespClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(READ_TIMEOUT_MS);
        in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
        out = socket.getOutputStream();
    }

    /** Sends words of one byte a char; the reply, one char a byte. */
    public String call(String... words) {
        byte[][] bytes = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            bytes[i] = words[i].getBytes(StandardCharsets.ISO_8859_1);
        }
        return new String(call(bytes), StandardCharsets.ISO_8859_1);
    }

    /** Sends a request; the bytes of its reply. */
    public byte[] call(byte[]... words) {
        send(words);
        return read();
    }

    /** Sends a request and does not wait. */
    public void send(byte[]... words) {
        try {
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.writeBytes(("*" + words.length + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            for (byte[] word : words) {
                request.writeBytes(("$" + word.length + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                request.writeBytes(word);
                request.writeBytes(new byte[] {'\r', '\n'});
            }
            out.write(request.toByteArray());
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the next reply; its bytes. */
    public byte[] read() {
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        try {
            readInto(reply);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reply.toByteArray();
    }

    /** Becomes a replica: asks for a full synchronisation and passes over its snapshot. From then on the stream is read. */
    public void becomeReplica() {
        send("PSYNC".getBytes(StandardCharsets.ISO_8859_1), new byte[] {'?'}, new byte[] {'-', '1'});
        try {
            String line = "";
            while (!line.startsWith("$")) { // +FULLRESYNC, and empty lines while the snapshot is made
                line = readLine(new ByteArrayOutputStream());
            }
            in.skipNBytes(Long.parseLong(line.substring(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readInto(ByteArrayOutputStream reply) throws IOException {
        String line = readLine(reply);
        char type = line.charAt(0);
        switch (type) {
            case '$', '=', '!' -> readBlob(reply, Integer.parseInt(line.substring(1)));
            case '*', '~', '>' -> readParts(reply, Integer.parseInt(line.substring(1)));
            case '%' -> readParts(reply, 2 * Integer.parseInt(line.substring(1)));
            case '|' -> readParts(reply, 2 * Integer.parseInt(line.substring(1)) + 1);
            case '+', '-', ':', '_', ',', '#', '(' -> {}
            default -> throw new IOException("no reply begins like this: " + line);
        }
    }

    private void readParts(ByteArrayOutputStream reply, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            readInto(reply);
        }
    }

    private void readBlob(ByteArrayOutputStream reply, int lengthBytes) throws IOException {
        if (lengthBytes < 0) {
            return;
        }
        byte[] blob = in.readNBytes(lengthBytes + 2);
        if (blob.length < lengthBytes + 2) {
            throw new EOFException("closed within a reply");
        }
        reply.writeBytes(blob);
    }

    private String readLine(ByteArrayOutputStream reply) throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("closed");
            }
            reply.write(b);
            if (b == '\n') {
                return line.isEmpty() ? "" : line.substring(0, line.length() - 1);
            }
            line.append((char) b);
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

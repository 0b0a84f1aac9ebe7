package io.clusterjar.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Replies and requests as text for people: in tables of tests and in their failures. */
public final class RespText {
    private final String reply;
    private int at;

    private RespText(String reply) {
        this.reply = reply;
    }

    /** The bytes of a reply on one line, line ends and unprintable bytes escaped. */
    public static String show(byte[] reply) {
        StringBuilder text = new StringBuilder(reply.length + 16);
        for (byte b : reply) {
            switch (b) {
                case '\r' -> text.append("\\r");
                case '\n' -> text.append("\\n");
                case '\\' -> text.append("\\\\");
                default -> {
                    if (b >= ' ' && b < 127) {
                        text.append((char) b);
                    } else {
                        text.append("\\x")
                                .append(Character.forDigit(b >> 4 & 15, 16))
                                .append(Character.forDigit(b & 15, 16));
                    }
                }
            }
        }
        return text.toString();
    }

    /** As {@link #show} but with the parts of every array, set and map in one order, whatever theirs was. */
    public static String showSorted(byte[] reply) {
        return show(new RespText(latin(reply)).sorted().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The words of an array of bulk strings, as requests, streams and published messages are. Other parts are left out. */
    public static byte[][] wordsOf(byte[] array) {
        String text = latin(array);
        List<byte[]> words = new ArrayList<>();
        int at = text.indexOf("\r\n") + 2;
        while (at < text.length()) {
            int lineEnd = text.indexOf("\r\n", at);
            if (text.charAt(at) == '$') {
                int length = Integer.parseInt(text.substring(at + 1, lineEnd));
                words.add(text.substring(lineEnd + 2, lineEnd + 2 + length).getBytes(StandardCharsets.ISO_8859_1));
                at = lineEnd + 2 + length + 2;
            } else {
                at = lineEnd + 2;
            }
        }
        return words.toArray(byte[][]::new);
    }

    private String sorted() {
        int start = at;
        int lineEnd = reply.indexOf("\r\n", at) + 2;
        char type = reply.charAt(at);
        at = lineEnd;
        switch (type) {
            case '$', '=' -> {
                int length = Integer.parseInt(reply.substring(start + 1, lineEnd - 2));
                at += length < 0 ? 0 : length + 2;
                return reply.substring(start, at);
            }
            case '*', '~', '>', '%' -> {
                int count = Integer.parseInt(reply.substring(start + 1, lineEnd - 2)) * (type == '%' ? 2 : 1);
                List<String> parts = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    parts.add(sorted());
                }
                Collections.sort(parts);
                return reply.substring(start, lineEnd) + String.join("", parts);
            }
            default -> {
                return reply.substring(start, lineEnd);
            }
        }
    }

    /** The words of a line as {@code redis-cli} reads it: quotes, and {@code \n \r \t \xHH} between double quotes. */
    public static byte[][] words(String line) {
        List<byte[]> words = new ArrayList<>();
        int at = 0;
        while (true) {
            while (at < line.length() && line.charAt(at) == ' ') {
                at++;
            }
            if (at == line.length()) {
                return words.toArray(byte[][]::new);
            }
            ByteArrayOutputStream word = new ByteArrayOutputStream();
            char quote = line.charAt(at);
            if (quote != '"' && quote != '\'') {
                int end = line.indexOf(' ', at) < 0 ? line.length() : line.indexOf(' ', at);
                word.writeBytes(line.substring(at, end).getBytes(StandardCharsets.ISO_8859_1));
                at = end;
            } else {
                for (at++; line.charAt(at) != quote; at++) {
                    if (quote == '\'' || line.charAt(at) != '\\') {
                        word.write(line.charAt(at));
                        continue;
                    }
                    char escaped = line.charAt(++at);
                    switch (escaped) {
                        case 'n' -> word.write('\n');
                        case 'r' -> word.write('\r');
                        case 't' -> word.write('\t');
                        case 'x' -> {
                            word.write(Integer.parseInt(line.substring(at + 1, at + 3), 16));
                            at += 2;
                        }
                        default -> word.write(escaped);
                    }
                }
                at++;
            }
            words.add(word.toByteArray());
        }
    }

    /** Words as a line that {@link #words} reads back. */
    public static String line(byte[]... words) {
        List<String> shown = new ArrayList<>();
        for (byte[] word : words) {
            String text = show(word);
            shown.add(
                    text.isEmpty() || text.indexOf(' ') >= 0 || text.indexOf('\\') >= 0 || text.indexOf('"') >= 0
                            ? '"' + text.replace("\"", "\\\"") + '"'
                            : text);
        }
        return String.join(" ", shown);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}

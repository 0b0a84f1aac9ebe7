package io.clusterjar.protocol;

import java.util.Arrays;

/**
 * The words of one request, as views on the buffer they arrived in: nothing is copied until a command stores it.
 *
 * <p>An instance is reused from request to request; {@link #detach()} gives a copy that may be kept.
 */
public final class Args {
    private byte[] buffer;
    private int[] offsets;
    private int[] lengths;
    private int count;

    /** An empty request. */
    public Args() {
        buffer = new byte[0];
        offsets = new int[8];
        lengths = new int[8];
    }

    /** A request made of the given words. */
    public static Args of(byte[]... words) {
        Args args = new Args();
        int total = 0;
        for (byte[] word : words) {
            total += word.length;
        }
        args.buffer = new byte[total];
        int at = 0;
        for (byte[] word : words) {
            System.arraycopy(word, 0, args.buffer, at, word.length);
            args.add(at, word.length);
            at += word.length;
        }
        return args;
    }

    /** Starts a new request whose words lie in {@code buffer}. */
    public void reset(byte[] buffer) {
        this.buffer = buffer;
        count = 0;
    }

    /** Adds the word at {@code offset}. */
    public void add(int offset, int length) {
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, count * 2);
            lengths = Arrays.copyOf(lengths, count * 2);
        }
        offsets[count] = offset;
        lengths[count++] = length;
    }

    /** Moves all words to another buffer that holds the same bytes, {@code shift} bytes further on. */
    public void rebase(byte[] buffer, int shift) {
        this.buffer = buffer;
        for (int i = 0; i < count; i++) {
            offsets[i] += shift;
        }
    }

    /** How many words, the command's name included. */
    public int count() {
        return count;
    }

    /** The buffer that all words lie in. */
    public byte[] buffer() {
        return buffer;
    }

    /** Where word {@code i} begins in {@link #buffer()}. */
    public int offset(int i) {
        return offsets[i];
    }

    /** Length of word {@code i} in bytes. */
    public int length(int i) {
        return lengths[i];
    }

    /** A copy of word {@code i}. */
    public byte[] copy(int i) {
        return Arrays.copyOfRange(buffer, offsets[i], offsets[i] + lengths[i]);
    }

    /** Word {@code i} as text, one char a byte (ISO 8859-1). */
    public String text(int i) {
        return new String(buffer, offsets[i], lengths[i], java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    /** Whether word {@code i} is {@code lowerCaseWord} but for case. */
    public boolean is(int i, String lowerCaseWord) {
        int length = lengths[i];
        if (length != lowerCaseWord.length()) {
            return false;
        }
        int at = offsets[i];
        for (int j = 0; j < length; j++) {
            int b = buffer[at + j];
            if (b >= 'A' && b <= 'Z') {
                b |= 0x20;
            }
            if (b != lowerCaseWord.charAt(j)) {
                return false;
            }
        }
        return true;
    }

    /** A request of its own, with its own bytes. */
    public Args detach() {
        byte[][] words = new byte[count][];
        for (int i = 0; i < count; i++) {
            words[i] = copy(i);
        }
        return of(words);
    }

    /** All words, copied. */
    public byte[][] toArray() {
        byte[][] words = new byte[count][];
        for (int i = 0; i < count; i++) {
            words[i] = copy(i);
        }
        return words;
    }
}

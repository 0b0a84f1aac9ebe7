package io.clusterjar.base;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What is done with plain bytes everywhere: text of one byte a char, order, equality, hexadecimal, fixed-size integers. */
public final class Bytes {
    /** No bytes at all. */
    public static final byte[] EMPTY = new byte[0];

    private static final char[] HEX = "0123456789abcdef".toCharArray();
    private static final VarHandle SHORT_LE =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT_LE = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG_LE =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT_BE = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG_BE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Bytes() {}

    /** The bytes of {@code text}, one a char (ISO 8859-1). */
    public static byte[] utf8(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** The bytes of a text of one byte a char. */
    public static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The bytes as text, one char a byte (ISO 8859-1), so that nothing is lost. */
    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** A part of the bytes as text, one char a byte (ISO 8859-1). */
    public static String text(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }

    /** {@code value} in decimal digits. */
    public static byte[] decimal(long value) {
        return latin1(Long.toString(value));
    }

    /** Whether the part of {@code bytes} equals all of {@code other}. */
    public static boolean equal(byte[] other, byte[] bytes, int offset, int length) {
        return other.length == length && Arrays.equals(other, 0, length, bytes, offset, offset + length);
    }

    /** Order by unsigned bytes, the shorter first when one begins with the other ({@code memcmp}, then length). */
    public static int compare(byte[] a, byte[] b) {
        return Arrays.compareUnsigned(a, b);
    }

    /** Order by unsigned bytes of two parts. */
    public static int compare(byte[] a, int aOffset, int aLength, byte[] b, int bOffset, int bLength) {
        return Arrays.compareUnsigned(a, aOffset, aOffset + aLength, b, bOffset, bOffset + bLength);
    }

    /** Whether the part is {@code lowerCaseWord} but for the case of ASCII letters. */
    public static boolean is(byte[] bytes, int offset, int length, String lowerCaseWord) {
        if (length != lowerCaseWord.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (lower(bytes[offset + i]) != lowerCaseWord.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** A byte as unsigned number, ASCII letters in lower case. */
    public static int lower(byte value) {
        int b = value & 0xff;
        return b >= 'A' && b <= 'Z' ? b | 0x20 : b;
    }

    /** Two lower-case hexadecimal digits a byte. */
    public static String hex(byte[] bytes) {
        char[] out = new char[bytes.length * 2];
        for (int i = 0; i < bytes.length; i++) {
            out[2 * i] = HEX[(bytes[i] >> 4) & 15];
            out[2 * i + 1] = HEX[bytes[i] & 15];
        }
        return new String(out);
    }

    /** The bytes that hexadecimal digits of either case show; {@link NotANumber} when they are none or their count is odd. */
    public static byte[] fromHex(String hex) {
        if ((hex.length() & 1) != 0) {
            throw NotANumber.INSTANCE;
        }
        byte[] out = new byte[hex.length() / 2];
        for (int i = 0; i < out.length; i++) {
            int high = Character.digit(hex.charAt(2 * i), 16);
            int low = Character.digit(hex.charAt(2 * i + 1), 16);
            if (high < 0 || low < 0) {
                throw NotANumber.INSTANCE;
            }
            out[i] = (byte) (high << 4 | low);
        }
        return out;
    }

    /** 16 bits, least byte first, unsigned. */
    public static int shortLe(byte[] bytes, int at) {
        return (short) SHORT_LE.get(bytes, at) & 0xffff;
    }

    /** 32 bits, least byte first. */
    public static int intLe(byte[] bytes, int at) {
        return (int) INT_LE.get(bytes, at);
    }

    /** 64 bits, least byte first. */
    public static long longLe(byte[] bytes, int at) {
        return (long) LONG_LE.get(bytes, at);
    }

    /** 32 bits, greatest byte first. */
    public static int intBe(byte[] bytes, int at) {
        return (int) INT_BE.get(bytes, at);
    }

    /** 64 bits, greatest byte first. */
    public static long longBe(byte[] bytes, int at) {
        return (long) LONG_BE.get(bytes, at);
    }

    /** Writes 16 bits, least byte first. */
    public static void putShortLe(byte[] bytes, int at, int value) {
        SHORT_LE.set(bytes, at, (short) value);
    }

    /** Writes 32 bits, least byte first. */
    public static void putIntLe(byte[] bytes, int at, int value) {
        INT_LE.set(bytes, at, value);
    }

    /** Writes 64 bits, least byte first. */
    public static void putLongLe(byte[] bytes, int at, long value) {
        LONG_LE.set(bytes, at, value);
    }

    /** Writes 32 bits, greatest byte first. */
    public static void putIntBe(byte[] bytes, int at, int value) {
        INT_BE.set(bytes, at, value);
    }

    /** Writes 64 bits, greatest byte first. */
    public static void putLongBe(byte[] bytes, int at, long value) {
        LONG_BE.set(bytes, at, value);
    }
}

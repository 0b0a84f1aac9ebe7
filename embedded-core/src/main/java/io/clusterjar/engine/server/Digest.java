package io.clusterjar.engine.server;

import io.clusterjar.base.Bytes;
import io.clusterjar.engine.Engine;
import io.clusterjar.store.Database;
import io.clusterjar.store.HashValue;
import io.clusterjar.store.KeyEntry;
import io.clusterjar.store.ListValue;
import io.clusterjar.store.SetValue;
import io.clusterjar.store.SortedSetValue;
import io.clusterjar.store.StreamCursor;
import io.clusterjar.store.StreamId;
import io.clusterjar.store.StreamValue;
import io.clusterjar.store.StringValue;
import io.clusterjar.store.Value;
import java.math.BigDecimal;
import java.math.MathContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The digest of a data set, bit for bit that of {@code DEBUG DIGEST}: equal for equal data, whatever its encoding and the
 * order of its keys. What has an order is mixed in (SHA1 after XOR), what has none is only XORed.
 */
public final class Digest {
    private static final int LENGTH = 20;
    private static final MathContext SCORE_DIGITS = new MathContext(17);
    private static final byte[] EXPIRES = Bytes.latin1("!!expire!!");

    private final MessageDigest sha1;

    /** A digest of nothing yet. */
    public Digest() {
        try {
            sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-1", e);
        }
    }

    /** The digest of all databases as 40 hexadecimal digits. */
    public String of(Engine engine) {
        byte[] all = new byte[LENGTH];
        for (int i = 0; i < engine.databaseCount(); i++) {
            Database db = engine.database(i);
            if (db.size() == 0) {
                continue;
            }
            mix(all, number(i));
            db.forEachWhile(entry -> {
                byte[] own = new byte[LENGTH];
                mix(own, entry.key());
                entry(own, entry);
                xor(all, own);
                return true;
            });
        }
        return Bytes.hex(all);
    }

    /** The digest of one value and whether it expires, its key aside, as 40 hexadecimal digits. */
    public String of(KeyEntry entry) {
        byte[] digest = new byte[LENGTH];
        entry(digest, entry);
        return Bytes.hex(digest);
    }

    /** The digest of what is not there. */
    public static String nothing() {
        return "0".repeat(2 * LENGTH);
    }

    private void entry(byte[] digest, KeyEntry entry) {
        value(digest, entry.value());
        if (entry.expireAtMs() != KeyEntry.NEVER) {
            xor(digest, EXPIRES);
        }
    }

    private void value(byte[] digest, Value value) {
        switch (value.type()) {
            case STRING -> {
                mix(digest, number(0));
                mix(digest, ((StringValue) value).toBytes());
            }
            case LIST -> {
                mix(digest, number(1));
                ((ListValue) value).forEachWhile(element -> {
                    mix(digest, element);
                    return true;
                });
            }
            case HASH -> {
                mix(digest, number(4));
                ((HashValue) value).forEachWhile((field, content) -> {
                    byte[] pair = new byte[LENGTH];
                    mix(pair, field);
                    mix(pair, content);
                    xor(digest, pair);
                    return true;
                });
            }
            case SET -> {
                mix(digest, number(2));
                ((SetValue) value).forEachWhile(member -> {
                    xor(digest, member);
                    return true;
                });
            }
            case ZSET -> {
                mix(digest, number(3));
                SortedSetValue members = (SortedSetValue) value;
                members.forRange(0, members.size(), false, (member, score) -> {
                    byte[] pair = new byte[LENGTH];
                    mix(pair, member);
                    mix(pair, Bytes.latin1(score(score)));
                    xor(digest, pair);
                    return true;
                });
            }
            case STREAM -> {
                mix(digest, number(6));
                stream(digest, (StreamValue) value);
            }
        }
    }

    /** Entries only: groups are not part of it. */
    private void stream(byte[] digest, StreamValue stream) {
        StreamCursor cursor = stream.cursor(StreamId.MIN, StreamId.MAX, false);
        while (cursor.next()) {
            mix(digest, Bytes.latin1(cursor.id().toString().replace('-', '.')));
            while (cursor.nextField()) {
                mix(digest, cursor.pack().get(cursor.field()));
                mix(digest, cursor.pack().get(cursor.value()));
            }
        }
    }

    /** As C prints it with {@code %.17g}. */
    static String score(double score) {
        if (Double.isInfinite(score)) {
            return score > 0 ? "inf" : "-inf";
        }
        if (score == 0) {
            return 1 / score < 0 ? "-0" : "0";
        }
        BigDecimal digits = new BigDecimal(score).round(SCORE_DIGITS).stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        if (exponent >= -4 && exponent < SCORE_DIGITS.getPrecision()) {
            return digits.toPlainString();
        }
        String mantissa = digits.movePointLeft(exponent).toPlainString();
        int size = Math.abs(exponent);
        return mantissa + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
    }

    /** In the order of the network, as the original has it. */
    private static byte[] number(int value) {
        return new byte[] {(byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value};
    }

    private void xor(byte[] digest, byte[] bytes) {
        byte[] hash = sha1.digest(bytes);
        for (int i = 0; i < LENGTH; i++) {
            digest[i] ^= hash[i];
        }
    }

    private void mix(byte[] digest, byte[] bytes) {
        xor(digest, bytes);
        System.arraycopy(sha1.digest(digest), 0, digest, 0, LENGTH);
    }
}

package io.clusterjar.persistence;

/**
 * The compression of RDB strings: liblzf as Redis builds it, choosing the same matches, so that payloads come out byte
 * for byte the same. One thread at a time.
 */
final class Lzf {
    private static final int HASH_LOG = 16;
    private static final int HASH_SIZE = 1 << HASH_LOG;
    private static final int MAX_LITERALS = 1 << 5;
    private static final int MAX_OFFSET = 1 << 13;
    private static final int MAX_MATCH = (1 << 8) + (1 << 3);
    private static final int UNROLLED = 16;
    /** One byte of compressed data stands for no more than so many of the original. */
    private static final int MAX_RATIO = 100;

    private final int[] places = new int[HASH_SIZE]; // where a hash was seen last, plus base
    private int base = 1;

    /**
     * Compresses into {@code out}.
     *
     * @param limit the most bytes to write
     * @return how many bytes were written; 0 when they would be more than {@code limit}
     */
    int compress(byte[] in, int offset, int length, byte[] out, int limit) {
        if (length < 3 || limit == 0) {
            return 0;
        }
        if (base > Integer.MAX_VALUE - length - 1) {
            java.util.Arrays.fill(places, 0);
            base = 1;
        }
        int zero = base - offset; // place of the input's index i is zero + i
        base += length;
        int end = offset + length;
        int ip = offset;
        int op = 1;
        int literals = 0;
        int hash = first(in, ip);
        while (ip < end - 2) {
            hash = next(hash, in, ip);
            int slot = slot(hash);
            int ref = places[slot] - zero;
            places[slot] = zero + ip;
            int distance = ip - ref - 1;
            if (ref > offset
                    && distance < MAX_OFFSET
                    && in[ref + 2] == in[ip + 2]
                    && in[ref] == in[ip]
                    && in[ref + 1] == in[ip + 1]) {
                int start = literals == 0 ? op - 1 : op;
                if (start + 4 >= limit) {
                    return 0;
                }
                out[op - literals - 1] = (byte) (literals - 1);
                op = start;
                int matched = matched(in, ref, ip, end) - 2;
                if (matched < 7) {
                    out[op++] = (byte) ((distance >> 8) + (matched << 5));
                } else {
                    out[op++] = (byte) ((distance >> 8) + (7 << 5));
                    out[op++] = (byte) (matched - 7);
                }
                out[op++] = (byte) distance;
                literals = 0;
                op++;
                ip += matched + 2;
                if (ip >= end - 2) {
                    break;
                }
                ip -= 2;
                hash = next(first(in, ip), in, ip);
                places[slot(hash)] = zero + ip++;
                hash = next(hash, in, ip);
                places[slot(hash)] = zero + ip++;
            } else {
                if (op >= limit) {
                    return 0;
                }
                literals++;
                out[op++] = in[ip++];
                if (literals == MAX_LITERALS) {
                    out[op - literals - 1] = (byte) (literals - 1);
                    literals = 0;
                    op++;
                }
            }
        }
        if (op + 3 > limit) {
            return 0;
        }
        while (ip < end) {
            literals++;
            out[op++] = in[ip++];
            if (literals == MAX_LITERALS) {
                out[op - literals - 1] = (byte) (literals - 1);
                literals = 0;
                op++;
            }
        }
        if (literals == 0) {
            return op - 1;
        }
        out[op - literals - 1] = (byte) (literals - 1);
        return op;
    }

    /** How many bytes at {@code ref} and {@code ip} are the same, reckoned as liblzf does, three at least. */
    private static int matched(byte[] in, int ref, int ip, int end) {
        int length = 2;
        int most = Math.min(end - ip - length, MAX_MATCH);
        if (most > UNROLLED) {
            for (int i = 0; i < UNROLLED; i++) {
                length++;
                if (in[ref + length] != in[ip + length]) {
                    return length;
                }
            }
        }
        do {
            length++;
        } while (length < most && in[ref + length] == in[ip + length]);
        return length;
    }

    private static int first(byte[] in, int at) {
        return (in[at] & 0xff) << 8 | (in[at + 1] & 0xff);
    }

    private static int next(int hash, byte[] in, int at) {
        return hash << 8 | (in[at + 2] & 0xff);
    }

    private static int slot(int hash) {
        return (hash >>> (3 * 8 - HASH_LOG)) - hash * 5 & HASH_SIZE - 1;
    }

    /** Whether {@code compressedBytes} can stand for {@code plainBytes} at all; asked before memory is taken for them. */
    static boolean plausible(long compressedBytes, long plainBytes) {
        return plainBytes <= compressedBytes * MAX_RATIO;
    }

    /** Fills {@code out} from compressed bytes; whether they were exactly that. */
    static boolean decompress(byte[] in, int offset, int length, byte[] out) {
        int ip = offset;
        int end = offset + length;
        int op = 0;
        while (ip < end) {
            int control = in[ip++] & 0xff;
            if (control < 1 << 5) {
                int literals = control + 1;
                if (literals > end - ip || literals > out.length - op) {
                    return false;
                }
                System.arraycopy(in, ip, out, op, literals);
                ip += literals;
                op += literals;
            } else {
                int matched = control >> 5;
                if (matched == 7) {
                    if (ip == end) {
                        return false;
                    }
                    matched += in[ip++] & 0xff;
                }
                if (ip == end) {
                    return false;
                }
                int ref = op - ((control & 0x1f) << 8) - (in[ip++] & 0xff) - 1;
                matched += 2;
                if (ref < 0 || matched > out.length - op) {
                    return false;
                }
                for (int i = 0; i < matched; i++) {
                    out[op++] = out[ref++];
                }
            }
        }
        return op == out.length;
    }
}

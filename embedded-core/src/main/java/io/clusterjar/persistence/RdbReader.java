package io.clusterjar.persistence;

import io.clusterjar.base.Bytes;
import io.clusterjar.store.EncodingLimits;
import io.clusterjar.store.KeyEntry;
import io.clusterjar.store.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads an RDB of version 1 to 11 from pieces of any size.
 *
 * <p>Feed what has come; then {@link #end}. A piece may wait until more has come: whole entries only are read, and an
 * entry of many parts is not tried again before it has grown by half. Memory is taken for bytes that are there, never for
 * bytes that are only announced. One thread at a time.
 */
public final class RdbReader {
    private static final int FIRST_BUFFER_BYTES = 4096;

    private final RdbVisitor visitor;
    private final EncodingLimits limits;
    private final RdbIn in = new RdbIn();
    private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
    private int start; // first byte that is not read yet
    private int end; // first byte that has not come yet
    private long base; // offset in the stream of buffer[0]
    private long wanted = RdbFormat.HEADER_BYTES; // bytes from start on that a try needs
    private long crc;
    private int version;
    private boolean finished;

    private int database;
    private boolean databaseKnown;
    private long expireAtMs = KeyEntry.NEVER;
    private int idleSeconds = RdbVisitor.UNKNOWN;
    private int frequency = RdbVisitor.UNKNOWN;

    /** Tells {@code visitor} what it reads; values are encoded within {@code limits}. */
    public RdbReader(RdbVisitor visitor, EncodingLimits limits) {
        this.visitor = visitor;
        this.limits = limits;
    }

    /** Reads a whole file that is in memory; returns how many bytes of it the RDB was, for an AOF may follow. */
    public static int readAll(byte[] file, RdbVisitor visitor, EncodingLimits limits) {
        RdbReader reader = new RdbReader(visitor, limits);
        reader.buffer = file;
        reader.end = file.length;
        reader.end();
        return (int) reader.offset();
    }

    /**
     * Takes the next bytes, which are copied, and reads what is complete.
     *
     * @return how many of them belong to the RDB: fewer than {@code length} when it ended among them
     * @throws CorruptRdb when the bytes can be no RDB; nothing may be fed after that
     */
    public int feed(byte[] bytes, int offset, int length) {
        if (finished) {
            return 0;
        }
        append(bytes, offset, length);
        if (end - start >= wanted) {
            read(false);
        }
        return finished ? Math.max(0, length - (end - start)) : length;
    }

    /**
     * Says that all bytes have come.
     *
     * @throws CorruptRdb when the RDB is not complete
     */
    public void end() {
        if (!finished) {
            read(true);
        }
    }

    /** Whether the end of the RDB was read, its checksum included. */
    public boolean isFinished() {
        return finished;
    }

    /** Offset of the first byte that is not read yet. */
    public long offset() {
        return base + start;
    }

    private void append(byte[] bytes, int offset, int length) {
        if (end + length > buffer.length) {
            int kept = end - start;
            byte[] target = (long) kept + length > buffer.length / 2
                    ? new byte[Math.max(FIRST_BUFFER_BYTES, grown(kept, length))]
                    : buffer;
            System.arraycopy(buffer, start, target, 0, kept);
            buffer = target;
            base += start;
            start = 0;
            end = kept;
        }
        System.arraycopy(bytes, offset, buffer, end, length);
        end += length;
    }

    private int grown(int kept, int length) {
        long size = ((long) kept + length) * 2;
        if ((long) kept + length > Integer.MAX_VALUE - 16) {
            throw new CorruptRdb("entry of more than 2 GiB", offset());
        }
        return (int) Math.min(size, Integer.MAX_VALUE - 16);
    }

    private void read(boolean last) {
        while (!finished) {
            in.reset(buffer, start, end, base);
            try {
                if (version == 0) {
                    readHeader();
                } else {
                    readNext();
                }
            } catch (RdbIn.Underflow underflow) {
                if (last) {
                    throw new CorruptRdb("RDB ends too early", base + end);
                }
                int had = end - start;
                wanted = Math.max(had + in.missing(), had + had / 2L);
                return;
            }
            consumed();
        }
    }

    private void consumed() {
        if (!finished) {
            crc = Crc64.update(crc, buffer, start, in.at() - start);
        }
        start = in.at();
        wanted = 1;
    }

    private void readHeader() {
        byte[] magic = in.raw(RdbFormat.HEADER_BYTES);
        if (!Bytes.text(magic, 0, 5).equals("REDIS")) {
            throw new CorruptRdb("no RDB: wrong signature", base + start);
        }
        String digits = Bytes.text(magic, 5, 4);
        int number = 0;
        for (int i = 0; i < 4; i++) {
            int digit = digits.charAt(i) - '0';
            number = digit < 0 || digit > 9 ? Integer.MIN_VALUE / 10 : number * 10 + digit;
        }
        if (number < 1 || number > RdbFormat.VERSION) {
            throw new CorruptRdb("Can't handle RDB format version " + digits, base + start + 5);
        }
        version = number;
    }

    /** Reads one thing: an opcode with what belongs to it, or a key. */
    private void readNext() {
        int opcode = in.raw();
        switch (opcode) {
            case RdbFormat.OPCODE_EXPIRETIME -> expireAtMs = in.intLe() * 1000L;
            case RdbFormat.OPCODE_EXPIRETIME_MS -> expireAtMs = in.longLe();
            case RdbFormat.OPCODE_FREQ -> frequency = in.raw();
            case RdbFormat.OPCODE_IDLE -> idleSeconds = (int) Math.min(Integer.MAX_VALUE, in.length());
            case RdbFormat.OPCODE_SELECTDB -> {
                database = in.count();
                databaseKnown = false;
            }
            case RdbFormat.OPCODE_RESIZEDB -> {
                long keys = in.length();
                long expires = in.length();
                visitor.database(database, keys, expires);
                databaseKnown = true;
            }
            case RdbFormat.OPCODE_AUX -> {
                byte[] name = in.string();
                byte[] value = in.string();
                visitor.auxiliary(name, value);
            }
            case RdbFormat.OPCODE_FUNCTION2 -> visitor.function(in.string());
            case RdbFormat.OPCODE_FUNCTION_PRE_GA -> throw refused("functions of a release candidate of Redis 7.0");
            case RdbFormat.OPCODE_MODULE_AUX -> skipModuleData();
            case RdbFormat.OPCODE_SLOT_INFO -> throw refused("slot information of a newer RDB");
            case RdbFormat.OPCODE_EOF -> readEnd();
            default -> readEntry(opcode);
        }
    }

    private void readEntry(int type) {
        byte[] key = in.string();
        @Nullable Value value = RdbValueReader.read(in, type, limits);
        if (!databaseKnown) {
            visitor.database(database, 0, 0);
            databaseKnown = true;
        }
        if (value != null) { // an empty collection is passed over, as in Redis
            try {
                visitor.entry(database, key, value, expireAtMs, idleSeconds, frequency);
            } catch (RdbRefused refused) {
                throw new CorruptRdb(String.valueOf(refused.getMessage()), base + start);
            }
        }
        expireAtMs = KeyEntry.NEVER;
        idleSeconds = RdbVisitor.UNKNOWN;
        frequency = RdbVisitor.UNKNOWN;
    }

    /** Passes over data of a module that is saved beside the keys; there are no modules here. */
    private void skipModuleData() {
        in.length(); // the module's id
        if (in.length() != RdbFormat.MODULE_OPCODE_UINT) {
            throw in.corrupt("module data without its time of saving");
        }
        in.length();
        for (long opcode = in.length(); opcode != RdbFormat.MODULE_OPCODE_EOF; opcode = in.length()) {
            switch ((int) Math.max(Math.min(opcode, 99), -1)) {
                case RdbFormat.MODULE_OPCODE_SINT, RdbFormat.MODULE_OPCODE_UINT -> in.length();
                case RdbFormat.MODULE_OPCODE_FLOAT -> in.skip(4);
                case RdbFormat.MODULE_OPCODE_DOUBLE -> in.skip(8);
                case RdbFormat.MODULE_OPCODE_STRING -> in.string();
                default -> throw in.corrupt("unknown kind of module data");
            }
        }
    }

    private void readEnd() {
        if (version >= RdbFormat.FIRST_VERSION_WITH_CHECKSUM) {
            long reckoned = Crc64.update(crc, buffer, start, in.at() - start);
            long at = in.offset();
            long said = in.longLe();
            if (said != 0 && said != reckoned) {
                throw new CorruptRdb("wrong checksum", at);
            }
        }
        finished = true;
    }

    private CorruptRdb refused(String what) {
        return new CorruptRdb("this node does not know " + what, in.offset() - 1);
    }

    /** The whole of what is left unread, for whoever reads on after the RDB's end. */
    public byte[] unread() {
        return Arrays.copyOfRange(buffer, start, end);
    }
}

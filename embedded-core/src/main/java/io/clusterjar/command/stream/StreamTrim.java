package io.clusterjar.command.stream;

import io.clusterjar.base.Bytes;
import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.Words;
import io.clusterjar.config.ConfigKey;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.StreamId;
import io.clusterjar.store.StreamValue;
import org.jspecify.annotations.Nullable;

/** The options of {@code XADD} and {@code XTRIM}: which entries go, and for XADD the id that follows them. */
final class StreamTrim {
    private static final byte[] EXACTLY = {'='};
    /** How many nodes approximate trimming removes at most, so that no command takes long. */
    private static final long MAX_NODES = 100;

    private static final long LIMIT_WITHOUT_NODE_SIZE = 10_000;
    private static final long MAX_LIMIT = 1_000_000;

    /** The word of the id, of XADD only. */
    int idWord;

    boolean noMakeStream;
    /** Null when the node is to choose the whole id. */
    @Nullable
    StreamId id;

    /** Whether the node is to choose the number within the id's milliseconds. */
    boolean openSeq;

    private long maxLength = -1;
    private @Nullable StreamId minId;
    private boolean approximate;
    private long limit;
    private boolean limitGiven;
    private int valueWord;

    /** Reads the options from word 2 on. */
    static StreamTrim read(Call call, boolean adding) {
        StreamTrim trim = new StreamTrim();
        trim.readOptions(call.args(), adding);
        if (trim.limit != 0 && !trim.trims()) {
            throw new CommandError("ERR syntax error, LIMIT cannot be used without specifying a trimming strategy");
        }
        if (!adding && !trim.trims()) {
            throw new CommandError("ERR syntax error, XTRIM must be called with a trimming strategy");
        }
        trim.settleLimit(call);
        return trim;
    }

    private void readOptions(Args args, boolean adding) {
        int word = 2;
        for (; word < args.count(); word++) {
            boolean more = word + 1 < args.count();
            if (adding && args.is(word, "*")) {
                break;
            } else if (more && (args.is(word, "maxlen") || args.is(word, "minid"))) {
                word = readStrategy(args, word);
            } else if (more && args.is(word, "limit")) {
                limit = Words.integer(args, ++word);
                if (limit < 0) {
                    throw new CommandError("ERR The LIMIT argument must be >= 0.");
                }
                limitGiven = true;
            } else if (adding && args.is(word, "nomkstream")) {
                noMakeStream = true;
            } else if (adding) {
                openSeq = StreamIds.leavesSeqOpen(args, word);
                id = openSeq ? StreamIds.withOpenSeq(args, word) : StreamIds.strict(args, word);
                break;
            } else {
                throw CommandError.syntax();
            }
        }
        idWord = word;
    }

    /** {@code MAXLEN | MINID [= | ~] threshold}; returns the word of the threshold. */
    private int readStrategy(Args args, int word) {
        if (trims()) {
            throw new CommandError("ERR syntax error, MAXLEN and MINID options at the same time are not compatible");
        }
        boolean byLength = args.is(word, "maxlen");
        boolean mark = word + 2 < args.count() && (args.is(word + 1, "~") || args.is(word + 1, "="));
        approximate = mark && args.is(word + 1, "~");
        valueWord = mark ? word + 2 : word + 1;
        if (byLength) {
            maxLength = Words.integer(args, valueWord);
            if (maxLength < 0) {
                throw new CommandError("ERR The MAXLEN argument must be >= 0.");
            }
        } else {
            minId = StreamIds.strict(args, valueWord);
        }
        return valueWord;
    }

    private void settleLimit(Call call) {
        if (call.obeysMaster()) {
            limit = 0; // the words are those of a trimming that was done
        } else if (limitGiven && !approximate) {
            throw new CommandError("ERR syntax error, LIMIT cannot be used without the special ~ option");
        } else if (!limitGiven && approximate) {
            long entries = Math.min(call.config().number(ConfigKey.STREAM_NODE_MAX_ENTRIES), MAX_LIMIT);
            limit = entries == 0 ? LIMIT_WITHOUT_NODE_SIZE : Math.min(MAX_NODES * entries, MAX_LIMIT);
        }
    }

    /** Whether anything is to go. */
    boolean trims() {
        return maxLength >= 0 || minId != null;
    }

    /** Trims {@code stream}; returns how many entries went. */
    long trim(StreamValue stream) {
        StreamId least = minId;
        if (least != null) {
            return stream.trimToId(least, approximate, limit);
        }
        return maxLength < 0 ? 0 : stream.trimToLength(maxLength, approximate, limit);
    }

    /** Whether the words do not say exactly what went, so that they are propagated in other form. */
    boolean isApproximate() {
        return approximate;
    }

    /** Makes {@code words} say exactly what went from {@code stream}, so that the same goes elsewhere. */
    void rewrite(byte[][] words, StreamValue stream) {
        words[valueWord - 1] = EXACTLY;
        words[valueWord] = minId != null ? stream.firstKeptId().text() : Bytes.decimal(stream.length());
    }
}

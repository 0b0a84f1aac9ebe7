package io.clusterjar.command.stream;

import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.command.Words;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.StreamConsumer;
import io.clusterjar.store.StreamDelivery;
import io.clusterjar.store.StreamGroup;
import io.clusterjar.store.StreamId;
import io.clusterjar.store.StreamValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code XCLAIM} and {@code XAUTOCLAIM}: a consumer takes over what others were given and did not acknowledge. */
final class StreamClaims {
    private static final long DEFAULT_COUNT = 100;
    /** How many pending entries are looked at for each that may be claimed. */
    private static final long ATTEMPTS_FACTOR = 10;

    private static final long MAX_COUNT = Long.MAX_VALUE / 16;

    private final Call call;
    private final Reply reply;
    private final byte[] key;
    private final byte[] groupName;
    private final StreamValue stream;
    private final StreamGroup group;
    private final StreamConsumer consumer;
    private final long minIdleMs;
    private final boolean justId;

    private StreamClaims(Call call, StreamValue stream, StreamGroup group, long minIdleMs, boolean justId) {
        this.call = call;
        this.reply = call.reply();
        this.key = call.args().copy(1);
        this.groupName = call.args().copy(2);
        this.stream = stream;
        this.group = group;
        this.minIdleMs = Math.max(0, minIdleMs);
        this.justId = justId;
        consumer = StreamConsumers.seen(call, key, group, call.args().copy(3));
    }

    // ---- XCLAIM

    static Outcome xclaim(Call call) {
        Args args = call.args();
        StreamValue stream = call.read(1, StreamValue.class);
        StreamGroup group = StreamGroups.group(args, stream, 1, 2);
        assert stream != null;
        long minIdleMs = Words.integer(args, 4, "ERR Invalid min-idle-time argument for XCLAIM");
        List<StreamId> ids = ids(args);
        Options options = Options.read(call, 5 + ids.size());
        call.propagateNothing(); // what is claimed is said entry by entry
        boolean advanced = options.lastId.isAfter(group.lastId());
        if (advanced) {
            group.lastId(options.lastId);
        }
        StreamClaims claims = new StreamClaims(call, stream, group, minIdleMs, options.justId);
        int start = call.reply().out().length();
        int claimed = 0;
        boolean told = false;
        for (int i = 0; i < ids.size(); i++) {
            StreamId id = ids.get(i);
            byte[] text = args.copy(5 + i);
            StreamDelivery pending = group.pending().get(id);
            if (!stream.contains(id)) {
                if (pending != null) {
                    claims.forget(id, text, pending);
                    told = true;
                }
            } else if ((pending != null && claims.isIdle(pending)) || (pending == null && options.force)) {
                claims.claim(id, text, pending, options.deliveredAtMs, options.retryCount);
                claimed++;
                told = true;
            }
        }
        if (advanced && !told) {
            StreamPropagation.position(call, claims.key, claims.groupName, group);
            call.dirty(1);
        }
        call.reply().out().arrayBefore(start, claimed);
        return call.reply().done();
    }

    /** The ids at word 5 and after it, up to the first word that is none. */
    private static List<StreamId> ids(Args args) {
        List<StreamId> ids = new ArrayList<>();
        for (int word = 5; word < args.count(); word++) {
            StreamId id = StreamIds.strictOrNull(args, word);
            if (id == null) {
                break;
            }
            ids.add(id);
        }
        return ids;
    }

    // ---- XAUTOCLAIM

    static Outcome xautoclaim(Call call) {
        Args args = call.args();
        call.readEntry(1); // counts as a look-up even when the words are wrong
        long minIdleMs = Words.integer(args, 4, "ERR Invalid min-idle-time argument for XAUTOCLAIM");
        StreamId start = StreamIds.start(args, 5);
        long count = DEFAULT_COUNT;
        boolean justId = false;
        for (int word = 6; word < args.count(); word++) {
            if (args.is(word, "count") && word + 1 < args.count()) {
                count = Words.integer(args, ++word, 1, MAX_COUNT, "ERR COUNT must be > 0");
            } else if (args.is(word, "justid")) {
                justId = true;
            } else {
                throw CommandError.syntax();
            }
        }
        StreamValue stream = Call.cast(call.peekEntry(1), StreamValue.class);
        StreamGroup group = StreamGroups.group(args, stream, 1, 2);
        assert stream != null;
        call.propagateNothing();
        return new StreamClaims(call, stream, group, minIdleMs, justId).claimFrom(start, count);
    }

    private Outcome claimFrom(StreamId start, long count) {
        List<StreamId> gone = new ArrayList<>();
        int at = reply.out().length();
        int claimed = 0;
        long left = count;
        StreamId next = start;
        boolean more = true;
        for (long attempts = count * ATTEMPTS_FACTOR; attempts > 0 && left > 0; attempts--) {
            Map.Entry<StreamId, StreamDelivery> pending = group.pending().ceilingEntry(next);
            more = pending != null;
            if (pending == null) {
                break;
            }
            StreamId id = pending.getKey();
            if (!stream.contains(id)) {
                forget(id, id.text(), pending.getValue());
                gone.add(id);
                left--;
            } else if (isIdle(pending.getValue())) {
                claim(id, id.text(), pending.getValue(), call.nowMs(), -1);
                claimed++;
                left--;
            }
            more = !id.equals(StreamId.MAX);
            next = id.next();
        }
        StreamId cursor = more ? group.pending().ceilingKey(next) : null;
        reply.out().arrayBefore(at, claimed);
        int end = reply.out().length();
        StreamReply.id(reply, cursor == null ? StreamId.MIN : cursor);
        reply.out().moveBefore(at, end);
        reply.out().arrayBefore(at, 3);
        reply.array(gone.size());
        for (StreamId id : gone) {
            StreamReply.id(reply, id);
        }
        return reply.done();
    }

    // ---- both

    private boolean isIdle(StreamDelivery pending) {
        return minIdleMs == 0 || call.nowMs() - pending.deliveredAtMs() >= minIdleMs;
    }

    /** The entry was deleted: nobody needs to acknowledge it any more. */
    private void forget(StreamId id, byte[] text, StreamDelivery pending) {
        StreamPropagation.delivery(call, key, groupName, group, text, pending);
        call.dirty(1);
        group.acknowledge(id);
    }

    private void claim(StreamId id, byte[] text, @Nullable StreamDelivery known, long deliveredAtMs, long retryCount) {
        StreamDelivery pending = known == null ? group.deliver(id, consumer, deliveredAtMs, 1) : known;
        group.give(id, pending, consumer);
        long times = retryCount >= 0 ? retryCount : justId ? pending.count() : pending.count() + 1;
        pending.delivered(deliveredAtMs, times);
        if (justId) {
            StreamReply.id(reply, id);
        } else {
            StreamReply.entry(reply, stream, id);
        }
        consumer.active(call.nowMs());
        StreamPropagation.delivery(call, key, groupName, group, text, pending);
        call.dirty(1);
    }

    /** {@code [IDLE ms] [TIME ms] [RETRYCOUNT count] [FORCE] [JUSTID] [LASTID id]}. */
    private static final class Options {
        private boolean force;
        private boolean justId;
        private long retryCount = -1;
        private long deliveredAtMs = -1;
        private StreamId lastId = StreamId.MIN;

        static Options read(Call call, int from) {
            Options options = new Options();
            Args args = call.args();
            long nowMs = call.nowMs();
            for (int word = from; word < args.count(); word++) {
                boolean more = word + 1 < args.count();
                if (args.is(word, "force")) {
                    options.force = true;
                } else if (args.is(word, "justid")) {
                    options.justId = true;
                } else if (more && args.is(word, "idle")) {
                    options.deliveredAtMs = nowMs - number(args, ++word, "IDLE");
                } else if (more && args.is(word, "time")) {
                    options.deliveredAtMs = number(args, ++word, "TIME");
                } else if (more && args.is(word, "retrycount")) {
                    options.retryCount = number(args, ++word, "RETRYCOUNT");
                } else if (more && args.is(word, "lastid")) {
                    options.lastId = StreamIds.strict(args, ++word);
                } else {
                    throw new CommandError("ERR Unrecognized XCLAIM option '" + args.text(word) + "'");
                }
            }
            if (options.deliveredAtMs < 0 || options.deliveredAtMs > nowMs) {
                options.deliveredAtMs = nowMs; // the client's clock may go ahead of ours
            }
            return options;
        }

        private static long number(Args args, int word, String option) {
            return Words.integer(args, word, "ERR Invalid " + option + " option argument for XCLAIM");
        }
    }
}

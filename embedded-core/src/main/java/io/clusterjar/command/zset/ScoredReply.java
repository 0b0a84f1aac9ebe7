package io.clusterjar.command.zset;

import io.clusterjar.command.Reply;
import io.clusterjar.store.SortedSetValue;

/** Replies members, with their scores if asked for: flat in RESP2, in pairs in RESP3. */
final class ScoredReply implements SortedSetValue.Visitor {
    private final Reply reply;
    private final boolean withScores;
    private final boolean inPairs;

    ScoredReply(Reply reply, boolean withScores) {
        this.reply = reply;
        this.withScores = withScores;
        inPairs = withScores && reply.out().version() > 2;
    }

    /** The head: {@code count} members follow. */
    void head(long count) {
        reply.array(withScores && !inPairs ? 2 * count : count);
    }

    @Override
    public boolean visit(byte[] member, double score) {
        if (inPairs) {
            reply.array(2);
        }
        reply.bulk(member);
        if (withScores) {
            reply.dbl(score);
        }
        return true;
    }
}

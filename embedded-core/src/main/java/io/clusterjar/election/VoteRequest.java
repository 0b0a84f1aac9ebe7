package io.clusterjar.election;

import java.util.function.IntPredicate;

/**
 * A replica's request, with what the voter knows of its master.
 *
 * @param candidate the replica's id
 * @param replica whether the voter knows it as a replica of a known master
 * @param masterFailed whether that master is failed
 * @param masterVotedMs when the voter last voted for one of that master's replicas
 * @param currentEpoch the epoch of the election
 * @param configEpoch the epoch of the slots that the replica claims
 * @param claims which slots it claims
 * @param force whether a failed master is not asked for
 */
public record VoteRequest(
        String candidate,
        boolean replica,
        boolean masterFailed,
        long masterVotedMs,
        long currentEpoch,
        long configEpoch,
        IntPredicate claims,
        boolean force) {}

package io.clusterjar.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Leaves out steps as long as the two servers still part: delta debugging by playing again. */
final class Shrinker {
    private static final int MAX_PLAYS = 3_000;

    private final Duel duel;
    private final Duel.Episode episode;
    private final int depth;
    private final String kind;
    private int plays;

    /** Looks for the fewest steps that show a difference of the same {@code kind}. */
    Shrinker(Duel duel, Duel.Episode episode, int depth, String kind) {
        this.kind = kind;
        this.duel = duel;
        this.episode = episode;
        this.depth = depth;
    }

    /** The fewest steps found; {@code steps} themselves when they do not part again. */
    List<Step> shrink(List<Step> steps) {
        List<Step> least = steps;
        int pieces = 2;
        while (least.size() > 1 && plays < MAX_PLAYS) {
            List<Step> fewer = without(least, pieces);
            if (fewer != null) {
                least = fewer;
                pieces = Math.max(2, pieces - 1);
            } else if (pieces >= least.size()) {
                break;
            } else {
                pieces = Math.min(least.size(), pieces * 2);
            }
        }
        return least;
    }

    private @Nullable List<Step> without(List<Step> steps, int pieces) {
        int length = (steps.size() + pieces - 1) / pieces;
        for (int from = 0; from < steps.size() && plays < MAX_PLAYS; from += length) {
            List<Step> fewer = new ArrayList<>(steps.subList(0, from));
            fewer.addAll(steps.subList(Math.min(steps.size(), from + length), steps.size()));
            plays++;
            Difference difference = fewer.isEmpty() ? null : duel.play(fewer, episode, depth);
            if (difference != null && difference.kind().equals(kind)) {
                return new ArrayList<>(fewer.subList(0, difference.index() + 1));
            }
        }
        return null;
    }
}

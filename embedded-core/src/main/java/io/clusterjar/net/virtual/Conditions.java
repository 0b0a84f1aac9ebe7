package io.clusterjar.net.virtual;

import io.clusterjar.net.CutMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that is wrong with one link: its rules, stacked. A healthy link has none. */
public final class Conditions {
    private final Rule[] rules;
    private final Fault[] makers;
    private final MessageFilter[] filters;

    /**
     * Conditions.
     *
     * @param makers the faults that made the rules, in the same order
     */
    Conditions(List<Rule> rules, List<Fault> makers, List<MessageFilter> filters) {
        this.rules = rules.toArray(new Rule[0]);
        this.makers = makers.toArray(new Fault[0]);
        this.filters = filters.toArray(new MessageFilter[0]);
    }

    /** The worst cut in force at {@code nowNs}, or null. */
    public @Nullable CutMode cut(long nowNs) {
        CutMode worst = null;
        for (Rule rule : rules) {
            CutMode cut = rule.cut(nowNs);
            if (cut != null && (worst == null || cut.compareTo(worst) > 0)) {
                worst = cut;
            }
        }
        return worst;
    }

    /** The fault that makes the worst cut in force at {@code nowNs}, or null. */
    @Nullable
    Fault cutBy(long nowNs) {
        CutMode worst = cut(nowNs);
        for (int i = 0; i < rules.length; i++) {
            if (worst != null && rules[i].cut(nowNs) == worst) {
                return makers[i];
            }
        }
        return null;
    }

    /** Whether the link is cut and does not mend by itself. */
    public boolean isCutForGood(long nowNs) {
        return cut(nowNs) != null && cutEndsNs(nowNs) == Rule.NEVER;
    }

    /** When the present cut may end by itself, or {@link Rule#NEVER}. */
    long cutEndsNs(long nowNs) {
        long endNs = nowNs;
        for (Rule rule : rules) {
            if (rule.cut(nowNs) != null) {
                endNs = Math.max(endNs, rule.cutEndsNs(nowNs));
            }
        }
        return endNs;
    }

    long delayNs(int lengthBytes, long nowNs) {
        long delayNs = 0;
        for (Rule rule : rules) {
            delayNs += Math.max(0, rule.delayNs(lengthBytes, nowNs));
        }
        return delayNs;
    }

    boolean hasFilters() {
        return filters.length > 0;
    }

    MessageFilter[] filters() {
        return filters;
    }
}

package io.clusterjar.net.virtual;

import io.clusterjar.net.CutMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that is wrong with one link: its rules, stacked. A healthy link has none. */
public final class Conditions {
    private final Rule[] rules;
    private final MessageFilter[] filters;

    Conditions(List<Rule> rules, List<MessageFilter> filters) {
        this.rules = rules.toArray(new Rule[0]);
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

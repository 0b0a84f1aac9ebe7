package io.clusterjar.net.virtual;

import io.clusterjar.net.CutMode;
import io.clusterjar.net.Plane;
import io.clusterjar.time.RandomSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The faults of one world, and what they mean for each link. Methods that change a fault may be called from any thread: they bring
 * every lane to a halt, and the change is in force on every link, also for what is on its way, when they return.
 */
public final class VirtualNetwork {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Consumer<Runnable> safepoint;
    private final LongSupplier nowNs;
    private final RandomSource random;
    private final List<LinkFault> faults = new ArrayList<>();
    private final List<MessageFilter> filters = new ArrayList<>();
    private final List<Outage> outages = new ArrayList<>();
    private final Map<String, String> standsWith = new HashMap<>();
    /** Guarded by itself. Each knows its place: a large cluster has millions of streams. */
    private final List<LinkWatcher> watchers = new ArrayList<>();

    private volatile boolean whole = true;
    private volatile boolean ended;
    private long faultCount;
    private volatile @Nullable NetworkObserver observer;
    private volatile TcpTimes times = TcpTimes.LINUX;
    private volatile @Nullable KeepAlive lastKeepAlive;

    /**
     * A network without faults.
     *
     * @param safepoint runs an action while every lane stands still and returns when it is done
     * @param nowNs base time
     */
    public VirtualNetwork(RandomSource random, LongSupplier nowNs, Consumer<Runnable> safepoint) {
        this.random = random;
        this.nowNs = nowNs;
        this.safepoint = safepoint;
    }

    /** From now on tells {@code newObserver} of faults, and of what travels on pipes that are made from now on. Before the first stream. */
    public void observe(NetworkObserver newObserver) {
        observer = newObserver;
    }

    /** How patient streams are that are opened from now on; {@link TcpTimes#LINUX} when nothing is said. */
    public void times(TcpTimes newTimes) {
        times = newTimes;
    }

    /** How patient streams are that are opened now. */
    public TcpTimes times() {
        return times;
    }

    /**
     * How a stream is kept alive; most are alike, and share it.
     *
     * @param idleMs silence before the other side is asked for the first time; 0: never
     * @param intervalMs time between two questions
     * @param probes questions without an answer after which the stream ends
     */
    public @Nullable KeepAlive keepAlive(long idleMs, long intervalMs, int probes) {
        if (idleMs == 0) {
            return null;
        }
        KeepAlive wanted = new KeepAlive(idleMs * NANOS_PER_MILLI, intervalMs * NANOS_PER_MILLI, probes);
        KeepAlive last = lastKeepAlive;
        if (wanted.equals(last)) {
            return last;
        }
        lastKeepAlive = wanted;
        return wanted;
    }

    /** A pipe that feeds {@code sink} on {@code lane}, on a link as it is now. Called on the lane. */
    public Pipe pipe(LinkId link, Lane lane, Pipe.Sink sink) {
        return new Pipe(link, lane, sink, times, conditions(link), observer);
    }

    /** Applies one rule to all these links until the fault is closed. */
    public Fault apply(Links links, Rule.Factory rule) {
        return apply(links, rule, "rule on " + links);
    }

    /** Cuts the links between two sides. */
    public Fault partition(Collection<String> a, Collection<String> b, CutMode mode) {
        return cut(Links.between(Endpoints.of(a), Endpoints.of(b)), mode);
    }

    /** Cuts an endpoint from all others, and from all client views that do not stand with it. */
    public Fault isolate(String endpoint, CutMode mode) {
        return cut(Links.between(Endpoints.of(endpoint), Endpoints.allBut(Set.of(endpoint))), mode);
    }

    /** Makes several changes at one moment. */
    public void together(Runnable changes) {
        atSafepoint(changes);
    }

    /** Cuts these links. */
    public Fault cut(Links links, CutMode mode) {
        return apply(links, Rules.cut(mode), mode + " of " + links);
    }

    /** Resets all streams that are open on these links now; new ones can be opened. */
    public void reset(Links links) {
        atSafepoint(() -> {
            for (LinkWatcher watcher : watchers()) {
                if (watcher instanceof Pipe && matches(links, watcher.link())) {
                    ((Pipe) watcher).reset();
                }
            }
        });
    }

    /** Holds, drops or doubles the bus packets that match, on these links. */
    public MessageFilter messages(Links links, Predicate<BusMessage> predicate, MessageFilter.Action action) {
        MessageFilter filter = new MessageFilter(this, links.on(Plane.BUS), predicate, action);
        atSafepoint(() -> {
            filters.add(filter);
            began(filter, filter.links());
            refresh();
        });
        return filter;
    }

    /** Ends every fault. */
    public void heal() {
        atSafepoint(() -> {
            List<LinkFault> over = new ArrayList<>(faults);
            over.forEach(fault -> fault.active = false);
            faults.clear();
            List<MessageFilter> ended = new ArrayList<>(filters);
            filters.clear();
            refresh();
            ended.forEach(MessageFilter::ended);
            over.forEach(this::over);
            ended.forEach(this::over);
        });
    }

    /** Says that there is nothing left to carry anything: faults are over, and closing them does nothing more. At a safepoint. */
    public void end() {
        ended = true;
        faults.forEach(fault -> fault.active = false);
        faults.clear();
        filters.clear();
        outages.clear();
    }

    /**
     * The machine of an endpoint loses its power: nobody there answers any more, not even with a refusal. Healing does not change that.
     * At a safepoint.
     */
    public void powerOff(String endpoint) {
        Outage outage = new Outage(endpoint);
        outages.add(outage);
        began(outage, outage.links());
        refresh();
    }

    /** The machine runs again, if it did not: what is sent to it again arrives. At a safepoint. */
    public void powerOn(String endpoint) {
        for (Outage outage : List.copyOf(outages)) {
            if (outage.endpoint.equals(endpoint)) {
                outages.remove(outage);
                outage.close();
                refresh();
                over(outage);
            }
        }
    }

    /** The faults in force, oldest first. */
    public List<Fault> faults() {
        List<Fault> all = new ArrayList<>();
        atSafepoint(() -> {
            all.addAll(faults);
            all.addAll(filters);
        });
        return all;
    }

    /** Says that an endpoint stands on another one's side: faults that name the other apply to it too. Null: on its own. */
    public void place(String endpoint, @Nullable String with) {
        atSafepoint(() -> {
            if (with == null) {
                standsWith.remove(endpoint);
            } else {
                standsWith.put(endpoint, with);
            }
            refresh();
        });
    }

    /** The present conditions of a link, null when it is whole. Called on a lane. */
    public @Nullable Conditions conditions(LinkId link) {
        if (whole) {
            return null;
        }
        // Faults change only while all lanes stand still, but two lanes may look at once: rules are made under the
        // lock.
        synchronized (faults) {
            return compute(link);
        }
    }

    /** From now on tells {@code watcher} of changes. Called on a lane. */
    public void watch(LinkWatcher watcher) {
        synchronized (watchers) {
            watcher.place = watchers.size();
            watchers.add(watcher);
        }
    }

    /** Tells {@code watcher} no more. Called on a lane. */
    public void forget(LinkWatcher watcher) {
        synchronized (watchers) {
            if (watcher.place != LinkWatcher.NOWHERE) {
                LinkWatcher last = watchers.remove(watchers.size() - 1);
                if (last != watcher) {
                    last.place = watcher.place;
                    watchers.set(last.place, last);
                }
                watcher.place = LinkWatcher.NOWHERE;
            }
        }
    }

    private List<LinkWatcher> watchers() {
        synchronized (watchers) {
            return List.copyOf(watchers);
        }
    }

    void atSafepoint(Runnable action) {
        safepoint.accept(action);
    }

    void remove(MessageFilter filter) {
        if (ended) {
            return;
        }
        atSafepoint(() -> {
            if (filters.remove(filter)) {
                refresh();
                filter.ended();
                over(filter);
            }
        });
    }

    /** Applies one rule to all these links until the fault is closed, under a name of the caller's choice. */
    public Fault apply(Links links, Rule.Factory rule, String description) {
        LinkFault[] made = new LinkFault[1];
        atSafepoint(() -> {
            made[0] = new LinkFault(links, rule, description, random.fork("fault " + ++faultCount));
            faults.add(made[0]);
            began(made[0], links);
            refresh();
        });
        return made[0];
    }

    private void began(Fault fault, Links links) {
        NetworkObserver hears = observer;
        if (hears != null) {
            hears.onFault(fault, links);
        }
    }

    private void over(Fault fault) {
        NetworkObserver hears = observer;
        if (hears != null) {
            hears.onFaultEnded(fault);
        }
    }

    private void refresh() {
        whole = faults.isEmpty() && filters.isEmpty() && outages.isEmpty();
        Map<LinkId, @Nullable Conditions> known = new HashMap<>();
        for (LinkWatcher watcher : watchers()) {
            LinkId link = watcher.link();
            if (!known.containsKey(link)) {
                known.put(link, compute(link));
            }
            watcher.refresh(known.get(link));
        }
    }

    private @Nullable Conditions compute(LinkId link) {
        List<Rule> rules = new ArrayList<>();
        List<Fault> makers = new ArrayList<>();
        for (LinkFault fault : faults) {
            if (matches(fault.links, link)) {
                rules.add(fault.ruleOf(link));
                makers.add(fault);
            }
        }
        for (Outage outage : outages) {
            if (outage.concerns(link)) {
                rules.add(outage.rule);
                makers.add(outage);
            }
        }
        List<MessageFilter> packets = new ArrayList<>();
        for (MessageFilter filter : filters) {
            if (matches(filter.links(), link)) {
                packets.add(filter);
            }
        }
        return rules.isEmpty() && packets.isEmpty() ? null : new Conditions(rules, makers, packets);
    }

    private boolean matches(Links links, LinkId link) {
        return links.planes().contains(link.plane())
                && (matches(links.from(), links.to(), link)
                        || links.bothWays() && matches(links.to(), links.from(), link));
    }

    private boolean matches(Endpoints from, Endpoints to, LinkId link) {
        String fromSide = standsWith.get(link.from());
        String toSide = standsWith.get(link.to());
        if (link.to().equals(fromSide) && !from.names(link.from())
                || link.from().equals(toSide) && !to.names(link.to())) {
            return false;
        }
        return from.contains(link.from(), fromSide) && to.contains(link.to(), toSide);
    }

    private final class LinkFault implements Fault {
        private final Links links;
        private final Rule.Factory factory;
        private final String description;
        private final RandomSource chance;
        private final long startNs = nowNs.getAsLong();
        private final Map<LinkId, Rule> rules = new HashMap<>();
        private volatile boolean active = true;

        LinkFault(Links links, Rule.Factory factory, String description, RandomSource chance) {
            this.links = links;
            this.factory = factory;
            this.description = description;
            this.chance = chance;
        }

        Rule ruleOf(LinkId link) {
            Rule rule = rules.get(link);
            if (rule == null) {
                rule = factory.forLink(link, chance.fork(link.toString()), startNs);
                rules.put(link, rule);
            }
            return rule;
        }

        @Override
        public void close() {
            if (ended) {
                return;
            }
            atSafepoint(() -> {
                active = false;
                if (faults.remove(this)) {
                    refresh();
                    over(this);
                }
            });
        }

        @Override
        public boolean isActive() {
            return active;
        }

        @Override
        public String description() {
            return description;
        }
    }
}

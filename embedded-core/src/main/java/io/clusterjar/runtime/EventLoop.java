package io.clusterjar.runtime;

import io.clusterjar.net.tcp.Poller;
import io.clusterjar.net.virtual.Lane;
import java.lang.System.Logger;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * One loop: its nodes, their timers, what other loops and threads send, and the sockets. It owns no thread: a live world pumps it on
 * one, a stepped world on the caller's, and an advance of time pumps all loops on one thread while the others stand still.
 */
final class EventLoop implements Lane {
    private static final Logger LOG = System.getLogger(EventLoop.class.getName());
    private static final int INBOX_CHUNK = 256;
    private static final long TRACE_PRIME = 0x9E3779B97F4A7C15L;
    /** The nodes of a cluster have much to say at the same moments: what some say is heard before others speak. */
    private static final int MAX_TIMERS_A_TURN = 8;

    private static final int MIN_TRACED_IN_STRIPES = 256;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    final int index;
    final @Nullable Poller poller;
    final Lease lease = new Lease();
    final Set<NodeHost> hosts = new LinkedHashSet<>();

    private final ClusterTime time;
    private final MpscUnboundedVarHandleArrayQueue<Runnable> inbox =
            new MpscUnboundedVarHandleArrayQueue<>(INBOX_CHUNK);
    private final ArrayDeque<Runnable> ready = new ArrayDeque<>();
    private final TimerHeap timers = new TimerHeap();
    private final BufferPool buffers = new BufferPool();
    private List<NodeHost> touched = new ArrayList<>();
    private List<NodeHost> ending = new ArrayList<>();
    private volatile boolean sleeping;
    private volatile long nowNs;
    private volatile long turns;
    private final boolean traced;
    private long traceHash;
    private boolean inTurn;
    private long deadlineBeforeVisitNs;

    EventLoop(int index, ClusterTime time, @Nullable Poller poller) {
        this.index = index;
        this.time = time;
        this.poller = poller;
        this.traced = poller == null;
        this.nowNs = time.nowNs();
    }

    @Override
    public long nowNs() {
        return nowNs;
    }

    void readTime() {
        long read = time.nowNs();
        if (read > nowNs) {
            nowNs = read;
        }
    }

    /** What happened on this loop, as one number; only where it is stepped. */
    long traceHash() {
        return traceHash;
    }

    /** Something happened to the party of this number. */
    void trace(int ordinal) {
        if (traced) {
            traceHash = mixed(traceHash, nowNs ^ (long) ordinal << 48);
        }
    }

    @Override
    public void trace(byte[] bytes, int lengthBytes) {
        if (!traced) {
            return;
        }
        long hash = traceHash ^ lengthBytes;
        int at = 0;
        if (lengthBytes >= MIN_TRACED_IN_STRIPES) {
            // Four sums that do not wait for each other: most of what is traced is gossip of large clusters.
            long a = hash;
            long b = ~hash;
            long c = hash >>> 1;
            long d = hash << 1;
            for (; at + 4 * Long.BYTES <= lengthBytes; at += 4 * Long.BYTES) {
                a = mixed(a, (long) LONGS.get(bytes, at));
                b = mixed(b, (long) LONGS.get(bytes, at + Long.BYTES));
                c = mixed(c, (long) LONGS.get(bytes, at + 2 * Long.BYTES));
                d = mixed(d, (long) LONGS.get(bytes, at + 3 * Long.BYTES));
            }
            hash = mixed(mixed(mixed(a, b), c), d);
        }
        for (; at + Long.BYTES <= lengthBytes; at += Long.BYTES) {
            hash = mixed(hash, (long) LONGS.get(bytes, at));
        }
        for (; at < lengthBytes; at++) {
            hash = mixed(hash, bytes[at]);
        }
        traceHash = hash;
    }

    private static long mixed(long hash, long value) {
        return (Long.rotateLeft(hash, 23) ^ value) * TRACE_PRIME;
    }

    /** Turns so far; an idle loop does not count on. Any thread. */
    long turns() {
        return turns;
    }

    boolean isInTurn() {
        return inTurn;
    }

    /** Hands a task over from any thread. */
    void post(Runnable task) {
        inbox.offer(task);
        if (sleeping && poller != null) {
            poller.wakeup();
        }
    }

    void wakeup() {
        if (poller != null) {
            poller.wakeup();
        }
    }

    @Override
    public void hand(Lane receiver, Runnable task) {
        if (receiver == this) {
            ready.add(task);
        } else {
            ((EventLoop) receiver).post(task);
        }
    }

    @Override
    public Scheduled schedule(long atNs, Runnable task) {
        return timers.add(new Scheduled(timers, null, 0, atNs, task));
    }

    Scheduled schedule(NodeHost host, long localNs, long atNs, Runnable task) {
        return timers.add(new Scheduled(timers, host, localNs, atNs, task));
    }

    @Override
    public byte[] buffer(int minimumBytes) {
        return buffers.take(minimumBytes);
    }

    @Override
    public void recycle(byte[] buffer) {
        buffers.give(buffer);
    }

    void touch(NodeHost host) {
        touched.add(host);
    }

    long nextDeadlineNs() {
        return timers.nextNs();
    }

    boolean hasWork() {
        return !inbox.isEmpty() || !ready.isEmpty() || !touched.isEmpty();
    }

    /** One turn over everything but sockets; returns how much was done. */
    int turn() {
        readTime();
        return rest();
    }

    /** One turn that begins with the sockets. */
    int turnWithSockets() {
        int sockets = pollSockets();
        return sockets + turn();
    }

    int pollSockets() {
        if (poller == null) {
            return 0;
        }
        readTime();
        inTurn = true;
        try {
            return poller.pollNow();
        } catch (RuntimeException | Error e) {
            LOG.log(Logger.Level.ERROR, "a socket failed on loop " + index, e);
            return 1;
        } finally {
            inTurn = false;
        }
    }

    private int rest() {
        inTurn = true;
        int work = 0;
        Runnable task;
        for (int limit = inbox.size(); limit > 0 && (task = inbox.poll()) != null; limit--) {
            runSafely(task);
            work++;
        }
        long sequenceLimit = timers.sequence();
        Scheduled timer;
        for (int limit = MAX_TIMERS_A_TURN;
                limit > 0 && (timer = timers.pollDue(nowNs, sequenceLimit)) != null;
                limit--) {
            try {
                timer.run();
            } catch (RuntimeException | Error e) {
                LOG.log(Logger.Level.ERROR, "a network task failed on loop " + index, e);
            }
            work++;
        }
        for (int limit = ready.size(); limit > 0; limit--) {
            runSafely(ready.remove());
            work++;
        }
        work += endTurns();
        inTurn = false;
        if (work > 0) {
            countTurn();
        }
        return work;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time counts; others only read
    private void countTurn() {
        turns++;
    }

    private int endTurns() {
        int ended = 0;
        while (!touched.isEmpty()) {
            List<NodeHost> batch = touched;
            touched = ending;
            ending = batch;
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).endTurn();
            }
            ended += batch.size();
            batch.clear();
        }
        return ended;
    }

    private void runSafely(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Logger.Level.ERROR, "a task failed on loop " + index, e);
        }
    }

    /** Waits in the selector until something happens, then handles the sockets that are ready. */
    int sleep() {
        Poller sockets = Objects.requireNonNull(poller);
        sleeping = true;
        try {
            if (hasWork()) {
                return 0;
            }
            long timeoutMs = time.realMsUntil(timers.nextNs());
            if (timeoutMs == 0) {
                return 0;
            }
            lease.release();
            try {
                sockets.await(timeoutMs == Long.MAX_VALUE ? 0 : timeoutMs);
            } finally {
                lease.acquire();
            }
        } finally {
            sleeping = false;
        }
        readTime();
        inTurn = true;
        try {
            return sockets.handleReady();
        } catch (RuntimeException | Error e) {
            LOG.log(Logger.Level.ERROR, "a socket failed on loop " + index, e);
            return 1;
        } finally {
            inTurn = false;
        }
    }

    /** A guest has come in while this loop sleeps. */
    void beginVisit() {
        readTime();
        deadlineBeforeVisitNs = timers.nextNs();
    }

    /** The guest leaves; the loop is woken when it has something to do that it does not know of. */
    void endVisit() {
        boolean wake = hasWork() || timers.nextNs() < deadlineBeforeVisitNs;
        lease.leave();
        if (wake) {
            wakeup();
        }
    }

    void forget(NodeHost host) {
        timers.removeIf(timer -> timer.host == host);
    }

    /** The host's clock changed its pace: its timers move. */
    void rebase(NodeHost host) {
        for (Scheduled timer : timers.snapshot()) {
            if (timer.host == host) {
                timer.atNs = host.clock().baseNs(timer.localNs);
            }
        }
        timers.reorder();
    }

    /** Takes what was posted and never run; after the end of the world. */
    void drain(Consumer<Runnable> abandoned) {
        Runnable task;
        while ((task = inbox.poll()) != null) {
            abandoned.accept(task);
        }
        ready.clear();
        touched.clear();
        timers.removeIf(timer -> true);
    }
}

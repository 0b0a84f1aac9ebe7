package io.clusterjar;

import io.clusterjar.launch.Launcher;
import io.clusterjar.launch.Member;
import java.time.Duration;

/**
 * A node's disk, and what a test does to it. A fault stays through crashes and restarts of the node until it is closed; {@link
 * RedisDeployment#healAll} closes it as well. Of each kind the last one counts.
 */
public final class NodeDisk {
    private final RedisDeployment deployment;
    private final Member member;

    NodeDisk(RedisDeployment deployment, Member member) {
        this.deployment = deployment;
        this.member = member;
    }

    /**
     * Every fsync fails. As in Redis a node that cannot make its {@code nodes.conf} last, before a vote for one, stops at once.
     */
    public Fault failFsync() {
        return fault("failing fsync", (launcher, on) -> launcher.failFsync(member, on));
    }

    /** Nothing more can be written: no space is left. A node that cannot write its {@code nodes.conf} stops at once. */
    public Fault full() {
        return fault("full disk", (launcher, on) -> launcher.fillDisk(member, on));
    }

    /**
     * Every fsync takes {@code duration} of cluster time, in which the node stands still.
     *
     * @param duration 1 ms or more
     */
    public Fault slow(Duration duration) {
        if (duration.toMillis() < 1) {
            throw new IllegalArgumentException("duration=" + duration + " is not 1 ms or more");
        }
        return fault("slow disk", (launcher, on) -> launcher.slowDisk(member, on ? duration : Duration.ZERO));
    }

    private interface Switch {
        void turn(Launcher launcher, boolean on);
    }

    private Fault fault(String what, Switch kind) {
        deployment.checkOpen();
        kind.turn(deployment.launcher(), true);
        return deployment.diskFault(new NodeFault(
                () -> {
                    if (!deployment.launcher().isClosed()) {
                        kind.turn(deployment.launcher(), false);
                    }
                },
                what + " of " + member.name()));
    }
}

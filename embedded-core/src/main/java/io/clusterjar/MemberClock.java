package io.clusterjar;

import io.clusterjar.launch.Member;
import io.clusterjar.time.TimeLimits;
import java.time.Duration;
import java.time.Instant;

/** The clock of the node that lives at a place of the deployment; what was done to it stays through restarts. */
final class MemberClock implements NodeClock {
    private static final double MAX_RATE = 100;

    private final RedisDeployment deployment;
    private final Member member;

    MemberClock(RedisDeployment deployment, Member member) {
        this.deployment = deployment;
        this.member = member;
    }

    @Override
    public Instant now() {
        return deployment.query(() -> Instant.ofEpochMilli(member.host().clock().nowMs()));
    }

    @Override
    public void skew(Duration difference) {
        deployment.checkOpen();
        TimeLimits.checkSize("difference", difference);
        deployment.launcher().skew(member, difference);
    }

    @Override
    public void drift(double rate) {
        deployment.checkOpen();
        if (!(rate > 0 && rate <= MAX_RATE)) {
            throw new IllegalArgumentException("rate=" + rate + " is not more than 0 and at most " + MAX_RATE);
        }
        deployment.launcher().drift(member, rate);
    }
}

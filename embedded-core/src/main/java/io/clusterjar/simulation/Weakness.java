package io.clusterjar.simulation;

import io.clusterjar.Fault;
import io.clusterjar.Network;
import io.clusterjar.time.TimeLimits;
import java.time.Duration;

/** How a link is worse than a healthy one. */
public sealed interface Weakness {
    /** Makes a link so. */
    Fault apply(Network.Link link);

    /** The word that the text form of such a fault begins with. */
    String verb();

    /** Its part of the text form. */
    String text();

    /**
     * Everything takes longer.
     *
     * @param latency how much at least
     * @param jitter how much more by chance
     */
    record Slow(Duration latency, Duration jitter) implements Weakness {
        /** Checks the times. */
        public Slow {
            TimeLimits.check("latency", latency);
            TimeLimits.check("jitter", jitter);
        }

        @Override
        public Fault apply(Network.Link link) {
            return link.latency(latency, jitter);
        }

        @Override
        public String verb() {
            return "slow";
        }

        @Override
        public String text() {
            return "latency=" + latency.toNanos() / 1000 + " jitter=" + jitter.toNanos() / 1000;
        }
    }

    /**
     * Segments are lost, and come later.
     *
     * @param probability of each
     */
    record Lossy(double probability) implements Weakness {
        /** Checks the probability. */
        public Lossy {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("probability=" + probability + " is not within 0 to 1");
            }
        }

        @Override
        public Fault apply(Network.Link link) {
            return link.loss(probability);
        }

        @Override
        public String verb() {
            return "lossy";
        }

        @Override
        public String text() {
            return "probability=" + probability;
        }
    }

    /**
     * It works for a while, then not for a while, and so on.
     *
     * @param up how long it works
     * @param down how long it does not
     */
    record Flaky(Duration up, Duration down) implements Weakness {
        /** Checks the times. */
        public Flaky {
            TimeLimits.check("up", up);
            TimeLimits.check("down", down);
            if (up.plus(down).isZero()) {
                throw new IllegalArgumentException("up=" + up + " and down=" + down + " are both zero");
            }
        }

        @Override
        public Fault apply(Network.Link link) {
            return link.flaky(up, down);
        }

        @Override
        public String verb() {
            return "flaky";
        }

        @Override
        public String text() {
            return "up=" + up.toMillis() + " down=" + down.toMillis();
        }
    }

    /**
     * Little passes.
     *
     * @param bytesPerSecond how much
     */
    record Narrow(long bytesPerSecond) implements Weakness {
        /** Checks the number. */
        public Narrow {
            if (bytesPerSecond < 1) {
                throw new IllegalArgumentException("bytesPerSecond=" + bytesPerSecond + " is not 1 or more");
            }
        }

        @Override
        public Fault apply(Network.Link link) {
            return link.bandwidth(bytesPerSecond);
        }

        @Override
        public String verb() {
            return "narrow";
        }

        @Override
        public String text() {
            return "bytes=" + bytesPerSecond;
        }
    }
}

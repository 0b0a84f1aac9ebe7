package io.clusterjar;

import io.clusterjar.timeline.EventKind;
import io.clusterjar.timeline.Lane;
import io.clusterjar.timeline.Recorder;

/** A client's lane in the {@link Timeline}: what it asked for, and what became of it. Any thread may use it. */
public final class TimelineClient {
    private final Recorder recorder;
    private final Lane lane;

    TimelineClient(Recorder recorder, Lane lane) {
        this.recorder = recorder;
        this.lane = lane;
    }

    /** Its name. */
    public String name() {
        return lane.name();
    }

    /** Notes something at this moment. */
    public void note(String text) {
        recorder.record(EventKind.NOTE, lane, null, text);
    }

    /**
     * An operation that begins now. It is recorded when its outcome is told.
     *
     * @param what the command, such as {@code SET cart:42 apple}
     */
    public Operation operation(String what) {
        return new Operation(what, recorder.sinceStartNs());
    }

    /** An operation on its way. Its outcome is told once. */
    public final class Operation {
        private final String what;
        private final long begunNs;

        private Operation(String what, long begunNs) {
            this.what = what;
            this.begunNs = begunNs;
        }

        /** It was done; {@code reply} is what the client was told. */
        public void done(String reply) {
            end(reply, 0);
        }

        /** It was refused: it has had no effect. */
        public void refused(String why) {
            end(why, 1);
        }

        /** Nobody knows whether it has had an effect: the connection was lost, or time ran out. */
        public void unknown(String why) {
            end(why, 2);
        }

        private void end(String told, long outcome) {
            recorder.record(EventKind.OPERATION, lane, null, begunNs, outcome, 0, what + " -> " + told);
        }
    }
}

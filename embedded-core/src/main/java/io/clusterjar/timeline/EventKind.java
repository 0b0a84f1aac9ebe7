package io.clusterjar.timeline;

import java.util.List;
import java.util.Locale;

/**
 * What can happen. The name in lower case with hyphens is {@code kind} in JSON; {@link #group()} is what readers filter by; the numbers of an
 * event have the names that the constant gives, in order, and its text the name {@link #textField()}.
 */
public enum EventKind {
    /** A node's process began; {@code text} is its address. */
    STARTED(Group.LIFE, "address"),
    /** It ended in order. */
    STOPPED(Group.LIFE, ""),
    /** It was killed. */
    CRASHED(Group.LIFE, ""),
    /** It failed by an error of its own; {@code why}. */
    FAILED(Group.LIFE, "why"),
    /** It stands still. */
    PAUSED(Group.LIFE, ""),
    /** It goes on. */
    RESUMED(Group.LIFE, ""),

    /** A node's role changed in its own eyes: {@code master} is 1 or 0, {@code epoch} its configEpoch, {@code other} whom it follows. */
    ROLE(Group.ROLE, "", "master", "epoch"),
    /** The slots that a node holds itself for the owner of: ranges, {@code count} and {@code epoch}. */
    SLOTS(Group.SLOTS, "slots", "count", "epoch"),
    /** A node's configEpoch or the greatest epoch that it has seen changed. */
    EPOCH(Group.EPOCH, "", "configEpoch", "currentEpoch"),
    /** A node learned that {@code count} slots are {@code other}'s. */
    SLOTS_SEEN(Group.SLOTS, "", "count", "epoch"),
    /** A node was told to follow {@code other}. */
    REPLICA_OF(Group.ROLE, ""),

    /** A node flags {@code other} PFAIL. */
    SUSPECTED(Group.SUSPICION, ""),
    /** A node flags {@code other} FAIL; {@code byQuorum} is 1 when it found the majority itself. */
    FAIL(Group.SUSPICION, "", "byQuorum"),
    /** A node flags {@code other} no more. */
    RECOVERED(Group.SUSPICION, ""),
    /** {@code cluster_state} in a node's eyes: {@code ok} is 1 or 0. */
    STATE(Group.STATE, "", "ok"),

    /** A replica will stand for election in {@code delayMs}. */
    ELECTION_SCHEDULED(Group.ELECTION, "", "delayMs", "rank", "offset"),
    /** A replica asks for votes. */
    ELECTION_ASKED(Group.ELECTION, "", "epoch", "rank", "offset"),
    /** A replica stands for no election; {@code why}. */
    ELECTION_BARRED(Group.ELECTION, "why"),
    /** A master voted for {@code other}. */
    VOTE_GRANTED(Group.ELECTION, "", "epoch"),
    /** A master did not vote for {@code other}; {@code why}. */
    VOTE_REFUSED(Group.ELECTION, "why", "epoch"),
    /** A replica is elected. */
    ELECTED(Group.ELECTION, "", "epoch", "votes"),
    /** A manual failover went a {@code step} on. */
    MANUAL_FAILOVER(Group.ELECTION, "step"),

    /** A replica is in sync with {@code other}: {@code full} is 1 after a snapshot, 0 when it went on where it was. */
    LINK_UP(Group.REPLICATION, "", "full", "offset"),
    /** A replica lost its link to its master. */
    LINK_DOWN(Group.REPLICATION, "", "offset"),

    /** A fault began; {@code fault} is its number. {@code from}, {@code to} and {@code planes} say where. */
    FAULT_BEGUN(Group.FAULT, "what", "fault"),
    /** It ended, after it had {@code stopped} so many segments and packets. */
    FAULT_ENDED(Group.FAULT, "what", "fault", "stopped"),
    /**
     * A bus packet of note arrived at {@code other}: {@code type} is its name and, of FAIL and UPDATE, the node that it is about; {@code sent} is
     * when it left, {@code epoch} its sender's currentEpoch.
     */
    MESSAGE(Group.MESSAGE, "type", "sent", "epoch"),
    /**
     * Something on the way to {@code other} was stopped by {@code fault}: plane and what. {@code nth} counts those of this link and fault;
     * packets of note are all told, of others the 1st, 2nd, 4th, 8th and so on.
     */
    DROP(Group.DROP, "what", "fault", "nth"),

    /** A client's operation ended: {@code began} when it was sent, {@code outcome} 0 done, 1 refused, 2 nobody knows. */
    OPERATION(Group.CLIENT, "operation", "began", "outcome"),
    /** Somebody noted something. */
    NOTE(Group.CLIENT, "note"),

    /** A node's wall clock differs from the cluster's time by {@code byMs} from now on. */
    CLOCK_SKEWED(Group.CLOCK, "", "byMs"),
    /** A node's clocks run at another {@code rate}. */
    CLOCK_DRIFTS(Group.CLOCK, "rate"),
    /** The clock of all is advanced by {@code byMs}. */
    CLOCK_ADVANCED(Group.CLOCK, "", "byMs"),

    /** Something that must not be, such as a failed assertion; {@code other} when a second lane has a part in it. */
    VIOLATION(Group.VIOLATION, "violation"),
    /** Something about the deployment as a whole. */
    DEPLOYMENT(Group.LIFE, "what");

    /** Which events belong together for a reader. */
    public enum Group {
        /** Starts and ends. */
        LIFE,
        /** Masters and replicas. */
        ROLE,
        /** Owners of slots. */
        SLOTS,
        /** Epochs. */
        EPOCH,
        /** PFAIL and FAIL. */
        SUSPICION,
        /** {@code cluster_state}. */
        STATE,
        /** Votes. */
        ELECTION,
        /** Links to masters. */
        REPLICATION,
        /** What the test broke. */
        FAULT,
        /** Bus packets. */
        MESSAGE,
        /** What a fault stopped. */
        DROP,
        /** Clients. */
        CLIENT,
        /** Clocks. */
        CLOCK,
        /** What must not be. */
        VIOLATION;

        private final String label = name().toLowerCase(Locale.ROOT);

        /** As it stands in JSON and on the page. */
        public String label() {
            return label;
        }
    }

    /** How many numbers an event has at most. */
    static final int NUMBERS = 3;

    private final Group group;
    private final String textField;
    private final List<String> numbers;
    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    EventKind(Group group, String textField, String... numbers) {
        this.group = group;
        this.textField = textField;
        this.numbers = List.of(numbers);
    }

    /** As it stands in JSON. */
    public String label() {
        return label;
    }

    /** What readers filter by. */
    public Group group() {
        return group;
    }

    /** What its text is called; empty when it has none. */
    public String textField() {
        return textField;
    }

    /** What its numbers are called, in order. */
    public List<String> numbers() {
        return numbers;
    }

    /** Whether it tells a state that lasts: the last of them is kept when the ring forgets. */
    boolean isLasting() {
        return switch (group) {
            case LIFE, ROLE, SLOTS, EPOCH, SUSPICION, STATE, REPLICATION, FAULT, CLOCK ->
                this != SLOTS_SEEN && this != REPLICA_OF && this != CLOCK_ADVANCED && this != DEPLOYMENT;
            default -> false;
        };
    }
}

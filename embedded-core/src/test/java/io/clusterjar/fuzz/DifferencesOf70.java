package io.clusterjar.fuzz;

import io.clusterjar.base.Bytes;
import io.clusterjar.testing.RespText;
import java.util.List;
import java.util.Locale;

/**
 * Where a Redis 7.0, which tests may find installed, answers otherwise than 7.2, which we are. All that the random comparison
 * excuses stands here, with its reason. What it does not ask at all, for there the two part for good:
 *
 * <ul>
 *   <li>XCLAIM, XAUTOCLAIM and a waiting XREADGROUP of a consumer that does not exist: 7.2 makes it in any case;
 *   <li>XSETID with an id below one that was deleted: 7.2 refuses it;
 *   <li>a transaction that fills two keys for which one client waits: 7.2 runs the waiting command again, so that the first of
 *       its own keys wins, 7.0 served the key that was filled first;
 *   <li>members of equal text weight where SORT has a limit, and ranges by name among different scores: no version promises
 *       an order.
 * </ul>
 *
 * <p>Nor what a real server does not tell its replicas, so that ours part from their master as its would: a BITFIELD whose
 * overflow fails, but which has made the string longer; a PFADD that finds damage after it has changed something; negative
 * zeros among the scores of small sorted sets.
 */
final class DifferencesOf70 {
    private DifferencesOf70() {}

    /** Whether 7.2 answers {@code ours} where 7.0 answers {@code theirs}. */
    static boolean excuses(Step step, byte[] theirs, byte[] ours) {
        if (step.isGathering()) {
            return false;
        }
        String command = Bytes.text(step.words()[0]).toUpperCase(Locale.ROOT);
        boolean anyOrder = step.check() == Check.UNORDERED || step.check() == Check.PACKED;
        return (showsScores(command) && (anyOrder ? sameNumbersInAnyOrder(theirs, ours) : sameNumbers(theirs, ours)))
                || excuses(command, RespText.show(theirs), RespText.show(ours));
    }

    private static boolean showsScores(String command) {
        return command.startsWith("Z")
                || command.startsWith("BZ")
                || command.startsWith("GEO")
                || command.equals("EXEC");
    }

    /** Whether 7.2 sends {@code ours} where 7.0 sends {@code theirs}. */
    static boolean excusesMessage(byte[] theirs, byte[] ours) {
        return sameNumbers(theirs, ours) || groupHasGone(RespText.show(theirs), RespText.show(ours));
    }

    /** Whether 7.2 sends {@code ours} to its replicas where 7.0 sends {@code theirs}. */
    static boolean excusesPropagation(String theirs, String ours) {
        return randomlyTaken(theirs, ours) || servedMove(theirs, ours);
    }

    /** A BLMOVE that had waited was told in lower case; since 7.2 it is run again, with the client's own words. */
    private static boolean servedMove(String theirs, String ours) {
        return theirs.matches("[0-9]+: LMOVE .* (left|right) (left|right)") && theirs.equalsIgnoreCase(ours);
    }

    /** No difference of versions: SPOP takes any members and tells replicas which. */
    private static boolean randomlyTaken(String theirs, String ours) {
        String taken = "[0-9]+: (SREM|SPOP|DEL|UNLINK) .*";
        return theirs.matches(taken) && ours.matches(taken) && theirs.split(" ")[2].equals(ours.split(" ")[2]);
    }

    /** An XREADGROUP whose group goes while it waits is tried again since 7.2, and says why it cannot be done. */
    private static boolean groupHasGone(String theirs, String ours) {
        return (theirs.startsWith("-UNBLOCKED the stream key no longer exists")
                        || theirs.startsWith("-NOGROUP the consumer group this client was blocked on no longer exists"))
                && (ours.startsWith("-NOGROUP No such key") || ours.startsWith("-WRONGTYPE"));
    }

    private static boolean excuses(String command, String theirs, String ours) {
        return encoding(command, theirs, ours)
                || timeout(theirs, ours)
                || unbalanced(theirs, ours)
                || rank(command, theirs, ours)
                || leastRank(command, ours);
    }

    /** The rank of LPOS may no longer be the least integer, which has no opposite. */
    private static boolean leastRank(String command, String ours) {
        return command.equals("LPOS") && ours.startsWith("-ERR value is out of range, value must between");
    }

    /** A timeout too large for milliseconds overflowed to a negative one. */
    private static boolean timeout(String theirs, String ours) {
        return theirs.startsWith("-ERR timeout is negative") && ours.startsWith("-ERR timeout is out of range");
    }

    /** XREADGROUP was called XREAD, and its symbol was said to be that of XREAD. */
    private static boolean unbalanced(String theirs, String ours) {
        return theirs.startsWith("-ERR Unbalanced XREAD list") && ours.startsWith("-ERR Unbalanced 'xread");
    }

    /** ZRANK and ZREVRANK have taken WITHSCORE since 7.2. */
    private static boolean rank(String command, String theirs, String ours) {
        return (command.equals("ZRANK") || command.equals("ZREVRANK"))
                && theirs.startsWith("-ERR wrong number of arguments")
                && (ours.startsWith("-ERR syntax error") || ours.startsWith("-WRONGTYPE"));
    }

    /**
     * Small lists and small sets of strings have been listpacks since 7.2; before, they were a quicklist and a table. And
     * before an integer set is made, it is now asked whether all that is to be added would fit.
     */
    private static boolean encoding(String command, String theirs, String ours) {
        return command.equals("OBJECT")
                && (theirs.contains("quicklist") || theirs.contains("hashtable") || theirs.contains("intset"))
                && (ours.contains("listpack") || ours.contains("hashtable"));
    }

    /** Scores and coordinates were printed with 17 digits; since 7.2 with as few as are needed. */
    static boolean sameNumbers(byte[] theirs, byte[] ours) {
        List<String> a = Replies.parts(theirs);
        List<String> b = Replies.parts(ours);
        boolean same = a.size() == b.size();
        for (int i = 0; same && i < a.size(); i++) {
            same = a.get(i).equals(b.get(i)) || sameNumber(a.get(i), b.get(i));
        }
        return same;
    }

    private static boolean sameNumbersInAnyOrder(byte[] theirs, byte[] ours) {
        return numbersInOrder(theirs).equals(numbersInOrder(ours));
    }

    private static List<String> numbersInOrder(byte[] reply) {
        List<String> parts = Replies.parts(reply);
        parts.replaceAll(part -> part.matches("[$,][-+0-9.e]{5,}") ? number(part) : part);
        parts.sort(null);
        return parts;
    }

    private static String number(String part) {
        try {
            return part.charAt(0) + Double.toString(Double.parseDouble(part.substring(1)));
        } catch (NumberFormatException e) {
            return part;
        }
    }

    private static boolean sameNumber(String theirs, String ours) {
        char type = theirs.charAt(0);
        if (type != ours.charAt(0) || (type != '$' && type != ',') || theirs.length() < 5) {
            return false;
        }
        try {
            return Double.parseDouble(theirs.substring(1)) == Double.parseDouble(ours.substring(1));
        } catch (NumberFormatException e) {
            return false;
        }
    }
}

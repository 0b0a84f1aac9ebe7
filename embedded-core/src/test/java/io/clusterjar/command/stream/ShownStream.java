package io.clusterjar.command.stream;

import io.clusterjar.testing.RespText;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replies about groups and consumers, made comparable between a server whose clock goes on and one whose clock stands. */
final class ShownStream {
    private static final long GRAIN_MS = 10_000;
    private static final Pattern WALL_TIME = Pattern.compile(":\\d{13}\\\\r\\\\n");
    private static final Pattern IDLE_AND_COUNT = Pattern.compile(":(\\d+)(\\\\r\\\\n:\\d+\\\\r\\\\n)(?!\\$)");
    private static final Pattern IDLE = Pattern.compile("(idle\\\\r\\\\n):\\d+");
    private static final Pattern INACTIVE = Pattern.compile("\\$8\\\\r\\\\ninactive\\\\r\\\\n:-?\\d+\\\\r\\\\n");
    private static final Pattern ACTIVE_TIME =
            Pattern.compile("\\$11\\\\r\\\\nactive-time\\\\r\\\\n:(-1|\\d+|T)\\\\r\\\\n");

    private ShownStream() {}

    /** A reply without times; consumers show what they showed before 7.2. */
    static String timeless(byte[] reply) {
        String text = RespText.show(reply);
        text = WALL_TIME.matcher(text).replaceAll(":T\\\\r\\\\n");
        text = IDLE_AND_COUNT.matcher(text).replaceAll(ShownStream::coarse);
        text = IDLE.matcher(text).replaceAll("$1:T");
        if (INACTIVE.matcher(text).find()) {
            text = INACTIVE.matcher(text).replaceAll("").replace("*8\\r\\n$4\\r\\nname", "*6\\r\\n$4\\r\\nname");
            text = text.replace("%4\\r\\n$4\\r\\nname", "%3\\r\\n$4\\r\\nname");
        }
        if (ACTIVE_TIME.matcher(text).find()) {
            text = ACTIVE_TIME.matcher(text).replaceAll("").replace("*10\\r\\n$4\\r\\nname", "*8\\r\\n$4\\r\\nname");
            text = text.replace("%5\\r\\n$4\\r\\nname", "%4\\r\\n$4\\r\\nname");
        }
        return text;
    }

    private static String coarse(MatchResult match) {
        long idleMs = Long.parseLong(match.group(1));
        return Matcher.quoteReplacement(":" + idleMs / GRAIN_MS + match.group(2));
    }
}

package io.clusterjar.fuzz;

/**
 * Where the two servers part.
 *
 * @param index of the step after which it was seen
 * @param what the request, or what was looked at
 */
record Difference(int index, String what, String theirs, String ours) {
    private static final int KIND_LENGTH = 14;

    /** What makes two differences one and the same bug, most likely. */
    String kind() {
        return what.replaceFirst("^client [0-9]: ", "").split(" ")[0] + " " + kind(theirs) + " " + kind(ours);
    }

    private static String kind(String reply) {
        int event = reply.indexOf("__keyevent@");
        int end = event < 0 ? -1 : reply.indexOf("\\r", event + KIND_LENGTH);
        return end >= 0 && reply.contains("__:")
                ? reply.substring(reply.indexOf("__:"), reply.indexOf("\\r", reply.indexOf("__:")))
                : reply.substring(0, Math.min(reply.length(), reply.startsWith("-") ? KIND_LENGTH : 1));
    }
}

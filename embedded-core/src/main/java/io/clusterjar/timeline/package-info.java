/**
 * What happened in a deployment: recorded as it happens into bounded rings, read as JSON Lines, as one HTML page or as text. Knows the
 * network, whose faults and packets it watches, and nothing of what makes events: whoever has something to tell calls {@link
 * io.clusterjar.timeline.Recorder}.
 *
 * <h2>JSON Lines</h2>
 *
 * <p>One JSON object a line, UTF-8. Every line but the first has {@code t}, nanoseconds of the cluster's time since the recording began, and
 * {@code kind}. The first line describes the recording; then come the lanes; then the events, oldest first.
 *
 * <pre>
 * {"kind":"recording","version":1,"name":"clusterjar","seed":7,"startedMs":1704067200000,"endedAt":21500000000,"forgotten":0}
 * {"kind":"lane","lane":"node-1","type":"node","address":"127.0.0.1:7000","id":"40 hex digits"}
 * {"t":0,"kind":"started","lane":"node-1"}
 * </pre>
 *
 * <p>{@code forgotten} counts events that the rings dropped because they were full. A {@code lane} is a node, a client, or {@code outside} for
 * clients that have no name. Fields that name another lane are {@code other}. All kinds and their fields are the constants of {@link
 * io.clusterjar.timeline.EventKind}. Fields may be added; readers should pass by what they do not know.
 */
@NullMarked
package io.clusterjar.timeline;

import org.jspecify.annotations.NullMarked;

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
 * {"kind":"recording","version":1,"name":"clusterjar","seed":"7","startedMs":1704067200000,"endedAt":21500000000,"forgotten":0}
 * {"kind":"lane","lane":"node-1","type":"node","address":"127.0.0.1:7000","id":"40 hex digits"}
 * {"kind":"fault","fault":1,"what":"isolation of ...","t":2000000000,"ended":9000000000,"from":["node-2"],"toAllBut":["node-2"],
 *  "planes":["client","bus","replication"],"bothWays":1,"stopped":74,
 *  "links":[{"from":"node-2","to":"node-6","plane":"bus","stopped":5}]}
 * {"kind":"packets","lane":"node-1","ping":39,"pong":42,"auth-ack":1}
 * {"t":0,"kind":"started","lane":"node-1","address":"127.0.0.1:7000"}
 * </pre>
 *
 * <ul>
 *   <li>{@code recording}: {@code seed} is a text, as it may be greater than other languages' numbers; {@code startedMs} is the deployment's wall time
 *       in milliseconds since the epoch; {@code endedAt} is the {@code t} at which the recording was read; {@code forgotten} counts events that
 *       the rings dropped because they were full, though the last state of every node is kept.
 *   <li>{@code lane}: {@code type} is {@code node}, {@code client} or {@code outside}, for clients that have no name and servers of another world.
 *   <li>{@code fault}: one of the network, from its beginning to its end; without {@code ended} it is in force. {@code from} and {@code to} name
 *       endpoints, {@code fromAllBut} and {@code toAllBut} those that are not meant; with {@code bothWays} the links back are meant too. {@code
 *       stopped} counts segments and packets, {@code links} tells them for at most 256 links.
 *   <li>{@code packets}: the bus packets of a lane that arrived, by type; pings are counted here and nowhere else.
 * </ul>
 *
 * <p>All other lines are events. Fields that name another lane are {@code other}. All kinds and their fields are the constants of {@link
 * io.clusterjar.timeline.EventKind}. Fields may be added; readers should pass by what they do not know.
 */
@NullMarked
package io.clusterjar.timeline;

import org.jspecify.annotations.NullMarked;

package io.clusterjar.gossip;

/**
 * What a ping says about a third node.
 *
 * @param id the node's id, 40 characters
 * @param pingSentS when the sender pinged it, in seconds
 * @param pongReceivedS when the sender last heard its pong, in seconds
 * @param ip its address, empty when not known
 * @param port its client port
 * @param busPort its bus port
 * @param flags bits of {@link NodeFlag}
 * @param plainPort its unencrypted port when {@code port} is the encrypted one, else 0
 */
public record GossipEntry(
        String id, long pingSentS, long pongReceivedS, String ip, int port, int busPort, int flags, int plainPort) {}

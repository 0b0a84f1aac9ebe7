package io.clusterjar.net.virtual;

import io.clusterjar.net.Plane;

/**
 * One direction between two endpoints on one plane: what rules are made for.
 *
 * @param from the endpoint that sends
 * @param to the endpoint that receives
 * @param plane what the streams carry
 */
public record LinkId(String from, String to, Plane plane) {
    @Override
    public String toString() {
        return from + ">" + to + "/" + plane;
    }
}

package io.clusterjar.net.virtual;

import io.clusterjar.net.Plane;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which links a fault is about, also those that come into being later.
 *
 * @param from endpoints that send
 * @param to endpoints that receive
 * @param planes planes concerned
 * @param bothWays whether the links back are meant as well
 */
public record Links(Endpoints from, Endpoints to, Set<Plane> planes, boolean bothWays) {
    /** Takes a copy of the planes. */
    public Links {
        if (planes.isEmpty()) {
            throw new IllegalArgumentException("planes=[] names no plane");
        }
        planes = Collections.unmodifiableSet(EnumSet.copyOf(planes));
    }

    /** All planes, both ways. */
    public static Links between(Endpoints a, Endpoints b) {
        return new Links(a, b, EnumSet.allOf(Plane.class), true);
    }

    /** All planes, both ways, between two endpoints. */
    public static Links between(String a, String b) {
        return between(Endpoints.of(a), Endpoints.of(b));
    }

    /** Every link there is. */
    public static Links all() {
        return between(Endpoints.all(), Endpoints.all());
    }

    /** The same, but only in the direction {@code from} to {@code to}. */
    public Links oneWay() {
        return new Links(from, to, planes, false);
    }

    /** The same, but only on these planes. */
    public Links on(Plane... only) {
        return new Links(from, to, EnumSet.copyOf(Arrays.asList(only)), bothWays);
    }

    @Override
    public String toString() {
        return from + (bothWays ? " <> " : " > ") + to + " on " + planes;
    }
}

package io.clusterjar.net.virtual;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A set of endpoints, by name: some, or all but some. A client view belongs to a set when it is named, or when the node it stands
 * with is.
 */
public final class Endpoints {
    private final Set<String> names;
    private final boolean complement;

    private Endpoints(Collection<String> names, boolean complement) {
        this.names = new TreeSet<>(names);
        this.complement = complement;
    }

    /** These. */
    public static Endpoints of(String... names) {
        return new Endpoints(Set.of(names), false);
    }

    /** These. */
    public static Endpoints of(Collection<String> names) {
        return new Endpoints(names, false);
    }

    /** All but these, also those that come later. */
    public static Endpoints allBut(Collection<String> names) {
        return new Endpoints(names, true);
    }

    /** All, also those that come later. */
    public static Endpoints all() {
        return new Endpoints(Set.of(), true);
    }

    /** Those that are in it; those that are not when {@link #isAllBut}. In alphabetical order. */
    public List<String> names() {
        return List.copyOf(names);
    }

    /** Whether it is all but {@link #names()}. */
    public boolean isAllBut() {
        return complement;
    }

    boolean contains(String endpoint, @Nullable String standsWith) {
        return complement != (names.contains(endpoint) || standsWith != null && names.contains(standsWith));
    }

    boolean names(String endpoint) {
        return !complement && names.contains(endpoint);
    }

    @Override
    public String toString() {
        return complement ? "all but " + names : names.toString();
    }
}

package io.clusterjar.engine.server;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The sections of {@code INFO} of one node. Rooms above replace what they know better ({@link #set}) or add lines to it
 * ({@link #add}).
 */
public final class InfoSections {
    /** The sections in the order in which they are shown. */
    public enum Name {
        /** Version, uptime, ports. */
        SERVER("Server", true),
        /** Who is connected. */
        CLIENTS("Clients", true),
        /** How much memory. */
        MEMORY("Memory", true),
        /** Snapshots and log. */
        PERSISTENCE("Persistence", true),
        /** Counters. */
        STATS("Stats", true),
        /** Role, offsets, replicas. */
        REPLICATION("Replication", true),
        /** Processor time. */
        CPU("CPU", true),
        /** Modules. */
        MODULES("Modules", true),
        /** Calls of each command. */
        COMMANDSTATS("Commandstats", false),
        /** Errors by code. */
        ERRORSTATS("Errorstats", true),
        /** Distribution of latencies. */
        LATENCYSTATS("Latencystats", false),
        /** Whether the node is part of a cluster. */
        CLUSTER("Cluster", true),
        /** Keys of each database. */
        KEYSPACE("Keyspace", true);

        private final String title;
        private final boolean byDefault;

        Name(String title, boolean byDefault) {
            this.title = title;
            this.byDefault = byDefault;
        }
    }

    private final Map<Name, List<InfoSection>> parts = new EnumMap<>(Name.class);

    InfoSections() {}

    /** {@code section} takes the place of what was shown so far. */
    public void set(Name name, InfoSection section) {
        List<InfoSection> only = new ArrayList<>();
        only.add(section);
        parts.put(name, only);
    }

    /** {@code section} is shown after what is shown so far. */
    public void add(Name name, InfoSection section) {
        parts.computeIfAbsent(name, none -> new ArrayList<>()).add(section);
    }

    /** The text for {@code wanted}, names in any case; the default sections when there are none. */
    public String text(List<String> wanted) {
        Set<Name> chosen = EnumSet.noneOf(Name.class);
        if (wanted.isEmpty()) {
            choose(chosen, false);
        }
        for (String word : wanted) {
            switch (word.toLowerCase(Locale.ROOT)) {
                case "default" -> choose(chosen, false);
                case "all", "everything" -> choose(chosen, true);
                default -> {
                    for (Name name : Name.values()) {
                        if (name.title.equalsIgnoreCase(word)) {
                            chosen.add(name);
                        }
                    }
                }
            }
        }
        InfoText text = new InfoText();
        for (Name name : chosen) {
            text.title(name.title);
            for (InfoSection part : parts.getOrDefault(name, List.of())) {
                part.write(text);
            }
        }
        return text.toString();
    }

    private static void choose(Set<Name> chosen, boolean all) {
        for (Name name : Name.values()) {
            if (all || name.byDefault) {
                chosen.add(name);
            }
        }
    }
}

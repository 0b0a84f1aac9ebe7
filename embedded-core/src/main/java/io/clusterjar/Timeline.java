package io.clusterjar;

import io.clusterjar.timeline.AsciiTimeline;
import io.clusterjar.timeline.EventKind;
import io.clusterjar.timeline.HtmlPage;
import io.clusterjar.timeline.JsonLines;
import io.clusterjar.timeline.Lane;
import io.clusterjar.timeline.Recorder;
import io.clusterjar.timeline.Recording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What happened in a deployment, recorded all the time, live and in virtual time alike: starts and ends of nodes, roles, epochs, owners of slots,
 * suspicions, elections, links of replicas, faults and what they stopped, and what clients and tests add. The last {@value
 * io.clusterjar.timeline.Recorder#MAX_EVENTS} events are kept, a few megabytes at most, and beside them as many of packets and of clients'
 * operations as {@link Recorder} names.
 *
 * <p>Times are the cluster's, relative to the start of the deployment or its last {@link RedisDeployment#reset}. Any thread may use it, also
 * after the deployment is closed.
 *
 * <pre>{@code
 * cluster.timeline().violation("order 42 is lost");
 * cluster.timeline().writeTo(Path.of("target/lost-order"));   // lost-order.html and lost-order.jsonl
 * }</pre>
 */
public final class Timeline {
    /** Columns that a terminal surely has. */
    public static final int DEFAULT_WIDTH = 120;

    /**
     * The system property, for JUnit's extensions also a configuration parameter, that says where timelines of what failed go; {@value #NOWHERE}
     * for nowhere. By default {@link #reportDirectory}.
     */
    public static final String DIRECTORY_PROPERTY = "clusterjar.timeline.directory";

    /** What {@link #DIRECTORY_PROPERTY} is for those who want no files. */
    public static final String NOWHERE = "none";

    private static final int MAX_FILE_NAME_CHARS = 120;

    private final Recorder recorder;

    Timeline(Recorder recorder) {
        this.recorder = recorder;
    }

    // ---- what clients and tests add

    /**
     * The lane of a client, which is made when there is none. A client with a view of its own has the lane of that name already.
     *
     * @param name not a node's
     */
    public TimelineClient client(String name) {
        Lane lane = recorder.lane(name, Lane.Type.CLIENT);
        if (lane.type() == Lane.Type.NODE) {
            throw new IllegalArgumentException("name=" + name + " is a node's");
        }
        return new TimelineClient(recorder, lane);
    }

    /** Notes something about the deployment as a whole, such as the next step of a test. */
    public void note(String text) {
        recorder.record(EventKind.NOTE, null, null, text);
    }

    /**
     * Marks now as the moment at which something came out that must not be. The page opens on what led there.
     *
     * @param concerned nodes that have a part in it; none when nobody knows
     */
    public void violation(String text, ClusterNode... concerned) {
        if (concerned.length == 0) {
            recorder.record(EventKind.VIOLATION, null, null, text);
        }
        Arrays.stream(concerned)
                .map(node -> recorder.lane(node.name(), Lane.Type.NODE))
                .forEach(lane -> recorder.record(EventKind.VIOLATION, lane, null, text));
    }

    // ---- what readers get

    /** As JSON Lines: one object a line. The package {@link io.clusterjar.timeline} describes kinds and fields. */
    public String jsonLines() {
        return JsonLines.of(recorder.recording());
    }

    /**
     * As one HTML page that needs nothing else and opens from a file: lanes, arrows, faults, owners of slots; to zoom, search and filter. With a
     * violation it opens on what led there.
     */
    public String html() {
        return HtmlPage.of(recorder.recording());
    }

    /** As text of at most {@code width} columns: a column for each node, a line for what happened. For consoles and messages. */
    public String ascii(int width) {
        return AsciiTimeline.of(recorder.recording(), width);
    }

    /**
     * Writes {@code base.html} and {@code base.jsonl}; directories are made as needed, files that exist are replaced.
     *
     * @param base path of the files without an extension; {@code .html} or {@code .jsonl} at its end is left out
     * @return the path of the page
     * @throws UncheckedIOException when it cannot be written
     */
    public Path writeTo(Path base) {
        String name = String.valueOf(base.getFileName());
        String stem = name.replaceFirst("\\.(html|jsonl)$", "");
        Path page = base.resolveSibling(stem + ".html");
        try {
            Path directory = base.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            Recording recording = recorder.recording();
            String lines = JsonLines.of(recording);
            Files.writeString(base.resolveSibling(stem + ".jsonl"), lines);
            Files.writeString(page, HtmlPage.of(recording, lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return page;
    }

    /**
     * Writes the files, as {@link #writeTo}, and tells the story in a message: the text, and where the page is. For what fails: it never throws
     * because of a file, but says in the message why it could not be written.
     *
     * @param base path of the files without an extension
     */
    public String report(Path base) {
        String where;
        try {
            where = "the whole timeline: " + writeTo(base).toAbsolutePath();
        } catch (UncheckedIOException e) {
            where = "the timeline could not be written to " + base + ": " + e.getMessage();
        }
        return ascii(DEFAULT_WIDTH) + where + "\n";
    }

    /**
     * Where reports of what failed belong: {@code target/clusterjar} of a Maven project, {@code build/clusterjar} of a Gradle project, relative to
     * the working directory.
     */
    public static Path reportDirectory() {
        boolean gradle = !Files.exists(Path.of("pom.xml"))
                && !Files.isDirectory(Path.of("target"))
                && (Files.isDirectory(Path.of("build"))
                        || Files.exists(Path.of("build.gradle"))
                        || Files.exists(Path.of("build.gradle.kts")));
        return Path.of(gradle ? "build" : "target", "clusterjar");
    }

    /** Where timelines of what failed go by the system property; nothing when nobody wants them. */
    static Optional<Path> wantedDirectory() {
        String directory = System.getProperty(DIRECTORY_PROPERTY, "").strip();
        if (directory.equals(NOWHERE)) {
            return Optional.empty();
        }
        return Optional.of(directory.isEmpty() ? reportDirectory() : Path.of(directory));
    }

    /** A name that every file system takes. */
    static String fileName(String name) {
        String safe = name.replaceAll("[^\\p{Alnum}_$.-]", "_");
        return safe.length() <= MAX_FILE_NAME_CHARS ? safe : safe.substring(safe.length() - MAX_FILE_NAME_CHARS);
    }

    @Override
    public String toString() {
        return ascii(DEFAULT_WIDTH);
    }
}

package io.clusterjar.junit5;

import io.clusterjar.Timeline;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What a failed test tells of the time before: text for its message, and a page in a file. */
final class TimelineReport {
    /**
     * The JUnit configuration parameter that says where pages of failed tests go; {@value #OFF} for nowhere. By default it is {@code
     * target/clusterjar} or {@code build/clusterjar}, as the project is built by Maven or Gradle.
     */
    static final String DIRECTORY = Timeline.DIRECTORY_PROPERTY;

    /** The directory of those who want no files. */
    static final String OFF = Timeline.NOWHERE;

    private static final int MAX_MARK_CHARS = 300;
    private static final int MAX_NAME_CHARS = 120;

    private TimelineReport() {}

    /** Marks the failure in the timeline, writes the page, and tells the story. */
    static String of(Timeline timeline, Throwable failure, ExtensionContext context) {
        return of(timeline, failure, context, fileName(context));
    }

    /** The same of a run that has a seed: a page has the same name whether the seed ran alone or as one of many. */
    static String ofSeed(Timeline timeline, long seed, Throwable failure, ExtensionContext context) {
        return of(timeline, failure, context, safe(methodName(context) + "-seed-" + seed));
    }

    private static String of(Timeline timeline, Throwable failure, ExtensionContext context, String file) {
        timeline.violation(mark(failure, context));
        String directory = context.getConfigurationParameter(DIRECTORY).orElse("");
        if (directory.equals(OFF)) {
            return timeline.ascii(Timeline.DEFAULT_WIDTH);
        }
        Path base = directory.isBlank() ? Timeline.reportDirectory() : Path.of(directory.strip());
        return timeline.report(base.resolve(className(context)).resolve(file));
    }

    private static String mark(Throwable failure, ExtensionContext context) {
        String text = context.getDisplayName() + ": " + failure;
        return text.length() <= MAX_MARK_CHARS ? text : text.substring(0, MAX_MARK_CHARS) + "...";
    }

    private static String className(ExtensionContext context) {
        return context.getTestClass().map(Class::getName).orElse("tests");
    }

    /** The method's name, and which of its invocations it is when it has several. */
    private static String fileName(ExtensionContext context) {
        StringBuilder name = new StringBuilder(methodName(context));
        for (String segment : context.getUniqueId().split("/")) {
            int number = segment.indexOf('#');
            if (number >= 0) {
                name.append('-').append(segment, number + 1, segment.length() - 1);
            }
        }
        return safe(name.toString());
    }

    private static String methodName(ExtensionContext context) {
        return context.getTestMethod().map(found -> found.getName()).orElse("class");
    }

    private static String safe(String name) {
        String safe = name.replaceAll("[^\\p{Alnum}_$.-]", "_");
        return safe.length() <= MAX_NAME_CHARS ? safe : safe.substring(0, MAX_NAME_CHARS);
    }
}

package io.clusterjar.timeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A recording as one HTML page that needs nothing else: style, script and the recording itself, as JSON Lines, are in it. It opens from a file,
 * without a network.
 */
public final class HtmlPage {
    private static final String[] SCRIPTS = {"model.js", "draw.js", "ui.js"};

    private HtmlPage() {}

    /** The page. */
    public static String of(Recording recording) {
        return of(recording, JsonLines.of(recording));
    }

    /** The page of a recording that is written as JSON Lines already. */
    public static String of(Recording recording, String jsonLines) {
        StringBuilder script = new StringBuilder();
        for (String part : SCRIPTS) {
            script.append(resource(part));
        }
        String[] pieces = resource("page.html").split("%(?=(?:TITLE|STYLE|RECORDING|GROUPS|SCRIPT)%)", -1);
        StringBuilder out = new StringBuilder(pieces[0]);
        for (int i = 1; i < pieces.length; i++) {
            String piece = pieces[i];
            int end = piece.indexOf('%');
            out.append(
                    switch (piece.substring(0, end)) {
                        case "TITLE" -> escaped(recording.name()) + " timeline";
                        case "STYLE" -> resource("page.css");
                        case "RECORDING" -> jsonLines;
                        case "GROUPS" -> groups();
                        default -> script;
                    });
            out.append(piece, end + 1, piece.length());
        }
        return out.toString();
    }

    private static String groups() {
        StringBuilder out = new StringBuilder();
        JsonText json = new JsonText(out).open();
        for (EventKind kind : EventKind.values()) {
            json.field(kind.label(), kind.group().label());
        }
        json.close();
        return out.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String resource(String name) {
        try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is not beside " + HtmlPage.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.clusterjar.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The report of {@link Scale} as one page: a table, and plots against the number of nodes, both axes logarithmic. */
final class ScalePage {
    private static final int WIDTH = 420;
    private static final int HEIGHT = 260;
    private static final int MARGIN = 46;
    private static final int DECADE = 10;

    private static final String STYLE =
            "body{font:14px system-ui,sans-serif;max-width:960px;margin:2em auto;padding:0 1em;color:#1d2433;"
                    + "background:#fff}table{border-collapse:collapse}td,th{padding:.3em .8em;text-align:right;border-bottom:1px solid #ccd}"
                    + "svg{margin:1em 1em 0 0}.measured{stroke:#2563eb;fill:#2563eb}.promised{stroke:#9aa3b5;stroke-dasharray:4 4}"
                    + "polyline{fill:none!important;stroke-width:2}text{font-size:11px;fill:currentColor}line{stroke:#dde}"
                    + "@media(prefers-color-scheme:dark){body{background:#12151c;color:#d8deea}line{stroke:#333a48}}";

    private ScalePage() {}

    static String of(List<ScalePoint> points) {
        StringBuilder page = new StringBuilder(
                        "<!doctype html><html lang=en><meta charset=utf-8><title>Clusters by size</title><style>")
                .append(STYLE)
                .append(
                        "</style><h1>Clusters by size</h1><p>Half of the nodes are masters with one replica each; node timeout ")
                .append(ScalePoint.NODE_TIMEOUT.toSeconds())
                .append(" s; virtual time. Blue is measured, dashed is what Redis' formulas promise at most.</p>");
        table(page, points);
        plot(
                page,
                points,
                "packets that a node sends per second",
                ScalePoint::messagesPerSecond,
                ScalePoint::promisedMessagesPerSecond);
        plot(
                page,
                points,
                "kB that a node sends per second",
                ScalePoint::kilobytesPerSecond,
                point -> point.promisedMessagesPerSecond() * point.packetBytes() / 1000);
        plot(
                page,
                points,
                "seconds until a dead master is marked as failed",
                point -> point.detect().toMillis() / 1000.0,
                point -> ScalePoint.promisedDetection().toSeconds());
        plot(
                page,
                points,
                "seconds until its replica serves",
                point -> point.failOver().toMillis() / 1000.0,
                point -> ScalePoint.promisedFailOver().toSeconds());
        plot(
                page,
                points,
                "seconds until all agree after a partition",
                point -> Math.max(0.1, point.converge().toMillis() / 1000.0),
                point -> ScalePoint.NODE_TIMEOUT.toSeconds());
        return page.append("</html>\n").toString();
    }

    private static void table(StringBuilder page, List<ScalePoint> points) {
        page.append(
                "<table><tr><th>nodes<th>packets/s<th>promised<th>kB/s<th>detected<th>failed over<th>agreed again</tr>");
        for (ScalePoint point : points) {
            page.append(String.format(
                    Locale.ROOT,
                    "<tr><td>%d<td>%.1f<td>%.1f<td>%.0f<td>%s<td>%s<td>%s</tr>",
                    point.nodes(),
                    point.messagesPerSecond(),
                    point.promisedMessagesPerSecond(),
                    point.kilobytesPerSecond(),
                    Story.seconds(point.detect()),
                    Story.seconds(point.failOver()),
                    Story.seconds(point.converge())));
        }
        page.append("</table>");
    }

    private static void plot(
            StringBuilder page,
            List<ScalePoint> points,
            String title,
            ToDoubleFunction<ScalePoint> measured,
            ToDoubleFunction<ScalePoint> promised) {
        List<Double> values = new ArrayList<>();
        points.forEach(point -> {
            values.add(measured.applyAsDouble(point));
            values.add(promised.applyAsDouble(point));
        });
        Axis x = Axis.over(points.stream().map(point -> (double) point.nodes()).toList(), MARGIN, WIDTH - MARGIN / 4);
        Axis y = Axis.over(values, HEIGHT - MARGIN, MARGIN / 2);
        page.append(String.format(
                Locale.ROOT,
                "<svg width=%d height=%d role=img aria-label=\"%s\"><text x=%d y=12>%s</text>",
                WIDTH,
                HEIGHT,
                title,
                MARGIN,
                title));
        for (double tick : x.ticks()) {
            page.append(String.format(
                    Locale.ROOT,
                    "<line x1=%1$.0f x2=%1$.0f y1=%2$d y2=%3$d /><text x=%1$.0f y=%4$d text-anchor=middle>%5$.0f</text>",
                    x.at(tick),
                    MARGIN / 2,
                    HEIGHT - MARGIN,
                    HEIGHT - MARGIN / 2,
                    tick));
        }
        for (double tick : y.ticks()) {
            page.append(String.format(
                    Locale.ROOT,
                    "<line x1=%1$d x2=%2$d y1=%3$.0f y2=%3$.0f /><text x=%4$d y=%3$.0f text-anchor=end>%5$s</text>",
                    MARGIN,
                    WIDTH,
                    y.at(tick),
                    MARGIN - 4,
                    tick < 1 ? Double.toString(tick) : Long.toString(Math.round(tick))));
        }
        line(page, "promised", points, x, y, promised);
        line(page, "measured", points, x, y, measured);
        page.append("</svg>");
    }

    private static void line(
            StringBuilder page,
            String kind,
            List<ScalePoint> points,
            Axis x,
            Axis y,
            ToDoubleFunction<ScalePoint> value) {
        page.append("<polyline class=").append(kind).append(" points=\"");
        for (ScalePoint point : points) {
            page.append(
                    String.format(Locale.ROOT, "%.1f,%.1f ", x.at(point.nodes()), y.at(value.applyAsDouble(point))));
        }
        page.append("\"/>");
    }

    /**
     * Whole decades of values on pixels.
     *
     * @param low least decade
     * @param high greatest decade
     * @param from pixel of the least
     * @param to pixel of the greatest
     */
    private record Axis(int low, int high, int from, int to) {
        static Axis over(List<Double> values, int from, int to) {
            double least =
                    values.stream().mapToDouble(Double::doubleValue).min().orElse(1);
            double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(DECADE);
            int low = (int) Math.floor(Math.log10(least));
            return new Axis(low, Math.max(low + 1, (int) Math.ceil(Math.log10(most))), from, to);
        }

        double at(double value) {
            return from + (to - from) * (Math.log10(value) - low) / (high - low);
        }

        List<Double> ticks() {
            List<Double> ticks = new ArrayList<>();
            for (int decade = low; decade <= high; decade++) {
                ticks.add(Math.pow(DECADE, decade));
            }
            return ticks;
        }
    }
}

package io.clusterjar.command.geo;

import io.clusterjar.command.CommandError;
import io.clusterjar.command.Words;
import io.clusterjar.protocol.Args;

/**
 * The circle or box to search in, around a place that is told later.
 *
 * @param circle whether it is a circle, whose radius is {@code width} and {@code height} both
 * @param width from west to east, in {@code unit}
 * @param height from south to north, in {@code unit}
 */
record SearchShape(boolean circle, double width, double height, GeoUnit unit) {
    /** {@code radius unit} from {@code word} on. */
    static SearchShape readCircle(Args args, int word) {
        double radius = Words.number(args, word, "ERR need numeric radius");
        if (radius < 0) {
            throw new CommandError("ERR radius cannot be negative");
        }
        return new SearchShape(true, radius, radius, GeoUnit.read(args, word + 1));
    }

    /** {@code width height unit} from {@code word} on. */
    static SearchShape readBox(Args args, int word) {
        double width = Words.number(args, word, "ERR need numeric width");
        double height = Words.number(args, word + 1, "ERR need numeric height");
        if (height < 0 || width < 0) {
            throw new CommandError("ERR height or width cannot be negative");
        }
        return new SearchShape(false, width, height, GeoUnit.read(args, word + 2));
    }

    /** From the middle to the eastern edge, metres. */
    double halfWidthMeters() {
        return unit.meters() * (circle ? width : width / 2);
    }

    /** From the middle to the northern edge, metres. */
    double halfHeightMeters() {
        return unit.meters() * (circle ? height : height / 2);
    }

    /** From the middle to the farthest edge, metres. */
    double reachMeters() {
        double reach = circle ? width : Math.sqrt(width / 2 * (width / 2) + height / 2 * (height / 2));
        return reach * unit.meters();
    }
}

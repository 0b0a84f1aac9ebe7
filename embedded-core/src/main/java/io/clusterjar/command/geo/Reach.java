package io.clusterjar.command.geo;

/**
 * Which places lie within a shape around a place, and how far from it they are. Made once for a search, so that what depends on
 * the middle alone is reckoned once; what surely lies outside is seen before the dearest steps.
 */
final class Reach {
    /** Beyond this factor a difference is no matter of rounding. */
    private static final double SURELY = 1e-9;

    /** Half a difference of angles up to here, in radians, is small. */
    private static final double SMALL = 0.1;
    /** What is so much more than a limit by the first terms of the series is more than it. */
    private static final double CLEARLY = 1.001;

    private final double longitude;
    private final double latitude;
    private final double cosine;
    private final double sine;
    private final boolean circle;
    private final double radius;
    private final double radiusLimit;
    private final double halfHeight;
    private final double halfWidth;
    private final double widthLimit;

    Reach(Place center, SearchShape shape) {
        longitude = Sphere.radians(center.longitude());
        latitude = Sphere.radians(center.latitude());
        cosine = Trigonometry.cos(latitude);
        sine = Trigonometry.sin(latitude);
        circle = shape.circle();
        radius = shape.width() * shape.unit().meters();
        radiusLimit = haversine(radius);
        halfHeight = shape.height() * shape.unit().meters() / 2;
        halfWidth = shape.width() * shape.unit().meters() / 2;
        widthLimit = haversine(halfWidth);
    }

    /** The haversine of an arc of {@code meters}: what is compared in place of distances. */
    private static double haversine(double meters) {
        double sine = Trigonometry.sin(Math.min(meters / (2 * Sphere.RADIUS_METERS), Math.PI / 2));
        return sine * sine;
    }

    /** How far a place is, in metres; NaN when it lies outside. */
    double meters(double placeLongitude, double placeLatitude) {
        double otherLongitude = Sphere.radians(placeLongitude);
        double otherLatitude = Sphere.radians(placeLatitude);
        double north = Sphere.RADIUS_METERS * Math.abs(otherLatitude - latitude);
        if (circle ? north > radius * (1 + SURELY) : north > halfHeight) {
            return Double.NaN;
        }
        if (isClearlyOutside((otherLongitude - longitude) / 2, (otherLatitude - latitude) / 2)) {
            return Double.NaN;
        }
        double v = Trigonometry.sin((otherLongitude - longitude) / 2);
        if (v == 0) {
            return circle && north > radius ? Double.NaN : north;
        }
        double otherCosine = Trigonometry.cos(otherLatitude);
        if (!circle && isEastOrWest(otherCosine * otherCosine * v * v)) {
            return Double.NaN;
        }
        double u = Trigonometry.sin((otherLatitude - latitude) / 2);
        double a = u * u + cosine * otherCosine * v * v;
        if (circle && a > radiusLimit * (1 + SURELY)) {
            return Double.NaN;
        }
        double meters = Sphere.arc(a);
        return circle && meters > radius ? Double.NaN : meters;
    }

    /** Whether a place so far east and north, each halved, is outside: by the first terms of the series, where they are good. */
    private boolean isClearlyOutside(double east, double north) {
        if (Math.abs(east) > SMALL || Math.abs(north) > SMALL) {
            return false;
        }
        double whole = 2 * north;
        double square = whole * whole;
        double otherCosine =
                cosine * (1 - square * (1.0 / 2 - square * (1.0 / 24))) - sine * whole * (1 - square * (1.0 / 6));
        double v = east * (1 - east * east * (1.0 / 6));
        if (!circle) {
            return otherCosine * otherCosine * v * v > widthLimit * CLEARLY;
        }
        double u = north * (1 - north * north * (1.0 / 6));
        return u * u + cosine * otherCosine * v * v > radiusLimit * CLEARLY;
    }

    /** Whether a place whose distance along its parallel has this haversine is beyond the eastern or western edge. */
    private boolean isEastOrWest(double haversine) {
        if (Math.abs(haversine - widthLimit) > widthLimit * SURELY) {
            return haversine > widthLimit;
        }
        return Sphere.arc(haversine) > halfWidth;
    }
}

package io.clusterjar.command.geo;

/**
 * Which places lie within a shape around a place, and how far from it they are. Made once for a search, so that what depends on
 * the middle alone is reckoned once; what surely lies outside is seen before the dearest steps.
 */
final class Reach {
    /** Beyond this factor a difference is no matter of rounding. */
    private static final double SURELY = 1e-9;

    private final double longitude;
    private final double latitude;
    private final double cosine;
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

    /** Whether a place whose distance along its parallel has this haversine is beyond the eastern or western edge. */
    private boolean isEastOrWest(double haversine) {
        if (Math.abs(haversine - widthLimit) > widthLimit * SURELY) {
            return haversine > widthLimit;
        }
        return Sphere.arc(haversine) > halfWidth;
    }
}

package io.clusterjar.command.geo;

/** Distances on the earth, taken for a sphere, in metres. */
final class Sphere {
    /** Its radius. */
    static final double RADIUS_METERS = 6372797.560856;

    private static final double RADIANS_PER_DEGREE = Math.PI / 180.0;

    private Sphere() {}

    static double radians(double degrees) {
        return degrees * RADIANS_PER_DEGREE;
    }

    static double degrees(double radians) {
        return radians / RADIANS_PER_DEGREE;
    }

    /** Distance of two places along the great circle. */
    static double distance(double longitude1, double latitude1, double longitude2, double latitude2) {
        double v = Trigonometry.sin((radians(longitude2) - radians(longitude1)) / 2);
        if (v == 0) {
            return latitudeDistance(latitude1, latitude2);
        }
        double radians1 = radians(latitude1);
        double radians2 = radians(latitude2);
        double u = Trigonometry.sin((radians2 - radians1) / 2);
        double a = u * u + Trigonometry.cos(radians1) * Trigonometry.cos(radians2) * v * v;
        return arc(a);
    }

    /** The distance whose haversine is {@code a}. */
    static double arc(double a) {
        return 2.0 * RADIUS_METERS * Trigonometry.asin(Math.sqrt(a));
    }

    /** Distance of two places along a meridian. */
    static double latitudeDistance(double latitude1, double latitude2) {
        return RADIUS_METERS * Math.abs(radians(latitude2) - radians(latitude1));
    }
}

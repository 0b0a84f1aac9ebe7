package io.clusterjar.command.geo;

/**
 * Sine, cosine and arcsine, rounded to the nearest double in nearly all cases. C's library does so too, {@link StrictMath}
 * does not: with its last bits, stored distances and the order of places that are almost equally far away would be others than
 * Redis'.
 *
 * <p>A sine is made of that of the nearest multiple of 1/{@value #STEPS}, from a table with twice the usual digits, and of a small
 * correction for the rest. Sums and products whose lost digits count are kept in two doubles, after Dekker.
 */
final class Trigonometry {
    /** Steps of the table in one radian. */
    private static final int STEPS = 128;
    /** A quarter of pi, in steps, rounded up. */
    private static final int LAST_STEP = 101;
    /** Arguments beyond this would lose too many digits when multiples of pi are taken off. */
    private static final double MAX_ANGLE = 1e5;

    /** Below, the first terms of a series are near enough to an angle to begin with. */
    private static final double SMALL_SINE = 0.1;

    private static final double HALF_PI = 0x1.921fb54442d18p0;
    private static final double HALF_PI_REST = 0x1.1a62633145c07p-54;
    private static final double QUADRANTS_PER_RADIAN = 2 / Math.PI;
    /** Angles up to here, a quarter of pi or less, need not be turned. */
    private static final double NEAREST_QUADRANT = 0.785;
    /** 2 to the power of 27, plus 1: splits a double in two of half the digits. */
    private static final double SPLITTER = 0x1.0p27 + 1;

    private static final double[] SIN = new double[LAST_STEP + 1];
    private static final double[] SIN_REST = new double[LAST_STEP + 1];
    private static final double[] COS = new double[LAST_STEP + 1];
    private static final double[] COS_REST = new double[LAST_STEP + 1];

    static {
        fillTable();
    }

    private Trigonometry() {}

    /** Sine of an angle in radians. */
    static double sin(double angle) {
        return Math.abs(angle) < MAX_ANGLE ? turned(angle, 0, 0) : StrictMath.sin(angle);
    }

    /** Cosine of an angle in radians. */
    static double cos(double angle) {
        return Math.abs(angle) < MAX_ANGLE ? turned(angle, 1, 0) : StrictMath.cos(angle);
    }

    /** The angle from 0 to half of pi whose sine is {@code sine}, 0 to 1; NaN when there is none. */
    static double asin(double sine) {
        if (!(sine > 0 && sine < 1)) {
            return StrictMath.asin(sine);
        }
        double angle = sine < SMALL_SINE ? smallAngle(sine) : StrictMath.asin(sine);
        double missing = -turned(angle, 0, -sine); // how much the sine of what was found is off, to many more digits
        return angle + missing / Math.sqrt((1 - sine) * (1 + sine));
    }

    /** The first terms of the arcsine's series. */
    private static double smallAngle(double sine) {
        double square = sine * sine;
        return sine + sine * square * (1.0 / 6 + square * (3.0 / 40 + square * (15.0 / 336 + square * (105.0 / 3456))));
    }

    /** Sine of {@code angle} plus so many quarter turns, plus {@code offset}: rounded once, after the sum. */
    private static double turned(double angle, int quarterTurns, double offset) {
        if (Math.abs(angle) < NEAREST_QUADRANT) {
            return nearTable(angle, 0, quarterTurns == 1, false, offset);
        }
        double quadrants = Math.rint(angle * QUADRANTS_PER_RADIAN);
        // what is left of the angle, in two doubles: angle - quadrants * pi/2
        double turned = quadrants * HALF_PI;
        double turnedRest = productRest(quadrants, HALF_PI, turned);
        double high = angle - turned;
        double rest = sumRest(angle, -turned, high) - turnedRest - quadrants * HALF_PI_REST;
        double left = high + rest;
        double leftRest = rest - (left - high);

        int quadrant = (int) quadrants + quarterTurns & 3;
        boolean negative = quadrant >= 2;
        return nearTable(left, leftRest, (quadrant & 1) == 1, negative, offset);
    }

    /** Sine or cosine of an angle of at most a quarter of pi, given in two doubles; then its sign, then the offset. */
    private static double nearTable(double angle, double angleRest, boolean cosine, boolean negative, double offset) {
        boolean mirrored = angle < 0;
        int step = (int) Math.rint(Math.abs(angle) * STEPS);
        double size = Math.abs(angle) - (double) step / STEPS; // exact
        double sizeRest = mirrored ? -angleRest : angleRest;

        double square = size * size;
        double sineLess = -size * square * (1.0 / 6 - square * (1.0 / 120 - square * (1.0 / 5040))); // sin d - d
        double cosineLess = -square * (0.5 - square * (1.0 / 24 - square * (1.0 / 720))); // cos d - 1

        // sin(t + d) = sin t + cos t sin d + sin t (cos d - 1), and cos(t + d) = cos t - sin t sin d + cos t (cos d -
        // 1)
        double base = cosine ? COS[step] : SIN[step];
        double baseRest = cosine ? COS_REST[step] : SIN_REST[step];
        double slope = cosine ? -SIN[step] : COS[step];
        double slopeRest = cosine ? -SIN_REST[step] : COS_REST[step];
        double product = slope * size;
        double small = productRest(slope, size, product)
                + slopeRest * size
                + slope * (sizeRest + sineLess)
                + base * cosineLess
                + baseRest
                - base * size * sizeRest;
        double sum = base + product;
        small += sumRest(base, product, sum);

        boolean turn = negative != (mirrored && !cosine);
        double high = turn ? -sum : sum;
        double low = turn ? -small : small;
        double whole = high + offset;
        return whole + (sumRest(high, offset, whole) + low);
    }

    // ---- what rounding has lost

    /** What {@code sum}, the rounded sum of two doubles, lacks. */
    private static double sumRest(double a, double b, double sum) {
        double part = sum - a;
        return (a - (sum - part)) + (b - part);
    }

    /** What {@code product}, the rounded product of two doubles, lacks. */
    private static double productRest(double a, double b, double product) {
        double aSplit = a * SPLITTER;
        double aHigh = aSplit - (aSplit - a);
        double aLow = a - aHigh;
        double bSplit = b * SPLITTER;
        double bHigh = bSplit - (bSplit - b);
        double bLow = b - bHigh;
        return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
    }

    // ---- the table: sines and cosines of sums of steps

    private static void fillTable() {
        double step = 1.0 / STEPS;
        double[] sine = series(step, 1, step);
        double[] cosine = series(1, 0, step);
        double[] sin = {0, 0};
        double[] cos = {1, 0};
        for (int i = 0; i <= LAST_STEP; i++) {
            SIN[i] = sin[0];
            SIN_REST[i] = sin[1];
            COS[i] = cos[0];
            COS_REST[i] = cos[1];
            double[] next = add(multiply(sin, cosine), multiply(cos, sine));
            double[] negative = multiply(sin, sine);
            cos = add(multiply(cos, cosine), new double[] {-negative[0], -negative[1]});
            sin = next;
        }
    }

    /** The series of sine or cosine at {@code x}: each term is the last one times x² over the next two whole numbers, negated. */
    private static double[] series(double first, int power, double x) {
        double[] term = {first, 0};
        double[] sum = {first, 0};
        double square = x * x; // exact: a power of two
        for (int i = power + 1; i < power + 16; i += 2) {
            double divisor = i * (i + 1.0);
            double high = -term[0] * square / divisor;
            double product = high * divisor;
            double lost = -term[0] * square - product - productRest(high, divisor, product) - term[1] * square;
            term = new double[] {high, lost / divisor};
            sum = add(sum, term);
        }
        return sum;
    }

    private static double[] add(double[] a, double[] b) {
        double high = a[0] + b[0];
        return normal(high, sumRest(a[0], b[0], high) + a[1] + b[1]);
    }

    private static double[] multiply(double[] a, double[] b) {
        double high = a[0] * b[0];
        return normal(high, productRest(a[0], b[0], high) + a[0] * b[1] + a[1] * b[0]);
    }

    private static double[] normal(double high, double low) {
        double sum = high + low;
        return new double[] {sum, low - (sum - high)};
    }
}

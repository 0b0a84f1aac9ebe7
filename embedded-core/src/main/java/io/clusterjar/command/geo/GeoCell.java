package io.clusterjar.command.geo;

/**
 * A cell of the grid that divides the earth, finer with each step: step {@code n} has 2ⁿ rows and 2ⁿ columns. Its bits are those
 * of its row (latitude) at even and of its column (longitude) at odd positions, so that cells near each other mostly have numbers
 * near each other.
 *
 * @param bits row and column, interleaved
 * @param step 1 to {@value #MAX_STEP}
 */
record GeoCell(long bits, int step) {
    /** The finest step: 52 bits, as many as a score holds exactly. */
    static final int MAX_STEP = 26;

    private static final long ROWS = 0x5555555555555555L;
    private static final long COLUMNS = 0xaaaaaaaaaaaaaaaaL;
    private static final double TWO_TO_63 = 0x1p63;
    private static final double TWO_TO_64 = 0x1p64;

    /** The cell of {@code place}, on the grid of the projection. */
    static GeoCell of(Place place, int step) {
        return of(place, step, Place.MAX_LATITUDE);
    }

    /** The cell of {@code place}, on a grid that reaches from {@code -maxLatitude} to {@code maxLatitude}. */
    static GeoCell of(Place place, int step, double maxLatitude) {
        double row = (place.latitude() - -maxLatitude) / (maxLatitude - -maxLatitude);
        double column = (place.longitude() - -Place.MAX_LONGITUDE) / (Place.MAX_LONGITUDE - -Place.MAX_LONGITUDE);
        long count = 1L << step;
        return new GeoCell(spread((long) (row * count)) | spread((long) (column * count)) << 1, step);
    }

    /** The bits of the finest cell that {@code score} names; any number is taken for one, as C would cast it. */
    static long bitsOf(double score) {
        if (score < TWO_TO_63) {
            return (long) score;
        }
        return score < TWO_TO_64 ? (long) (score - TWO_TO_63) ^ Long.MIN_VALUE : 0;
    }

    /** The place in the middle of the finest cell that {@code score} names. */
    static Place placeOf(double score) {
        long bits = bitsOf(score);
        return new Place(longitude(bits), latitude(bits));
    }

    /** The longitude of the middle of a finest cell. */
    static double longitude(long bits) {
        return middle(squash(bits >>> 1), Place.MAX_LONGITUDE);
    }

    /** The latitude of the middle of a finest cell. */
    static double latitude(long bits) {
        return middle(squash(bits), Place.MAX_LATITUDE);
    }

    private static double middle(long index, double max) {
        double middle = (edge(index, MAX_STEP, max) + edge(index + 1 & 0xffffffffL, MAX_STEP, max)) / 2;
        return Math.max(-max, Math.min(max, middle));
    }

    private static long spread(long value) {
        long x = value & 0xffffffffL;
        x = (x | x << 16) & 0x0000ffff0000ffffL;
        x = (x | x << 8) & 0x00ff00ff00ff00ffL;
        x = (x | x << 4) & 0x0f0f0f0f0f0f0f0fL;
        x = (x | x << 2) & 0x3333333333333333L;
        return (x | x << 1) & ROWS;
    }

    private static long squash(long interleaved) {
        long x = interleaved & ROWS;
        x = (x | x >>> 1) & 0x3333333333333333L;
        x = (x | x >>> 2) & 0x0f0f0f0f0f0f0f0fL;
        x = (x | x >>> 4) & 0x00ff00ff00ff00ffL;
        x = (x | x >>> 8) & 0x0000ffff0000ffffL;
        return (x | x >>> 16) & 0xffffffffL;
    }

    // ---- its edges, in degrees

    double south() {
        return edge(squash(bits), step, Place.MAX_LATITUDE);
    }

    double north() {
        return edge(squash(bits) + 1 & 0xffffffffL, step, Place.MAX_LATITUDE);
    }

    double west() {
        return edge(squash(bits >>> 1), step, Place.MAX_LONGITUDE);
    }

    double east() {
        return edge(squash(bits >>> 1) + 1 & 0xffffffffL, step, Place.MAX_LONGITUDE);
    }

    private static double edge(long index, int step, double max) {
        return -max + (double) index / (1L << step) * (max - -max);
    }

    // ---- scores: those of the finest cells in it

    /** The lowest score in it. */
    long firstScore() {
        return bits << 2 * (MAX_STEP - step);
    }

    /** The score behind its highest. */
    long endScore() {
        return bits + 1 << 2 * (MAX_STEP - step);
    }

    // ---- neighbours

    /** The cell {@code east} columns to the east and {@code north} rows to the north, each -1, 0 or 1; the grid is a torus. */
    GeoCell neighbor(int east, int north) {
        long columns = move(bits & COLUMNS, ROWS, COLUMNS, east);
        long rows = move(bits & ROWS, COLUMNS, ROWS, north);
        return new GeoCell(columns | rows, step);
    }

    /** Adds to every second bit, carries passing over those between, which are all set for it. */
    private long move(long own, long others, long mask, int direction) {
        int unused = Long.SIZE - 2 * step;
        long between = others >>> unused;
        long moved = own;
        if (direction > 0) {
            moved = own + between + 1;
        } else if (direction < 0) {
            moved = (own | between) - between - 1;
        }
        return direction == 0 ? own : moved & mask >>> unused;
    }
}

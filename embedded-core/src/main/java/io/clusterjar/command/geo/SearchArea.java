package io.clusterjar.command.geo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which cells of the grid a search has to look into: the one around its middle and those of the eight around it that the shape
 * may reach. Cells are as small as can be for nine to cover the shape. The order of the cells is the order of unsorted results.
 */
final class SearchArea {
    private static final double MERCATOR_MAX = 20037726.37;
    private static final int NEAR_POLE = 66;
    private static final int VERY_NEAR_POLE = 80;
    /** Columns to the east and rows to the north of each cell, in the order in which they are searched. */
    private static final int[][] AROUND = {{0, 0}, {0, 1}, {0, -1}, {1, 0}, {-1, 0}, {1, 1}, {-1, 1}, {1, -1}, {-1, -1}
    };

    private final double west;
    private final double east;
    private final double south;
    private final double north;
    private GeoCell middle;

    private SearchArea(Place center, SearchShape shape) {
        double latitude = center.latitude();
        double latitudeDelta = Sphere.degrees(shape.halfHeightMeters() / Sphere.RADIUS_METERS);
        // the parallel that is nearer to the pole is the shorter one, and so more degrees are the same distance there
        double widest = latitude < 0 ? latitude - latitudeDelta : latitude + latitudeDelta;
        double longitudeDelta = Sphere.degrees(
                shape.halfWidthMeters() / Sphere.RADIUS_METERS / Trigonometry.cos(Sphere.radians(widest)));
        west = center.longitude() - longitudeDelta;
        east = center.longitude() + longitudeDelta;
        south = latitude - latitudeDelta;
        north = latitude + latitudeDelta;
        int step = step(shape.reachMeters(), latitude);
        middle = GeoCell.of(center, step);
        if (step > 1 && !isCovered()) {
            middle = GeoCell.of(center, step - 1);
        }
    }

    /** The cells to search for {@code shape} around {@code center}, in order. */
    static List<GeoCell> cells(Place center, SearchShape shape) {
        return new SearchArea(center, shape).cells();
    }

    /** The finest step whose cells are about as large as what is searched. */
    private static int step(double reachMeters, double latitude) {
        if (reachMeters == 0) {
            return GeoCell.MAX_STEP;
        }
        int step = 1;
        for (double reach = reachMeters; reach < MERCATOR_MAX; reach *= 2) {
            step++;
        }
        step -= 2;
        if (Math.abs(latitude) > NEAR_POLE) {
            step--;
            if (Math.abs(latitude) > VERY_NEAR_POLE) {
                step--;
            }
        }
        return Math.max(1, Math.min(GeoCell.MAX_STEP, step));
    }

    private boolean isCovered() {
        return middle.neighbor(0, 1).north() >= north
                && middle.neighbor(0, -1).south() <= south
                && middle.neighbor(1, 0).east() >= east
                && middle.neighbor(-1, 0).west() <= west;
    }

    private List<GeoCell> cells() {
        List<GeoCell> cells = new ArrayList<>(AROUND.length);
        @Nullable GeoCell last = null;
        for (int[] way : AROUND) {
            GeoCell cell = middle.neighbor(way[0], way[1]);
            if (isOutOfReach(way[0], way[1]) || cell.equals(last)) {
                continue; // with few and large cells neighbours are often the same
            }
            cells.add(cell);
            last = cells.size() == 1 ? null : cell; // Redis does not compare with the middle
        }
        return cells;
    }

    private boolean isOutOfReach(int eastward, int northward) {
        return middle.step() >= 2
                && ((northward < 0 && middle.south() < south)
                        || (northward > 0 && middle.north() > north)
                        || (eastward < 0 && middle.west() < west)
                        || (eastward > 0 && middle.east() > east));
    }
}

package io.clusterjar.timeline;

/** How a node stands at one moment of a recording that is read from its beginning. */
final class LaneState {
    private boolean known;
    private boolean up;
    private boolean paused;
    private boolean master;

    void on(Event event) {
        switch (event.kind()) {
            case STARTED, RESUMED -> {
                up = true;
                paused = false;
            }
            case STOPPED, CRASHED, FAILED -> up = false;
            case PAUSED -> {
                up = true;
                paused = true;
            }
            case ROLE -> {
                up = true;
                known = true;
                master = event.a() == 1;
            }
            default -> {}
        }
    }

    /** One letter: master, replica, paused, down, unknown. */
    char letter() {
        if (paused && up) {
            return 'z';
        }
        if (!up) {
            return known ? '.' : '-';
        }
        return !known ? '-' : master ? 'M' : 'r';
    }
}

package io.clusterjar.runtime;

class LiveWorldTest extends LiveSuite {
    @Override
    int loopCount() {
        return 1;
    }
}

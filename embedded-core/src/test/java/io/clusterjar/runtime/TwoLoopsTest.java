package io.clusterjar.runtime;

class TwoLoopsTest extends LiveSuite {
    @Override
    int loopCount() {
        return 2;
    }
}

package io.clusterjar.runtime;

class TwoLoopsTcpTest extends TcpSuite {
    @Override
    World create() {
        World live = new LiveWorld(getClass().getSimpleName(), 42, 2);
        live.time().freeze();
        return live;
    }
}

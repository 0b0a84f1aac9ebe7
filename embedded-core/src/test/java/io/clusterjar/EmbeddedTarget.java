package io.clusterjar;

/** A cluster of ours, over TCP. */
final class EmbeddedTarget extends ErrorTarget {
    private final EmbeddedCluster cluster =
            EmbeddedCluster.builder().masters(3).replicasPerMaster(1).start();

    @Override
    int port(int node) {
        return cluster.node(node).port();
    }

    @Override
    String id(int node) {
        return cluster.node(node).id();
    }

    @Override
    void crash(int node) {
        cluster.node(node).crash();
    }

    @Override
    void awaitDown(int node) {
        cluster.await().fastForward().node(cluster.node(node)).isClusterDown();
    }

    @Override
    public void close() {
        super.close();
        cluster.close();
    }
}

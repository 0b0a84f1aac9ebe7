package io.clusterjar.junit5;

import io.clusterjar.simulation.Run;

/** Parameters that are Jedis' clients. Loaded only where there is one. */
final class SimulatedJedisParameters {
    private SimulatedJedisParameters() {}

    static AutoCloseable resolve(ParameterRequest request, Run run) {
        SimulatedJedis plain = SimulatedJedis.in(run.cluster());
        SimulatedJedis jedis =
                request.view().map(view -> plain.named(view.name())).orElse(plain);
        return switch (request.type().getSimpleName()) {
            case "Jedis" ->
                jedis.jedis(request.node()
                        .orElseThrow(() ->
                                request.wrong("which node? Say @Master(\"key\"), @Replica(\"key\") or @Node(index)")));
            case "JedisCluster" -> jedis.jedisCluster();
            default -> jedis.clusterClient();
        };
    }
}

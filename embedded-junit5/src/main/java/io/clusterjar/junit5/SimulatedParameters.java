package io.clusterjar.junit5;

import io.clusterjar.check.History;
import io.clusterjar.simulation.Run;
import io.clusterjar.simulation.SimulatedClient;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** Parameters of simulated tests. */
final class SimulatedParameters {
    private static final Set<Class<?>> TYPES = Set.of(Run.class, SimulatedClient.class, History.class);
    private static final String JEDIS = "redis.clients.jedis.";
    private static final Set<String> CLIENTS =
            Set.of(JEDIS + "UnifiedJedis", JEDIS + "RedisClusterClient", JEDIS + "JedisCluster", JEDIS + "Jedis");

    private SimulatedParameters() {}

    static boolean isKnown(ParameterContext parameter) {
        return TYPES.contains(parameter.getParameter().getType())
                || Handles.isHandle(parameter)
                || Clients.isClient(parameter)
                || CLIENTS.contains(parameter.getParameter().getType().getName());
    }

    static Object resolve(
            ParameterContext parameter,
            ExtensionContext context,
            Run run,
            DeploymentRequest cluster,
            List<AutoCloseable> closeables) {
        Class<?> type = parameter.getParameter().getType();
        if (type == Run.class) {
            return run;
        }
        if (type == History.class) {
            return run.history();
        }
        ParameterRequest request = new ParameterRequest(parameter, context, run.cluster(), cluster);
        if (type == SimulatedClient.class) {
            return client(request, parameter, run);
        }
        if (Handles.isHandle(parameter)) {
            return Handles.resolve(request);
        }
        if (!CLIENTS.contains(type.getName())) {
            throw request.wrong(
                    type.getName()
                            + " cannot live in virtual time: its threads and its clock are out of the seed's reach. Here a test can have"
                            + " Run, SimulatedClient, History, EmbeddedCluster, ClusterNode, Network, ClusterClock, Await, ClientView, and of Jedis"
                            + " UnifiedJedis, RedisClusterClient, JedisCluster and Jedis; other clients are for @RedisCluster, in real time");
        }
        try {
            AutoCloseable jedis = SimulatedJedisParameters.resolve(request, run);
            closeables.add(jedis);
            return jedis;
        } catch (LinkageError e) {
            throw new ParameterResolutionException(
                    "parameter " + parameter.getParameter()
                            + ": Jedis is not on the class path in a version that has what is needed: " + e,
                    e);
        }
    }

    /** Named by its view, or counted. */
    private static SimulatedClient client(ParameterRequest request, ParameterContext parameter, Run run) {
        Executable executable = parameter.getDeclaringExecutable();
        String name = request.view()
                .map(view -> view.name())
                .orElseGet(() -> "client" + number(executable, parameter.getIndex()));
        SimulatedClient client = run.client(name);
        boolean recorded =
                Arrays.stream(executable.getParameters()).anyMatch(other -> other.getType() == History.class);
        return recorded ? client.recordIn(run.history()) : client;
    }

    private static String number(Executable executable, int index) {
        Parameter[] parameters = executable.getParameters();
        int number = 1;
        for (int i = 0; i < index; i++) {
            number += parameters[i].getType() == SimulatedClient.class && !parameters[i].isAnnotationPresent(View.class)
                    ? 1
                    : 0;
        }
        return number == 1 ? "" : "-" + number;
    }
}

package io.clusterjar.junit5;

import io.clusterjar.ClientView;
import io.clusterjar.ClusterNode;
import io.clusterjar.EmbeddedCluster;
import io.clusterjar.RedisDeployment;
import java.lang.annotation.Annotation;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** A parameter to be resolved: its type and qualifiers, and the deployment that it is about. */
final class ParameterRequest {
    private final ParameterContext parameter;
    private final ExtensionContext context;
    private final RedisDeployment deployment;
    private final DeploymentRequest request;

    /** About the deployment of the context. */
    ParameterRequest(ParameterContext parameter, ExtensionContext context) {
        this.parameter = parameter;
        this.context = context;
        DeploymentHolder holder = Deployments.of(context).orElseThrow(() -> wrong(missing(context)));
        this.deployment = holder.deployment();
        this.request = holder.request();
        checkQualifiers();
    }

    /** About this deployment. */
    ParameterRequest(
            ParameterContext parameter,
            ExtensionContext context,
            RedisDeployment deployment,
            DeploymentRequest request) {
        this.parameter = parameter;
        this.context = context;
        this.deployment = deployment;
        this.request = request;
        checkQualifiers();
    }

    private static String missing(ExtensionContext context) {
        return Declarations.in(context)
                .map(declared -> "there is none here, because " + declared.request()
                        + " starts one for each test; ask for it in tests, @BeforeEach or @AfterEach")
                .orElse(
                        "neither @RedisCluster nor @RedisStandalone stands on the method, its class or the classes around it");
    }

    private void checkQualifiers() {
        List<String> names = new ArrayList<>();
        for (Class<? extends Annotation> qualifier : List.of(Master.class, Replica.class, Node.class, View.class)) {
            if (parameter.isAnnotated(qualifier)) {
                names.add("@" + qualifier.getSimpleName());
            }
        }
        if (names.size() > 1) {
            throw wrong("has " + String.join(" and ", names) + ", of which it can have one");
        }
    }

    Class<?> type() {
        return parameter.getParameter().getType();
    }

    Parameter parameter() {
        return parameter.getParameter();
    }

    ExtensionContext context() {
        return context;
    }

    RedisDeployment deployment() {
        return deployment;
    }

    boolean isCluster() {
        return deployment() instanceof EmbeddedCluster;
    }

    DeploymentRequest request() {
        return request;
    }

    /** The cluster, for a parameter that {@code what} describes. */
    EmbeddedCluster cluster(String what, String remedy) {
        if (deployment() instanceof EmbeddedCluster cluster) {
            return cluster;
        }
        throw wrong(what + " needs a cluster, but " + request() + " gives a standalone deployment; " + remedy);
    }

    /** The node that a qualifier names. */
    Optional<ClusterNode> node() {
        Optional<Master> master = parameter.findAnnotation(Master.class);
        if (master.isPresent()) {
            return Optional.of(named(() -> cluster("@Master", "ask for it with @Node(0)")
                    .masterOf(master.get().value())));
        }
        Optional<Replica> replica = parameter.findAnnotation(Replica.class);
        if (replica.isPresent()) {
            return Optional.of(named(() -> cluster("@Replica", "ask for one with @Node(1)")
                    .replicaOf(replica.get().value())));
        }
        return parameter
                .findAnnotation(Node.class)
                .map(node -> named(() -> deployment().node(node.value())));
    }

    /** The view that a qualifier names. */
    Optional<ClientView> view() {
        return parameter
                .findAnnotation(View.class)
                .map(view -> named(() -> deployment().clientView(view.value())));
    }

    private <T> T named(Supplier<T> search) {
        try {
            return search.get();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new ParameterResolutionException(text(String.valueOf(e.getMessage())), e);
        }
    }

    ParameterResolutionException wrong(String why) {
        return new ParameterResolutionException(text(why));
    }

    private String text(String why) {
        return "parameter " + parameter.getParameter() + " of "
                + parameter.getDeclaringExecutable().getName() + ": " + why;
    }
}

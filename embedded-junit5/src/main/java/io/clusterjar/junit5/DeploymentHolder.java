package io.clusterjar.junit5;

import io.clusterjar.RedisDeployment;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A running deployment in the store of the context that it belongs to; JUnit closes it with the context. It is a {@code
 * CloseableResource} for JUnits that do not close what is only {@link AutoCloseable}.
 */
@SuppressWarnings("deprecation")
final class DeploymentHolder implements ExtensionContext.Store.CloseableResource, AutoCloseable {
    private final DeploymentRequest request;
    private final RedisDeployment deployment;
    private boolean used;
    private String user = "";

    DeploymentHolder(DeploymentRequest request) {
        this.request = request;
        this.deployment = request.start();
    }

    DeploymentRequest request() {
        return request;
    }

    RedisDeployment deployment() {
        return deployment;
    }

    /** Notes that somebody outside a test has it, so that it is reset before the next test. */
    synchronized void touch() {
        used = true;
    }

    /** A test begins: it finds the deployment as it was at first, unless it is to be left as it was. */
    synchronized Use begin(String test) {
        if (!user.isEmpty()) {
            throw new ExtensionConfigurationException(request + " is used by " + user + " and by " + test
                    + " at once; take lifecycle = PER_METHOD for tests that run in parallel");
        }
        if (used && request.lifecycle() == DeploymentLifecycle.PER_CLASS) {
            deployment.reset();
        }
        used = true;
        user = test;
        return new Use();
    }

    private synchronized void end() {
        user = "";
    }

    @Override
    public void close() {
        deployment.close();
    }

    /** A test's turn, in the store of its context; over when JUnit closes it. */
    final class Use implements ExtensionContext.Store.CloseableResource, AutoCloseable {
        DeploymentHolder holder() {
            return DeploymentHolder.this;
        }

        @Override
        public void close() {
            end();
        }
    }
}

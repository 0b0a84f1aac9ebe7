package io.clusterjar.spring;

import io.clusterjar.RedisDeployment;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.util.ClassUtils;

/**
 * Starts a deployment for an application context before that is refreshed, tells the context of it, and closes it with the context.
 *
 * <p>Spring uses it as part of the key under which it keeps contexts: equal settings, same context.
 */
record DeploymentContextCustomizer(DeploymentSettings settings) implements ContextCustomizer {
    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
        MergedContextConfiguration parent = merged.getParent();
        if (parent != null && parent.getContextCustomizers().contains(this)) {
            return; // The parent context has the deployment, and its beans and properties are seen from here.
        }
        RedisDeployment deployment = settings.start();
        try {
            introduce(deployment, context);
        } catch (RuntimeException | Error e) {
            deployment.close();
            throw e;
        }
    }

    private void introduce(RedisDeployment deployment, ConfigurableApplicationContext context) {
        DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
        // What is registered first is destroyed last: clients are closed before their servers.
        beans.registerDisposableBean("embeddedRedis", deployment::close);
        beans.registerSingleton("embeddedRedis", deployment);
        beans.registerSingleton("embeddedRedisNetwork", deployment.network());
        beans.registerSingleton("embeddedRedisClock", deployment.clock());
        beans.registerSingleton("embeddedRedisAwait", deployment.await());

        String password = settings.common().clientPassword();
        int database = RedisProperties.databaseOf(context.getEnvironment());
        RedisProperties.contribute(deployment, password, database, context.getEnvironment());
        ClassLoader loader = DeploymentContextCustomizer.class.getClassLoader();
        if (ClassUtils.isPresent("org.springframework.boot.context.event.ApplicationFailedEvent", loader)) {
            StartFailure.closesOn(context, deployment);
        }
        if (ClassUtils.isPresent(
                "org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails", loader)) {
            ConnectionDetailsBean.register(beans, deployment, password, database);
        }
    }
}

package io.clusterjar.spring;

import io.clusterjar.RedisDeployment;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Closes a deployment when its application fails before its context is refreshed. Such a context is never active, so that closing it
 * destroys nothing.
 *
 * <p>Apart, because its event is Spring Boot's, which need not be there.
 */
record StartFailure(RedisDeployment deployment) implements ApplicationListener<ApplicationFailedEvent> {
    static void closesOn(ConfigurableApplicationContext context, RedisDeployment deployment) {
        context.addApplicationListener(new StartFailure(deployment));
    }

    @Override
    public void onApplicationEvent(ApplicationFailedEvent event) {
        deployment.close();
    }
}

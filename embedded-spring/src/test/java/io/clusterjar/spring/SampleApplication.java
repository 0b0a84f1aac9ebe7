package io.clusterjar.spring;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The least application: what Spring Boot makes of the class path. */
@SpringBootApplication
class SampleApplication {}

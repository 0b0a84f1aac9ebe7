package io.clusterjar.junit5;

/** How long a deployment lives, and when it begins anew. */
public enum DeploymentLifecycle {
    /**
     * One for the class, brought back to its beginning before each test: first topology, no keys, no faults, first configuration, clock at
     * the speed of real time. That takes milliseconds. What {@code @BeforeAll} does to it is gone as well when the first test begins; data
     * for every test belong into {@code @BeforeEach}.
     *
     * <p>Tests of the class run one after another.
     */
    PER_CLASS,

    /**
     * One for the class, left as each test leaves it, for tests that build on one another or on data that {@code @BeforeAll} loads.
     *
     * <p>Tests of the class run one after another.
     */
    PER_CLASS_WITHOUT_RESET,

    /** One for each test, and for each repetition of it. They start in some tens of milliseconds, and may run in parallel. */
    PER_METHOD
}

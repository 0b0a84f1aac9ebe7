package io.clusterjar.command;

/**
 * What became of a call. Handlers cannot make one: the methods of {@link Reply} and {@link Call} give it, so that a path
 * that forgets to answer does not compile.
 */
public final class Outcome {
    /** The reply is written. */
    static final Outcome REPLIED = new Outcome("REPLIED");

    private final String name;

    private Outcome(String name) {
        this.name = name;
    }

    /** For the engine, which alone knows the outcomes that are no reply. */
    public static Outcome internal(String name) {
        return new Outcome(name);
    }

    @Override
    public String toString() {
        return name;
    }
}

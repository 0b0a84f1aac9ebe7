package io.clusterjar.check;

/** What a client knows of an operation that it asked for. */
public enum Outcome {
    /** It was done, and this is its result. */
    OK,
    /** It was certainly not done: the store refused it. */
    FAIL,
    /** It may have been done, now or later, or not at all: the answer never came. */
    UNKNOWN
}

package io.clusterjar.check;

/** What an operation does to its key, as far as checkers care. */
public enum Kind {
    /** Reads a register: {@code GET}. The result is the value, or nothing. */
    READ("GET"),
    /** Writes a register: {@code SET}. The argument is the value. */
    WRITE("SET"),
    /** Removes a key: {@code DEL}. */
    DELETE("DEL"),
    /** Adds to a counter: {@code INCRBY}. The argument is a whole number; the result is the counter after it. */
    INCREMENT("INCRBY"),
    /** Reads a counter: {@code GET}. No result is zero. */
    COUNT("COUNT"),
    /** Adds a member to a set: {@code SADD}. The argument is the member. */
    ADD("SADD"),
    /** Reads a set: {@code SMEMBERS}. The result is its members, in any order. */
    MEMBERS("SMEMBERS"),
    /** Appends to a list: {@code RPUSH}. The argument is the element; the result, if recorded, is the list's new length. */
    APPEND("RPUSH"),
    /** Reads a list: {@code LRANGE 0 -1}. The result is its elements in order. */
    ELEMENTS("LRANGE");

    private final String word;

    Kind(String word) {
        this.word = word;
    }

    /** The word that a history's text shows. */
    public String word() {
        return word;
    }

    /** Whether it changes what is stored. */
    public boolean isWrite() {
        return this == WRITE || this == DELETE || this == INCREMENT || this == ADD || this == APPEND;
    }
}

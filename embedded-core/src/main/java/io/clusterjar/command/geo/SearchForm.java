package io.clusterjar.command.geo;

/** The commands that search, as they differ in their words. */
enum SearchForm {
    /** {@code GEORADIUS key longitude latitude radius unit ...}. */
    RADIUS(1, 6, true),
    /** {@code GEORADIUS_RO}. */
    RADIUS_RO(1, 6, false),
    /** {@code GEORADIUSBYMEMBER key member radius unit ...}. */
    RADIUS_BY_MEMBER(1, 5, true),
    /** {@code GEORADIUSBYMEMBER_RO}. */
    RADIUS_BY_MEMBER_RO(1, 5, false),
    /** {@code GEOSEARCH key ...}. */
    SEARCH(1, 2, false),
    /** {@code GEOSEARCHSTORE destination source ...}. */
    SEARCH_STORE(2, 3, false);

    /** The word of the key that is searched. */
    final int sourceWord;
    /** The first word of the options. */
    final int firstOption;
    /** Whether {@code STORE} and {@code STOREDIST} name the key that the result goes to. */
    final boolean mayStore;

    SearchForm(int sourceWord, int firstOption, boolean mayStore) {
        this.sourceWord = sourceWord;
        this.firstOption = firstOption;
        this.mayStore = mayStore;
    }

    boolean isSearch() {
        return this == SEARCH || this == SEARCH_STORE;
    }

    boolean isByMember() {
        return this == RADIUS_BY_MEMBER || this == RADIUS_BY_MEMBER_RO;
    }
}

package io.clusterjar.fuzz;

/** Words that every group may draw. */
final class CommonWords {
    /**
     * Pools as {@link RequestGroup} reads them. Times to live are over at once or last for the whole run: both clocks go on.
     * Nothing that is wrong is a small positive number, which would make a time to live that ends in between.
     */
    static final String POOLS = """
            key: a b c d {e}1
            value: v "" 0 1 -1 12345 9223372036854775807 -9223372036854775808 1.5 3.0e3 " 1" abcabcabc xbacbxa "a\\x00b\\xff" xxxxxxxxxxxxxxxxxxxx xxxxxxxxxxxxxxxxxxxxx yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy 00 +1 -0 "\\r\\n"
            number: 0 1 -1 2 10 -7 9223372036854775807 -9223372036854775808 9223372036854775808 1.5 0.1 -0.3 1e10 1e-5 abc "" inf -inf nan 4611686018427387904 100000 0x10 " 1" "1 "
            integer: 0 1 -1 2 3 10 -7 100 9223372036854775807 -9223372036854775808 abc
            index: 0 1 -1 2 -2 3 -3 5 -5 10 -10 100 -100
            far: 0 1 -1 2 -2 5 -5 100 -100 9223372036854775807 -9223372036854775808 9223372036854775808 abc 1.5 ""
            count: 0 1 2 3 5 10 100 -1 -2 -3 -10
            few: 1 1 2 3 5 0
            seconds: 100 1000 5000
            time: 100 1000 0 -1 abc 9223372036854775807 9223372036854775 -9223372036854775808
            at: 4102444800 4102444900 4102445000 1
            atMs: 4102444800000 4102444800001 4102444900000 4102445000000 1
            glob: * ? [ab] a* [^a] \\\\a *1 none ** *[ab]* [a-c] ""
            wrong: "" abc -1 0 -0 1.5 nan inf ( [ + - * $ 18446744073709551616 9223372036854775808 -9223372036854775809 COUNT LIMIT WITHSCORES NX XX GET "a b" EX 007
            """;

    private CommonWords() {}
}

package io.clusterjar.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "h?llo hello true",
                "h?llo hllo false",
                "h*llo hllo true",
                "h*llo heeello true",
                "h[ae]llo hallo true",
                "h[ae]llo hillo false",
                "h[^e]llo hallo true",
                "h[^e]llo hello false",
                "h[a-c]llo hbllo true",
                "h[c-a]llo hbllo true",
                "h\\*llo h*llo true",
                "h\\*llo hello false",
                "a* a true",
                "a** a true",
                "*a ba true",
                "*a*b*c xaybzc true",
                "*a*b*c xaybz false",
                "[a b false",
                "[a a true",
                "a[\\]]b a]b true",
                "abc abcd false",
                "abcd abc false",
                "a\\ a\\ true",
                "[^a-c]x dx true"
            })
    void shouldMatchAsRedisDoes(String pattern, String text, boolean expected) {
        assertThat(Glob.matches(Bytes.latin1(pattern), Bytes.latin1(text))).isEqualTo(expected);
    }

    @Test
    void shouldMatchNothingButAnEmptyPatternWhenTextIsEmpty() {
        assertThat(Glob.matches(Bytes.EMPTY, Bytes.EMPTY)).isTrue();
        assertThat(Glob.matches(Bytes.latin1("*"), Bytes.EMPTY)).isFalse();
        assertThat(Glob.matches(Bytes.latin1("**"), Bytes.EMPTY)).isFalse();
    }

    @Test
    void shouldIgnoreCaseWhenAsked() {
        assertThat(Glob.matches(Bytes.latin1("MaxMem*[A-C]"), Bytes.latin1("maxmemory-b"), true))
                .isTrue();
        assertThat(Glob.matches(Bytes.latin1("MaxMem*"), Bytes.latin1("maxmemory"), false))
                .isFalse();
    }

    @Test
    @Timeout(5)
    void shouldNotRunForEverWhenThePatternHasManyStars() {
        byte[] text = Bytes.latin1("a".repeat(30_000) + "c");
        assertThat(Glob.matches(Bytes.latin1("a*a*a*a*a*a*a*a*b"), text)).isFalse();
    }
}

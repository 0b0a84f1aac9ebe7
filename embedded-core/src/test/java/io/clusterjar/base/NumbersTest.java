package io.clusterjar.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"0", "1", "-1", "9223372036854775807", "-9223372036854775808", "1000000000000000000", "-10"})
    void shouldReadCanonicalIntegers(String text) {
        byte[] bytes = Bytes.latin1("x" + text + "9");
        assertThat(Numbers.isLong(bytes, 1, text.length())).isTrue();
        assertThat(Numbers.parseLong(bytes, 1, text.length())).isEqualTo(Long.parseLong(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "+1",
                " 1",
                "1 ",
                "01",
                "-0",
                "-01",
                "1.0",
                "9223372036854775808",
                "-9223372036854775809",
                "99999999999999999999",
                "123456789012345678901",
                "a",
                "--1"
            })
    void shouldRefuseOtherIntegers(String text) {
        byte[] bytes = Bytes.latin1(text);
        assertThat(Numbers.isLong(bytes, 0, bytes.length)).isFalse();
        assertThatThrownBy(() -> Numbers.parseLong(bytes, 0, bytes.length)).isSameAs(NotANumber.INSTANCE);
    }

    @ParameterizedTest
    @CsvSource({
        "1,1",
        "-1.5,-1.5",
        "+2,2",
        ".5,0.5",
        "5.,5",
        "1e3,1000",
        "1E-3,0.001",
        "0x10,16",
        "-0x1p4,-16",
        "0x.8,0.5",
        "inf,Infinity",
        "-INF,-Infinity",
        "+Infinity,Infinity",
        "0e999,0",
        "1.7976931348623157e308,1.7976931348623157e308"
    })
    void shouldReadDoublesAsStrtodDoes(String text, double expected) {
        byte[] bytes = Bytes.latin1(text);
        assertThat(Numbers.parseDouble(bytes, 0, bytes.length)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " 1", "1 ", "nan", "NaN", "1f", "1d", "abc", "1e", "1e+", "0x", ".", "-", "+", "1e400", "1e-400",
                "infi", "1..2", "0x1p", "--1", "1,5"
            })
    void shouldRefuseWhatIsNoDouble(String text) {
        byte[] bytes = Bytes.latin1(text);
        assertThatThrownBy(() -> Numbers.parseDouble(bytes, 0, bytes.length)).isSameAs(NotANumber.INSTANCE);
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "-0.0,-0",
        "1,1",
        "-1,-1",
        "1.5,1.5",
        "0.1,0.1",
        "3.14,3.14",
        "1e-5,0.00001",
        "1e-6,0.000001",
        "1e-7,1e-7",
        "1.5e-7,1.5e-7",
        "4503599627370497,4503599627370497",
        "9007199254740993,9007199254740992",
        "1e17,1e+17",
        "1e20,1e+20",
        "1e21,1e+21",
        "1.5e300,1.5e+300",
        "1e100,1e+100",
        "2e-3,0.002",
        "1e23,1e+23",
        "Infinity,inf",
        "-Infinity,-inf",
        "NaN,nan",
        "4.9e-324,5e-324",
        "0.30000000000000004,0.30000000000000004",
        "2.2250738585072014E-308,2.2250738585072014e-308",
        "123456.789e3,123456789",
        "1234567890.123,1234567890.123"
    })
    void shouldPrintDoublesInFewestDigits(double value, String expected) {
        assertThat(Numbers.formatDouble(value)).isEqualTo(expected);
    }

    @Test
    void shouldReadBackWhatItPrints() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isNaN(value)) {
                continue;
            }
            String text = Numbers.formatDouble(value);
            assertThat(Numbers.parseDouble(Bytes.latin1(text), 0, text.length()))
                    .as(text)
                    .isEqualTo(value);
            assertThat(significantDigits(text)).as(text).isEqualTo(fewestDigits(value));
        }
    }

    private static int significantDigits(String text) {
        return new BigDecimal(text).stripTrailingZeros().precision();
    }

    private static int fewestDigits(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < 17; digits++) {
            for (RoundingMode mode : new RoundingMode[] {RoundingMode.FLOOR, RoundingMode.CEILING}) {
                if (exact.round(new MathContext(digits, mode)).doubleValue() == value) {
                    return digits;
                }
            }
        }
        return 17;
    }

    @ParameterizedTest
    @CsvSource({
        "0.1,0.2,0.3",
        "10.5,0.1,10.6",
        "5.0e3,200,5200",
        "3,-3,0",
        "-0,0,0",
        "1e17,0.5,100000000000000000.5",
        "9223372036854775807,1,9223372036854775808",
        "0,1e-18,0",
        "1,1e-17,1.00000000000000001",
        "123456789.123456789,0,123456789.12345678899873747",
        "9223372036854775807,0.5,9223372036854775807.5"
    })
    void shouldAddAsLongDoublesDo(String first, String second, String sum) {
        assertThat(longDouble(first).plus(longDouble(second))).hasToString(sum);
    }

    @Test
    void shouldKnowInfiniteLongDoubles() {
        assertThat(longDouble("-inf").isFinite()).isFalse();
        assertThat(longDouble("1").plus(longDouble("inf")).isFinite()).isFalse();
        assertThatThrownBy(() -> longDouble("nan")).isSameAs(NotANumber.INSTANCE);
        assertThatThrownBy(() -> longDouble("1e5000")).isSameAs(NotANumber.INSTANCE);
        assertThatThrownBy(() -> longDouble("1e99999999999")).isSameAs(NotANumber.INSTANCE);
    }

    private static LongDouble longDouble(String text) {
        return LongDouble.parse(Bytes.latin1(text), 0, text.length());
    }

    @Test
    void shouldReadShortDecimalsToTheNearestDouble() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
            int digits = 1 + random.nextInt(18);
            int point = random.nextInt(2 * digits);
            for (int n = 0; n < digits; n++) {
                text.append((char) ('0' + random.nextInt(10))).append(n == point && n < digits - 1 ? "." : "");
            }
            byte[] bytes = Bytes.latin1("x" + text + "y");
            assertThat(Double.doubleToRawLongBits(Numbers.parseDouble(bytes, 1, bytes.length - 2)))
                    .as("%s", text)
                    .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text.toString())));
        }
    }
}

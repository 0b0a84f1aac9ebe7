package io.clusterjar.command.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Sines and their like, against series with sixty digits: rounded right but for one in thousands. */
class TrigonometryTest {
    private static final MathContext DIGITS = new MathContext(60);
    private static final int SAMPLES = 2_000;

    private static BigDecimal series(double x, int power) {
        BigDecimal square = new BigDecimal(x).pow(2);
        BigDecimal term = power == 1 ? new BigDecimal(x) : BigDecimal.ONE;
        BigDecimal sum = term;
        for (int i = power + 1; i < 70; i += 2) {
            term = term.multiply(square).negate().divide(new BigDecimal((long) i * (i + 1)), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        return sum;
    }

    private static double sin(double x) {
        return series(x, 1).doubleValue();
    }

    private static double cos(double x) {
        return series(x, 0).doubleValue();
    }

    /** Newton's way from what is nearly right. */
    private static double asin(double y) {
        double near = StrictMath.asin(y);
        BigDecimal off = new BigDecimal(y).subtract(series(near, 1));
        return new BigDecimal(near).add(off.divide(series(near, 0), DIGITS)).doubleValue();
    }

    private static int wrong(DoubleUnaryOperator ours, DoubleUnaryOperator exact, double from, double to) {
        SplittableRandom random = new SplittableRandom(1);
        int wrong = 0;
        for (int i = 0; i < SAMPLES; i++) {
            double x = from + random.nextDouble() * (to - from);
            double expected = exact.applyAsDouble(x);
            double actual = ours.applyAsDouble(x);
            assertThat(actual).as("x=%s", x).isBetween(Math.nextDown(expected), Math.nextUp(expected));
            wrong += actual == expected ? 0 : 1;
        }
        return wrong;
    }

    @Test
    void shouldRoundSinesRight() {
        assertThat(wrong(Trigonometry::sin, TrigonometryTest::sin, -3.2, 3.2)).isLessThanOrEqualTo(1);
        assertThat(wrong(Trigonometry::sin, TrigonometryTest::sin, -0.01, 0.01)).isLessThanOrEqualTo(1);
        assertThat(wrong(Trigonometry::sin, TrigonometryTest::sin, -1e-9, 1e-9)).isLessThanOrEqualTo(1);
        assertThat(wrong(Trigonometry::sin, TrigonometryTest::sin, 3.14159, 3.141593))
                .isLessThanOrEqualTo(1);
    }

    @Test
    void shouldRoundCosinesRight() {
        assertThat(wrong(Trigonometry::cos, TrigonometryTest::cos, -7, 7)).isLessThanOrEqualTo(1);
        assertThat(wrong(Trigonometry::cos, TrigonometryTest::cos, -0.01, 0.01)).isLessThanOrEqualTo(1);
        assertThat(wrong(Trigonometry::cos, TrigonometryTest::cos, 1.5707, 1.5709))
                .isLessThanOrEqualTo(1);
    }

    @Test
    void shouldRoundArcsinesRight() {
        assertThat(wrong(Trigonometry::asin, TrigonometryTest::asin, 0, 1)).isLessThanOrEqualTo(1);
        assertThat(wrong(Trigonometry::asin, TrigonometryTest::asin, 0, 1e-4)).isLessThanOrEqualTo(1);
        assertThat(wrong(Trigonometry::asin, TrigonometryTest::asin, 0.999, 1)).isLessThanOrEqualTo(1);
    }

    @Test
    void shouldBeRightAtTheEnds() {
        assertThat(Trigonometry.sin(0)).isZero();
        assertThat(Trigonometry.cos(0)).isEqualTo(1);
        assertThat(Trigonometry.asin(0)).isZero();
        assertThat(Trigonometry.asin(1)).isEqualTo(Math.PI / 2);
        assertThat(Trigonometry.sin(Math.PI)).isEqualTo(1.2246467991473532e-16);
        assertThat(Trigonometry.cos(Math.PI / 2)).isEqualTo(6.123233995736766e-17);
        assertThat(Trigonometry.sin(Math.PI / 2)).isEqualTo(1);
        assertThat(Trigonometry.asin(1.1)).isNaN();
        assertThat(Trigonometry.cos(Double.POSITIVE_INFINITY)).isNaN();
        assertThat(Trigonometry.cos(1e300)).isEqualTo(StrictMath.cos(1e300));
    }
}

package io.clusterjar.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clusterjar.base.Bytes;
import io.clusterjar.base.NotANumber;
import org.junit.jupiter.api.Test;

class StringValueTest {
    @Test
    void shouldKeepAnIntegerWhenBytesShowOneInCanonicalForm() {
        for (String text : new String[] {"0", "7", "-7", "10", "9223372036854775807", "-9223372036854775808"}) {
            StringValue value = value(text);
            assertThat(value.encoding()).as(text).isEqualTo("int");
            assertThat(value.integer()).isEqualTo(Long.parseLong(text));
            assertThat(Bytes.text(value.toBytes())).isEqualTo(text);
        }
    }

    @Test
    void shouldKeepAStringWhenBytesOnlyResembleAnInteger() {
        for (String text : new String[] {"", "-", "00", "01", "-0", "+1", " 1", "1 ", "1.0", "9223372036854775808"}) {
            StringValue value = value(text);
            assertThat(value.encoding()).as(text).isEqualTo("embstr");
            assertThat(Bytes.text(value.toBytes())).isEqualTo(text);
        }
        assertThatThrownBy(() -> value("9223372036854775808").parseInteger()).isInstanceOf(NotANumber.class);
        assertThatThrownBy(() -> value("").parseInteger()).isInstanceOf(NotANumber.class);
    }

    @Test
    void shouldTellTheLengthOfEveryIntegerWithoutWritingIt() {
        long power = 1;
        for (int digits = 1; digits <= 19; digits++, power *= 10) {
            for (long number : new long[] {power - 1, power, power + 1, -power, 1 - power, -power - 1}) {
                assertThat(StringValue.of(number).lengthBytes())
                        .as("number=%d", number)
                        .isEqualTo(Long.toString(number).length());
            }
        }
        assertThat(StringValue.of(Long.MAX_VALUE).lengthBytes()).isEqualTo(19);
        assertThat(StringValue.of(Long.MIN_VALUE).lengthBytes()).isEqualTo(20);
    }

    @Test
    void shouldBeRawWhenLongerThanRedisEmbeds() {
        assertThat(value("x".repeat(44)).encoding()).isEqualTo("embstr");
        assertThat(value("x".repeat(45)).encoding()).isEqualTo("raw");
    }

    @Test
    void shouldGrowInPlaceWhenAppendedTo() {
        StringValue value = value("12");
        for (int i = 0; i < 1000; i++) {
            value.append(Bytes.latin1("ab"), 0, 2);
        }
        assertThat(value.encoding()).isEqualTo("raw");
        assertThat(value.lengthBytes()).isEqualTo(2002);
        assertThat(Bytes.text(value.toBytes())).isEqualTo("12" + "ab".repeat(1000));
    }

    @Test
    void shouldFillTheGapWithZerosWhenWrittenBehindItsEnd() {
        StringValue value = value("abc");
        value.append(Bytes.latin1("def"), 0, 3);
        value.overwrite(8, Bytes.latin1("XY"), 0, 2);
        value.overwrite(0, Bytes.latin1("Z"), 0, 1);
        assertThat(Bytes.text(value.toBytes())).isEqualTo("Zbcdef\0\0XY");
    }

    @Test
    void shouldMoveWhatFollowsWhenAPartIsReplaced() {
        StringValue value = value("abcdef");
        value.splice(1, 2, Bytes.latin1("12345"), 1, 3);
        assertThat(Bytes.text(value.toBytes())).isEqualTo("a234def");
        value.splice(0, 4, Bytes.EMPTY, 0, 0);
        assertThat(value.encoding()).isEqualTo("raw");
        value.overwrite(5, Bytes.latin1("X"), 0, 1);
        assertThat(Bytes.text(value.toBytes())).isEqualTo("def\0\0X");
    }

    @Test
    void shouldShareNothingWhenCopied() {
        StringValue value = value("x".repeat(50));
        StringValue copy = value.copy();
        value.overwrite(0, Bytes.latin1("y"), 0, 1);
        copy.append(Bytes.latin1("z"), 0, 1);
        assertThat(Bytes.text(copy.toBytes())).isEqualTo("x".repeat(50) + "z");
        assertThat(Bytes.text(value.toBytes())).isEqualTo("y" + "x".repeat(49));
    }

    @Test
    void shouldForgetItsBytesWhenItBecomesAnInteger() {
        StringValue value = value("1");
        value.append(Bytes.latin1("1"), 0, 1);
        value.set(12);
        assertThat(value.encoding()).isEqualTo("int");
        assertThat(Bytes.text(value.toBytes())).isEqualTo("12");
        value.append(Bytes.latin1("3"), 0, 1);
        assertThat(Bytes.text(value.toBytes())).isEqualTo("123");
    }

    private static StringValue value(String text) {
        return StringValue.of(Bytes.latin1(text));
    }
}

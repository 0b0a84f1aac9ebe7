package io.clusterjar.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.base.Bytes;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A set against {@code java.util}, and the points at which Redis 7.2 changes its encoding. */
class SetValueTest {
    private static boolean add(SetValue set, String member) {
        byte[] bytes = Bytes.latin1(member);
        return set.add(bytes, 0, bytes.length, EncodingLimits.DEFAULT);
    }

    private static Set<String> members(SetValue set) {
        Set<String> all = new TreeSet<>();
        set.forEachWhile(member -> {
            assertThat(all.add(Bytes.text(member))).isTrue();
            return true;
        });
        return all;
    }

    @Test
    void shouldStayIntsetWhenAllMembersAreIntegers() {
        SetValue set = new SetValue();
        for (int i = 0; i < 512; i++) {
            add(set, "" + i);
        }
        assertThat(set.encoding()).isEqualTo("intset");
        add(set, "512");
        assertThat(set.encoding()).isEqualTo("hashtable");
        assertThat(members(set)).hasSize(513);
    }

    @Test
    void shouldBecomeListpackWhenFewIntegersMeetAString() {
        SetValue set = new SetValue();
        add(set, "5");
        add(set, "x");
        assertThat(set.encoding()).isEqualTo("listpack");
        for (int i = 0; i < 126; i++) {
            add(set, "m" + i);
        }
        assertThat(set.encoding()).isEqualTo("listpack");
        add(set, "one more");
        assertThat(set.encoding()).isEqualTo("hashtable");
        assertThat(members(set)).hasSize(129).contains("5", "x", "one more");
    }

    @Test
    void shouldBecomeTableWhenMemberIsLongOrIntegersAreMany() {
        SetValue longMember = new SetValue();
        add(longMember, "x".repeat(65));
        assertThat(longMember.encoding()).isEqualTo("hashtable");
        SetValue many = new SetValue();
        for (int i = 0; i < 128; i++) {
            add(many, "" + i);
        }
        add(many, "x");
        assertThat(many.encoding()).isEqualTo("hashtable");
    }

    @Test
    void shouldSuitItsFirstMemberAndExpectedSizeWhenNew() {
        assertThat(suiting("1", 512)).isEqualTo("intset");
        assertThat(suiting("1", 513)).isEqualTo("hashtable");
        assertThat(suiting("x", 128)).isEqualTo("listpack");
        assertThat(suiting("x", 129)).isEqualTo("hashtable");
    }

    private static String suiting(String member, int count) {
        byte[] bytes = Bytes.latin1(member);
        return SetValue.suiting(bytes, 0, bytes.length, count, EncodingLimits.DEFAULT)
                .encoding();
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 200, 2000})
    void shouldHoldWhatATreeSetHoldsWhenChangedAtRandom(int range) {
        SplittableRandom random = new SplittableRandom(range);
        SetValue set = new SetValue();
        Set<String> model = new TreeSet<>();
        for (int i = 0; i < 6000; i++) {
            String member = (i > 1000 && random.nextInt(3) == 0 ? "m" : "") + random.nextInt(range);
            byte[] bytes = Bytes.latin1(member);
            if (random.nextInt(3) > 0) {
                assertThat(add(set, member)).isEqualTo(model.add(member));
            } else {
                assertThat(set.remove(bytes, 0, bytes.length)).isEqualTo(model.remove(member));
            }
            assertThat(set.contains(bytes, 0, bytes.length)).isEqualTo(model.contains(member));
            assertThat(set.size()).isEqualTo(model.size());
        }
        assertThat(members(set)).isEqualTo(model);
        assertThat(members(set.copy())).isEqualTo(model);
    }
}

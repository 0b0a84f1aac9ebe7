package io.clusterjar.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.base.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A list against {@code java.util}, and the points at which Redis 7.2 changes its encoding. */
class ListValueTest {
    private static void push(ListValue list, boolean atHead, String element) {
        byte[] bytes = Bytes.latin1(element);
        list.willGrow(bytes.length, 1, -2);
        list.push(atHead, bytes, 0, bytes.length);
    }

    private static List<String> elements(ListValue list) {
        List<String> all = new ArrayList<>();
        list.forEachWhile(element -> all.add(Bytes.text(element)));
        return all;
    }

    @Test
    void shouldBecomeQuicklistWhenListpackWouldPassItsLimit() {
        ListValue list = new ListValue(-2);
        push(list, false, "x".repeat(4000));
        push(list, false, "x".repeat(4000));
        assertThat(list.encoding()).isEqualTo("listpack");
        push(list, false, "x".repeat(400));
        assertThat(list.encoding()).isEqualTo("quicklist");
    }

    @Test
    void shouldGiveElementBackWhenItIsLargerThanANode() {
        ListValue list = new ListValue(-2);
        for (boolean atHead : new boolean[] {true, false}) {
            push(list, false, "x".repeat(9000));
            push(list, false, "y".repeat(9000));
            assertThat(list.nodes()).hasSize(2);
            assertThat(list.pop(atHead)).hasSize(9000);
            assertThat(list.pop(atHead)).hasSize(9000);
            assertThat(list.pop(atHead)).isNull();
        }
    }

    @Test
    void shouldBecomeListpackWhenOneNodeOfHalfTheLimitIsLeft() {
        ListValue list = new ListValue(4);
        for (int i = 0; i < 5; i++) {
            byte[] bytes = Bytes.decimal(i);
            list.willGrow(1, 1, 4);
            list.push(false, bytes, 0, 1);
        }
        assertThat(list.encoding()).isEqualTo("quicklist");
        list.pop(false);
        list.hasShrunk();
        list.pop(false);
        list.hasShrunk();
        assertThat(list.encoding()).isEqualTo("quicklist");
        list.pop(false);
        list.hasShrunk();
        assertThat(list.encoding()).isEqualTo("listpack");
        assertThat(elements(list)).containsExactly("0", "1");
    }

    @Test
    void shouldSplitNodeWhenInsertedInItsMiddle() {
        ListValue list = new ListValue(3);
        for (String element : List.of("a", "b", "c", "d", "e", "f")) {
            list.willGrow(1, 1, 3);
            list.push(false, Bytes.latin1(element), 0, 1);
        }
        list.cursor(1, false).insert(true, Bytes.latin1("x"), 0, 1);
        assertThat(elements(list)).containsExactly("a", "b", "x", "c", "d", "e", "f");
        assertThat(list.nodes()).allMatch(node -> node.count() <= 3);
    }

    @Test
    void shouldBeTheSameWhenMadeOfItsNodes() {
        ListValue list = new ListValue(3);
        for (int i = 0; i < 100; i++) {
            list.willGrow(2, 1, 3);
            list.push(i % 2 == 0, Bytes.decimal(i), 0, Bytes.decimal(i).length);
        }
        ListValue again = ListValue.of(list.copy().nodes(), 3);
        assertThat(elements(again)).isEqualTo(elements(list));
        assertThat(again.encoding()).isEqualTo("quicklist");
    }

    @ParameterizedTest
    @CsvSource({"3, 1", "1, 2", "-1, 3", "5, 4", "-2, 5"})
    void shouldHoldWhatAnArrayListHoldsWhenChangedAtRandom(int limit, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ListValue list = new ListValue(limit);
        List<String> model = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            change(random, list, model, limit);
            if (i % 20 == 0) {
                assertThat(elements(list)).as("seed=%d step=%d", seed, i).isEqualTo(model);
                assertThat(list.nodes()).as("seed=%d step=%d", seed, i).noneMatch(n -> n.isEmpty() && list.size() > 0);
            }
            assertThat(list.size()).isEqualTo(model.size());
        }
    }

    private static void change(SplittableRandom random, ListValue list, List<String> model, int limit) {
        String element = random.nextInt(5) == 0 ? "y".repeat(random.nextInt(2000)) : "" + random.nextInt(100);
        byte[] bytes = Bytes.latin1(element);
        int index = model.isEmpty() ? 0 : random.nextInt(model.size());
        switch (random.nextInt(8)) {
            case 0, 1 -> {
                boolean atHead = random.nextBoolean();
                list.willGrow(bytes.length, 1, limit);
                list.push(atHead, bytes, 0, bytes.length);
                model.add(atHead ? 0 : model.size(), element);
            }
            case 2, 3 -> {
                if (!model.isEmpty()) {
                    boolean after = random.nextBoolean();
                    list.willGrow(bytes.length, 1, limit);
                    list.cursor(index, false).insert(after, bytes, 0, bytes.length);
                    model.add(after ? index + 1 : index, element);
                }
            }
            case 4 -> {
                boolean atHead = random.nextBoolean();
                byte[] popped = list.pop(atHead);
                String expected = model.isEmpty() ? null : model.remove(atHead ? 0 : model.size() - 1);
                assertThat(popped == null ? null : Bytes.text(popped)).isEqualTo(expected);
                list.hasShrunk();
            }
            case 5 -> {
                if (!model.isEmpty()) {
                    assertThat(list.set(index - model.size(), bytes, 0, bytes.length))
                            .isTrue();
                    model.set(index, element);
                }
            }
            case 6 -> {
                int count = Math.min(random.nextInt(4), model.size() - index);
                list.removeRange(index, count);
                model.subList(index, index + count).clear();
                list.hasShrunk();
            }
            default -> removeEqual(random, list, model);
        }
    }

    private static void removeEqual(SplittableRandom random, ListValue list, List<String> model) {
        boolean reverse = random.nextBoolean();
        byte[] bytes = Bytes.decimal(random.nextInt(100));
        String element = Bytes.text(bytes);
        ListValue.Cursor at = list.cursor(reverse ? -1 : 0, reverse);
        while (at.hasElement()) {
            if (at.matches(bytes, 0, bytes.length)) {
                at.remove();
            } else {
                at.advance();
            }
        }
        model.removeIf(element::equals);
    }
}

package io.clusterjar.fuzz;

import io.clusterjar.base.Bytes;
import io.clusterjar.testing.RespText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** Random requests of one group of commands: templates, the words for their gaps, and now and then a word that is wrong. */
final class RequestGroup {
    private static final int SPOILED_ONE_IN = 25;
    private static final int FEW = 8;
    private static final int CONSUMER_WORD = 4;
    /** What is left of these when a word is wrong may be a request whose answer is up to chance, or never comes. */
    private static final Set<String> NEVER_SPOILED = Set.of(
            "HRANDFIELD",
            "SRANDMEMBER",
            "ZRANDMEMBER",
            "SPOP",
            "RANDOMKEY",
            "SCAN",
            "HSCAN",
            "SSCAN",
            "ZSCAN",
            "LOLWUT",
            "BLPOP",
            "BLMOVE",
            "BZPOPMIN");
    /** Another name in these might make a consumer, about which 7.0 and 7.2 differ. */
    private static final Set<String> OF_CONSUMERS = Set.of("XREADGROUP", "XCLAIM", "XAUTOCLAIM", "XGROUP");

    private final String name;
    private final Map<String, byte[][]> pools = new HashMap<>();
    private final List<Template> templates = new ArrayList<>();
    private final List<Template> byWeight = new ArrayList<>();
    private final byte[][] wrongWords;

    /**
     * A group of requests.
     *
     * @param pools a line each: the pool's name, a colon, its words in the quoting of {@code redis-cli}; {@code <x*99>} is a
     *     word of 99 times x, {@code <x:99>} are the words x0 to x98, {@code <1~2:99>} are as many numbers between
     * @param templates a line each
     */
    RequestGroup(String name, String pools, String templates) {
        this.name = name;
        (CommonWords.POOLS + pools).lines().filter(line -> !line.isBlank()).forEach(line -> {
            int colon = line.indexOf(':');
            this.pools.put(
                    line.substring(0, colon).strip(),
                    words(line.substring(colon + 1).strip()));
        });
        wrongWords = this.pools.get("wrong");
        templates
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> {
                    Template template = new Template(line, this.pools);
                    this.templates.add(template);
                    for (int i = 0; i < template.weight; i++) {
                        byWeight.add(template);
                    }
                });
    }

    private RequestGroup(String name, List<RequestGroup> groups, Predicate<String> wanted) {
        this.name = name;
        wrongWords = groups.get(0).wrongWords;
        for (RequestGroup group : groups) {
            group.templates.stream().filter(one -> wanted.test(one.line)).forEach(templates::add);
            group.byWeight.stream().filter(one -> wanted.test(one.line)).forEach(byWeight::add);
        }
    }

    /** The requests of several groups, on the same keys, whose lines are {@code wanted}. */
    static RequestGroup mixed(String name, List<RequestGroup> groups, Predicate<String> wanted) {
        return new RequestGroup(name, groups, wanted);
    }

    private static List<byte[]> decimals(String[] range) {
        double low = Double.parseDouble(range[0]);
        double high = Double.parseDouble(range[1]);
        SplittableRandom random = new SplittableRandom(range.length);
        List<byte[]> numbers = new ArrayList<>();
        for (int i = Integer.parseInt(range[2]); i > 0; i--) {
            numbers.add(Bytes.latin1(Double.toString(low + random.nextDouble() * (high - low))));
        }
        return numbers;
    }

    private static byte[][] words(String line) {
        List<byte[]> words = new ArrayList<>();
        for (byte[] word : RespText.words(line)) {
            String text = Bytes.text(word);
            if (!text.matches("<.+[*:][0-9]+>")) {
                words.add(word);
                continue;
            }
            if (text.indexOf('~') > 0) {
                words.addAll(decimals(text.substring(1, text.length() - 1).split("[~:]")));
                continue;
            }
            int mark = Math.max(text.lastIndexOf('*'), text.lastIndexOf(':'));
            String base = text.substring(1, mark);
            int count = Integer.parseInt(text.substring(mark + 1, text.length() - 1));
            if (text.charAt(mark) == '*') {
                words.add(Bytes.latin1(base.repeat(count)));
            } else {
                for (int i = 0; i < count; i++) {
                    words.add(Bytes.latin1(base + i));
                }
            }
        }
        return words.toArray(byte[][]::new);
    }

    String name() {
        return name;
    }

    /** Whether others than client 0 take part. */
    boolean hasSeveralClients() {
        return templates.stream().anyMatch(Template::hasSeveralClients);
    }

    /** The commands that its templates need. */
    Set<String> commands() {
        Set<String> names = new LinkedHashSet<>();
        templates.forEach(template -> names.addAll(template.commands()));
        return names;
    }

    /** Leaves out the templates that need a command which is not {@code known}. */
    void keepOnly(Predicate<String> known) {
        byWeight.removeIf(template -> !template.commands().stream().allMatch(known));
    }

    /** The steps of one episode: at least {@code count}. */
    List<Step> episode(SplittableRandom random, int count) {
        List<Step> steps = new ArrayList<>(count + FEW);
        while (steps.size() < count) {
            int from = steps.size();
            byWeight.get(random.nextInt(byWeight.size())).draw(random, steps);
            if (steps.size() == from + 1 && random.nextInt(SPOILED_ONE_IN) == 0) {
                Step step = steps.get(from);
                if (step.client() == 0 && !step.isGathering() && !NEVER_SPOILED.contains(command(step))) {
                    int first = OF_CONSUMERS.contains(command(step)) ? CONSUMER_WORD + 1 : 1;
                    steps.set(from, new Step(0, spoiled(step.words(), first, random), step.check()));
                }
            }
        }
        return steps;
    }

    private static String command(Step step) {
        return Bytes.text(step.words()[0]);
    }

    /** The words with one of them from {@code first} on gone, doubled, replaced by a wrong one, or after a wrong one. */
    private byte[][] spoiled(byte[][] words, int first, SplittableRandom random) {
        List<byte[]> changed = new ArrayList<>(List.of(words));
        boolean noneLeft = words.length <= first;
        int at = noneLeft ? words.length : first + random.nextInt(words.length - first);
        byte[] wrong = wrongWords[random.nextInt(wrongWords.length)];
        switch (noneLeft ? 3 : random.nextInt(5)) {
            case 0 -> changed.remove(at);
            case 1 -> changed.add(at, words[at]);
            case 2 -> changed.set(at, wrong);
            case 3 -> changed.add(at, wrong);
            default -> changed.remove(words.length - 1);
        }
        boolean byClock = Bytes.text(words[0]).equals("XADD")
                && changed.stream().anyMatch(word -> Bytes.text(word).equals("*"));
        return byClock ? words : changed.toArray(byte[][]::new);
    }
}

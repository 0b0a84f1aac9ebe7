package io.clusterjar.fuzz;

import io.clusterjar.base.Bytes;
import io.clusterjar.testing.RespText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A request with gaps, or several that belong together:
 *
 * <pre>
 *   x5 SET $key $value ( NX | XX )? ( EX $seconds )?
 *   ~ SMEMBERS %key ; ! SRANDMEMBER %key $count
 * </pre>
 *
 * <p>{@code x5} makes it five times as likely. {@code $name} is a word drawn from the pool of that name, {@code %name} is
 * drawn once for the whole line. Parentheses with {@code |} hold alternatives; {@code ?} after them means once or not at
 * all, {@code +} once or more, {@code ++} often. A mark before a request says how replies are compared, see {@link Check#of}; {@code 2:}
 * before it says that client 2 sends it, and {@code 2:} alone asks that client for what it got. Other words are
 * literal, in the quoting of {@code redis-cli}.
 */
final class Template {
    private static final int FEW = 4;
    private static final int MANY = 24;
    private static final int VERY_MANY = 120;
    private static final int MANY_ONE_IN = 16;

    /** Adds words. */
    private interface Part {
        void add(List<byte[]> words, SplittableRandom random, Map<String, byte[]> drawn);
    }

    private record Request(int client, Check check, List<Part> parts) {}

    final String line;
    final int weight;
    private final List<Request> requests = new ArrayList<>();
    private final Map<String, byte[][]> pools;
    private String[] tokens = {};
    private int at;

    Template(String text, Map<String, byte[][]> pools) {
        this.pools = pools;
        line = text;
        boolean weighted = text.matches("x[0-9]+ .*");
        weight = weighted ? Integer.parseInt(text.substring(1, text.indexOf(' '))) : 1;
        String body = weighted ? text.substring(text.indexOf(' ') + 1) : text;
        for (String request : body.split(" ; ")) {
            tokens = request.trim().split(" +");
            at = 0;
            int client = tokens[0].matches("[0-9]:") ? tokens[at++].charAt(0) - '0' : 0;
            boolean marked =
                    at < tokens.length && tokens[at].length() == 1 && Check.of(tokens[at].charAt(0)) != Check.EXACT;
            Check check = marked ? Check.of(tokens[at++].charAt(0)) : Check.EXACT;
            requests.add(new Request(client, check, sequence()));
        }
    }

    /** Whether others than client 0 take part. */
    boolean hasSeveralClients() {
        return requests.stream().anyMatch(request -> request.client > 0);
    }

    /** The commands that it needs. */
    List<String> commands() {
        List<String> names = new ArrayList<>();
        for (Request request : requests) {
            if (!request.parts.isEmpty()) {
                List<byte[]> words = new ArrayList<>();
                request.parts.get(0).add(words, new SplittableRandom(1), new HashMap<>());
                names.add(Bytes.text(words.get(0)));
            }
        }
        return names;
    }

    /** Adds the steps of one drawing. */
    void draw(SplittableRandom random, List<Step> steps) {
        Map<String, byte[]> drawn = new HashMap<>();
        for (Request request : requests) {
            List<byte[]> words = new ArrayList<>();
            request.parts.forEach(part -> part.add(words, random, drawn));
            steps.add(new Step(request.client, words.toArray(byte[][]::new), request.check));
        }
    }

    private List<Part> sequence() {
        List<Part> parts = new ArrayList<>();
        while (at < tokens.length && !tokens[at].equals("|") && !tokens[at].matches("\\)(|[?]|[+]+)")) {
            parts.add(part(tokens[at++]));
        }
        return parts;
    }

    private Part part(String token) {
        if (token.equals("(")) {
            return choice();
        }
        if (token.startsWith("$") && token.length() > 1) {
            byte[][] pool = pool(token.substring(1));
            return (words, random, drawn) -> words.add(pool[random.nextInt(pool.length)]);
        }
        if (token.startsWith("%") && token.length() > 1) {
            String name = token.substring(1);
            byte[][] pool = pool(name.replaceAll("[0-9]$", ""));
            return (words, random, drawn) ->
                    words.add(drawn.computeIfAbsent(name, any -> pool[random.nextInt(pool.length)]));
        }
        byte[] literal = RespText.words(token)[0];
        return (words, random, drawn) -> words.add(literal);
    }

    private byte[][] pool(String name) {
        byte[][] pool = pools.get(name);
        if (pool == null) {
            throw new IllegalArgumentException("no pool " + name + " for " + line);
        }
        return pool;
    }

    private Part choice() {
        List<List<Part>> choices = new ArrayList<>();
        choices.add(sequence());
        while (tokens[at].equals("|")) {
            at++;
            choices.add(sequence());
        }
        String end = tokens[at++];
        return (words, random, drawn) -> {
            int times =
                    switch (end) {
                        case ")?" -> random.nextInt(2);
                        case ")++" -> 1 + random.nextInt(VERY_MANY);
                        case ")+" -> 1 + random.nextInt(random.nextInt(MANY_ONE_IN) == 0 ? MANY : FEW);
                        default -> 1;
                    };
            for (int i = 0; i < times; i++) {
                choices.get(random.nextInt(choices.size())).forEach(part -> part.add(words, random, drawn));
            }
        };
    }
}

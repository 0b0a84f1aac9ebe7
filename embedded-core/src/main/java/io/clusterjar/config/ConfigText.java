package io.clusterjar.config;

import io.clusterjar.base.NotANumber;
import io.clusterjar.base.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads and prints the values of parameters as Redis does, with its errors for what it does not take. */
final class ConfigText {
    private static final String EVENT_LETTERS = "KEg$lshzxetm?dn";
    /** What {@code A} stands for: g$lshzxetd. */
    private static final int ALL_EVENTS = 0x27FC;

    private static final String[] SHUTDOWN_WORDS = {"default", "save", "nosave", "now", "force"};

    private ConfigText() {}

    /** The number of a numeric parameter. */
    static long number(ConfigKey key, String text) {
        return switch (key.kind()) {
            case BOOL -> bool(text);
            case ENUM -> choice(key.choices(), text);
            case EVENTS -> events(text);
            case MEMORY -> inRange(key, memory(text, "argument must be a memory value"));
            case MEMORY_OR_PERCENT -> memoryOrPercent(key, text);
            case OCTAL -> inRange(key, octal(text));
            default -> inRange(key, integer(text));
        };
    }

    /** A numeric parameter's value as {@code CONFIG GET} prints it. */
    static String print(ConfigKey key, long number) {
        return switch (key.kind()) {
            case BOOL -> number == 0 ? "no" : "yes";
            case ENUM -> key.choices()[(int) number];
            case EVENTS -> printEvents((int) number);
            case OCTAL -> Long.toOctalString(number);
            case MEMORY_OR_PERCENT -> number < 0 ? -number + "%" : Long.toString(number);
            default -> Long.toString(number);
        };
    }

    /** The normal form of a parameter that is no number; {@code current} is its value so far. */
    static String text(ConfigKey key, String text, String current) {
        return switch (key.kind()) {
            case SAVE -> save(text);
            case OUTPUT_LIMITS -> outputLimits(text, current);
            case OOM_SCORES -> oomScores(text);
            case PERCENTILES -> percentiles(text);
            case SHUTDOWN -> shutdown(text);
            case FILE_NAME -> fileName(key, text);
            case HOST_NAME -> hostName(text);
            case NODE_NAME -> nodeName(text);
            case PROC_TITLE -> procTitle(text);
            case ADDRESSES, MASTER -> String.join(" ", words(text));
            default -> text;
        };
    }

    /** The three classes of {@code client-output-buffer-limit}, each as hard limit, soft limit, seconds. */
    static long[] limits(String text) {
        List<String> words = words(text);
        long[] limits = new long[9];
        for (int i = 0; i + 3 < words.size(); i += 4) {
            int at = limitClass(words.get(i)) * 3;
            limits[at] = Long.parseLong(words.get(i + 1));
            limits[at + 1] = Long.parseLong(words.get(i + 2));
            limits[at + 2] = Long.parseLong(words.get(i + 3));
        }
        return limits;
    }

    /** Blank-separated words. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
            int begin = at;
            while (at < text.length() && text.charAt(at) != ' ') {
                at++;
            }
            if (at > begin) {
                words.add(text.substring(begin, at));
            }
        }
        return words;
    }

    private static long bool(String text) {
        if (text.equalsIgnoreCase("yes")) {
            return 1;
        }
        if (text.equalsIgnoreCase("no")) {
            return 0;
        }
        throw new ConfigRefused("argument must be 'yes' or 'no'");
    }

    private static int choice(String[] choices, String text) {
        for (int i = 0; i < choices.length; i++) {
            if (choices[i].equalsIgnoreCase(text)) {
                return i;
            }
        }
        throw new ConfigRefused("argument(s) must be one of the following: " + String.join(", ", choices));
    }

    private static long integer(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return Numbers.parseLong(bytes, 0, bytes.length);
        } catch (NotANumber e) {
            throw new ConfigRefused("argument couldn't be parsed into an integer");
        }
    }

    private static long octal(String text) {
        try {
            return Long.parseLong(text, 8);
        } catch (NumberFormatException e) {
            throw new ConfigRefused("argument couldn't be parsed as an octal number");
        }
    }

    private static long memory(String text, String error) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        long unit =
                switch (text.substring(digits).toLowerCase(Locale.ROOT)) {
                    case "", "b" -> 1L;
                    case "k" -> 1000L;
                    case "kb" -> 1024L;
                    case "m" -> 1000L * 1000;
                    case "mb" -> 1024L * 1024;
                    case "g" -> 1000L * 1000 * 1000;
                    case "gb" -> 1024L * 1024 * 1024;
                    default -> throw new ConfigRefused(error);
                };
        if (digits == 0) {
            if (text.isEmpty()) {
                throw new ConfigRefused(error);
            }
            return 0;
        }
        try {
            return Math.multiplyExact(Long.parseLong(text, 0, digits, 10), unit);
        } catch (NumberFormatException | ArithmeticException e) {
            throw new ConfigRefused(error);
        }
    }

    private static long memoryOrPercent(ConfigKey key, String text) {
        String error = "argument must be a memory or percent value";
        if (text.length() < 2 || !text.endsWith("%")) {
            return memory(text, error);
        }
        long percent;
        try {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            percent = Numbers.parseLong(bytes, 0, bytes.length - 1);
        } catch (NotANumber e) {
            throw new ConfigRefused(error);
        }
        if (percent < 0) {
            throw new ConfigRefused(error);
        }
        if (-percent < key.min()) {
            throw new ConfigRefused("percentage argument must be less or equal to " + -key.min());
        }
        return -percent;
    }

    private static long inRange(ConfigKey key, long number) {
        if (number < key.min() || number > key.max()) {
            throw new ConfigRefused("argument must be between " + print(key, key.min()) + " and "
                    + print(key, key.max()) + " inclusive");
        }
        return number;
    }

    private static long events(String text) {
        int bits = 0;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            int index = EVENT_LETTERS.indexOf(letter);
            if (letter == 'A') {
                bits |= ALL_EVENTS;
            } else if (index < 0 || letter == '?') {
                throw new ConfigRefused("Invalid event class character. Use 'Ag$lshzxeKEtmdn'.");
            } else {
                bits |= 1 << index;
            }
        }
        return bits;
    }

    private static String printEvents(int bits) {
        StringBuilder text = new StringBuilder();
        if ((bits & ALL_EVENTS) == ALL_EVENTS) {
            text.append('A');
        } else {
            letters(text, bits, "g$lshzxetdn");
        }
        letters(text, bits, "KEm");
        return text.toString();
    }

    private static void letters(StringBuilder text, int bits, String letters) {
        for (int i = 0; i < letters.length(); i++) {
            if ((bits >> EVENT_LETTERS.indexOf(letters.charAt(i)) & 1) != 0) {
                text.append(letters.charAt(i));
            }
        }
    }

    private static String save(String text) {
        List<String> words = words(text);
        if (words.size() == 1 && words.get(0).equals("\"\"")) {
            return "";
        }
        boolean valid = words.size() % 2 == 0;
        for (int i = 0; valid && i < words.size(); i++) {
            valid = longOr(words.get(i), -1) >= (i % 2 == 0 ? 1 : 0);
        }
        if (!valid) {
            throw new ConfigRefused("Invalid save parameters");
        }
        return String.join(" ", words);
    }

    private static int limitClass(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "normal" -> 0;
            case "slave", "replica" -> 1;
            case "pubsub" -> 2;
            default -> -1;
        };
    }

    private static String outputLimits(String text, String current) {
        List<String> words = words(text);
        if (words.isEmpty() || words.size() % 4 != 0) {
            throw new ConfigRefused("Wrong number of arguments in buffer limit configuration.");
        }
        long[] limits = current.isEmpty() ? new long[9] : limits(current);
        for (int i = 0; i < words.size(); i += 4) {
            int at = limitClass(words.get(i)) * 3;
            if (at < 0) {
                throw new ConfigRefused("Invalid client class specified in buffer limit configuration.");
            }
            String error = "Error in hard, soft or soft_seconds setting in buffer limit configuration.";
            limits[at] = memory(words.get(i + 1), error);
            limits[at + 1] = memory(words.get(i + 2), error);
            limits[at + 2] = longOr(words.get(i + 3), -1);
            if (limits[at + 2] < 0) {
                throw new ConfigRefused(error);
            }
        }
        return "normal " + limits[0] + " " + limits[1] + " " + limits[2] + " slave " + limits[3] + " " + limits[4] + " "
                + limits[5] + " pubsub " + limits[6] + " " + limits[7] + " " + limits[8];
    }

    private static String oomScores(String text) {
        List<String> words = words(text);
        if (words.size() != 3) {
            throw new ConfigRefused("wrong number of arguments");
        }
        for (String word : words) {
            long score = longOr(word, Long.MAX_VALUE);
            if (score < -2000 || score > 2000) {
                throw new ConfigRefused("Invalid oom-score-adj-values, elements must be between -2000 and 2000.");
            }
        }
        return String.join(" ", words);
    }

    private static String percentiles(String text) {
        StringBuilder normal = new StringBuilder();
        for (String word : words(text)) {
            double percentile;
            try {
                percentile = Double.parseDouble(word);
            } catch (NumberFormatException e) {
                throw new ConfigRefused("Invalid latency-tracking-info-percentiles parameters");
            }
            if (!(percentile >= 0 && percentile <= 100)) {
                throw new ConfigRefused("latency-tracking-info-percentiles parameters should sit between [0.0,100.0]");
            }
            normal.append(normal.length() == 0 ? "" : " ");
            boolean whole = percentile == Math.rint(percentile);
            normal.append(whole ? Long.toString((long) percentile) : Double.toString(percentile));
        }
        return normal.toString();
    }

    private static String shutdown(String text) {
        int bits = 0;
        for (String word : words(text)) {
            bits |= 1 << choice(SHUTDOWN_WORDS, word);
        }
        if ((bits & 0b110) == 0b110) {
            throw new ConfigRefused("shutdown options SAVE and NOSAVE can't be used simultaneously");
        }
        StringBuilder normal = new StringBuilder();
        for (int i = 1; i < SHUTDOWN_WORDS.length; i++) {
            if ((bits >> i & 1) != 0) {
                normal.append(normal.length() == 0 ? "" : " ").append(SHUTDOWN_WORDS[i]);
            }
        }
        return normal.length() == 0 ? "default" : normal.toString();
    }

    private static String fileName(ConfigKey key, String text) {
        if (text.indexOf('/') >= 0 || text.indexOf('\\') >= 0) {
            throw new ConfigRefused(key.configName() + " can't be a path, just a "
                    + (key == ConfigKey.APPENDDIRNAME ? "dirname" : "filename"));
        }
        return text;
    }

    private static String hostName(String text) {
        if (text.length() >= 256) {
            throw new ConfigRefused("Hostnames must be less than 256 characters");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && !(c >= '0' && c <= '9') && c != '-' && c != '.') {
                throw new ConfigRefused("Hostnames may only contain alphanumeric characters, hyphens or dots");
            }
        }
        return text;
    }

    private static String nodeName(String text) {
        if (text.length() >= 128) {
            throw new ConfigRefused("Announced human node name must be less than 128 characters");
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '!' || text.charAt(i) > '~') {
                throw new ConfigRefused("Announced human node name contained invalid character");
            }
        }
        return text;
    }

    private static String procTitle(String text) {
        int at = text.indexOf('{');
        while (at >= 0) {
            int end = text.indexOf('}', at);
            String name = end < 0 ? "" : text.substring(at + 1, end);
            switch (name) {
                case "title", "listen-addr", "server-mode", "port", "tls-port", "unixsocket", "config-file" -> {
                    at = text.indexOf('{', end);
                }
                default -> throw new ConfigRefused("template format is invalid or contains unknown variables");
            }
        }
        return text;
    }

    private static long longOr(String text, long otherwise) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}

package io.clusterjar.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Selectors as text. */
final class SelectorText {
    private static final Pattern NODE = Pattern.compile("node-([1-9]\\d{0,5})");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");

    private SelectorText() {}

    static String nameOf(int index) {
        return "node-" + (index + 1);
    }

    static int indexOf(String name) {
        Matcher matcher = NODE.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("node=" + name + " is no node's name, as node-1 is");
        }
        return Integer.parseInt(matcher.group(1)) - 1;
    }

    static void checkKey(String key) {
        if (!key.matches("[^\\s;()]+")) {
            throw new IllegalArgumentException("key=" + key + " is empty or has blanks, ; or parentheses");
        }
    }

    static Selector parse(String text) {
        List<Selector> parts = new ArrayList<>();
        for (String part : split(text)) {
            parts.add(one(text, part));
        }
        return Selector.Several.of(parts);
    }

    /** At the commas that do not stand in parentheses. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(' || c == ')') {
                inside = c == '(';
            } else if (c == ',' && !inside) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static Selector one(String text, String part) {
        for (Selector.Group group : Selector.Group.values()) {
            if (group.toString().equals(part)) {
                return group;
            }
        }
        if (NODE.matcher(part).matches()) {
            return Selector.nodes(part);
        }
        if (NUMBER.matcher(part).matches()) {
            throw new IllegalArgumentException("selector=" + text + ": nodes go by their names, which count from 1;"
                    + " the node at index " + part + " is " + nameOf(Integer.parseInt(part)));
        }
        int open = part.indexOf('(');
        if (open > 0 && part.endsWith(")")) {
            String name = part.substring(open + 1, part.length() - 1);
            switch (part.substring(0, open)) {
                case "master":
                    return Selector.masterOf(name);
                case "replica":
                    return Selector.replicaOf(name);
                case "client":
                    return Selector.client(name);
                default:
                    break;
            }
        }
        throw new IllegalArgumentException(
                "selector=" + text + " is none that is known: node-1, client(name), master(key),"
                        + " replica(key), minority, masters, replicas, all, rest");
    }
}

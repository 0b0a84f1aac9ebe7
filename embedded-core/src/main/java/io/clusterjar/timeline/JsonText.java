package io.clusterjar.timeline;

/** Writes JSON by hand: the few forms that a recording needs. */
final class JsonText {
    private final StringBuilder out;
    private boolean first = true;

    JsonText(StringBuilder out) {
        this.out = out;
    }

    JsonText open() {
        out.append('{');
        first = true;
        return this;
    }

    JsonText close() {
        out.append('}');
        first = false;
        return this;
    }

    JsonText name(String name) {
        if (!first) {
            out.append(',');
        }
        first = false;
        string(name);
        out.append(':');
        return this;
    }

    JsonText field(String name, String value) {
        name(name);
        string(value);
        return this;
    }

    JsonText field(String name, long value) {
        name(name);
        out.append(value);
        return this;
    }

    JsonText fieldIfAny(String name, String value) {
        return value.isEmpty() ? this : field(name, value);
    }

    JsonText strings(String name, Iterable<String> values) {
        name(name);
        out.append('[');
        String comma = "";
        for (String value : values) {
            out.append(comma);
            string(value);
            comma = ",";
        }
        out.append(']');
        return this;
    }

    /** Also safe within a script element of HTML, whose end and comments it cannot spell. */
    void string(String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '<' -> out.append("\\u003c");
                case '>' -> out.append("\\u003e");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}

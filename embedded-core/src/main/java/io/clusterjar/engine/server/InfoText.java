package io.clusterjar.engine.server;

/** A section of {@code INFO} while it is written. */
public final class InfoText {
    private static final String[] UNITS = {"B", "K", "M", "G", "T"};

    private final StringBuilder text = new StringBuilder(1024);

    InfoText() {}

    void title(String title) {
        text.append(text.length() == 0 ? "" : "\r\n").append("# ").append(title).append("\r\n");
    }

    /** A line {@code name:value}. */
    public InfoText add(String name, String value) {
        text.append(name).append(':').append(value).append("\r\n");
        return this;
    }

    /** A line {@code name:value}. */
    public InfoText add(String name, long value) {
        text.append(name).append(':').append(value).append("\r\n");
        return this;
    }

    /** A line {@code name:value} with two decimals. */
    public InfoText add(String name, double value) {
        return add(name, decimal(value));
    }

    /** Two lines: bytes, and the same for people as {@code name_human}. */
    public InfoText bytes(String name, long bytes) {
        return add(name, bytes).add(name + "_human", human(bytes));
    }

    /** {@code value} with two decimals. */
    public static String decimal(double value) {
        long hundredths = Math.round(Math.abs(value) * 100);
        long rest = hundredths % 100;
        return (value < 0 && hundredths > 0 ? "-" : "") + hundredths / 100 + (rest < 10 ? ".0" : ".") + rest;
    }

    /** Bytes for people: {@code 1.50M}. */
    public static String human(long bytes) {
        if (bytes < 1024) {
            return bytes + "B";
        }
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return decimal(value) + UNITS[unit];
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

package io.clusterjar.cluster;

/** Tells literal IP addresses from names, which CLUSTER MEET does not resolve. */
final class LiteralAddress {
    private LiteralAddress() {}

    static boolean isLiteral(String text) {
        return text.indexOf(':') >= 0 ? isVersion6(text) : isVersion4(text);
    }

    private static boolean isVersion4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            if (part.isEmpty() || part.length() > 3 || part.length() > 1 && part.charAt(0) == '0') {
                return false;
            }
            int value = 0;
            for (int i = 0; i < part.length(); i++) {
                char c = part.charAt(i);
                if (c < '0' || c > '9') {
                    return false;
                }
                value = value * 10 + c - '0';
            }
            if (value > 255) {
                return false;
            }
        }
        return true;
    }

    private static boolean isVersion6(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return false;
        }
        String whole = gap < 0 ? text : (text.substring(0, gap) + ":" + text.substring(gap + 2));
        int groups = 0;
        String[] parts = whole.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (part.isEmpty()) {
                if (gap < 0) {
                    return false;
                }
            } else if (i == parts.length - 1 && part.indexOf('.') >= 0) {
                if (!isVersion4(part)) {
                    return false;
                }
                groups += 2;
            } else if (part.length() > 4 || !part.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
                return false;
            } else {
                groups++;
            }
        }
        return gap < 0 ? groups == 8 : groups < 8;
    }
}

package io.clusterjar.config;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parameters by name. */
final class ConfigNames {
    private static final Map<String, ConfigKey> BY_NAME = byName();

    private ConfigNames() {}

    private static Map<String, ConfigKey> byName() {
        Map<String, ConfigKey> map = new HashMap<>(512);
        for (ConfigKey key : ConfigKey.values()) {
            map.put(key.configName(), key);
            String alias = key.alias();
            if (alias != null) {
                map.put(alias, key);
            }
        }
        return map;
    }

    /** The parameter called {@code name}, in either case and by its older name too, or null. */
    static @Nullable ConfigKey find(String name) {
        ConfigKey key = BY_NAME.get(name);
        return key != null ? key : BY_NAME.get(name.toLowerCase(Locale.ROOT));
    }

    /** What to say of a name that no parameter has; with the name that it is most likely a slip of, if one is near. */
    static String unknown(String wrong) {
        String lower = wrong.toLowerCase(Locale.ROOT);
        String best = "";
        int bestDistance = Integer.MAX_VALUE;
        for (ConfigKey key : ConfigKey.values()) {
            int distance = distance(lower, key.configName());
            if (distance < bestDistance) {
                bestDistance = distance;
                best = key.configName();
            }
        }
        String message = "no parameter is called " + wrong;
        return 2 * bestDistance < lower.length() ? message + "; did you mean " + best + "?" : message;
    }

    /** Least number of letters to add, drop or replace on the way from {@code a} to {@code b}. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}

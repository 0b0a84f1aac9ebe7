package io.clusterjar.junit5;

import java.lang.reflect.Method;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;

/** The slots that a command of Jedis is about. Jedis 8 tells it of every command, the older of those that were made for a cluster. */
final class CommandSlots {
    private static final String OLDER = "redis.clients.jedis.ClusterCommandArguments";
    private static final @Nullable Method SLOT_OF_OLDER = find();

    private CommandSlots() {}

    private static @Nullable Method find() {
        try {
            return Class.forName(OLDER, true, CommandArguments.class.getClassLoader())
                    .getMethod("getCommandHashSlot");
        } catch (ClassNotFoundException e) {
            return null;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a Jedis that is not known: " + OLDER + " does not tell its slot", e);
        }
    }

    static Set<Integer> of(CommandArguments args) {
        Method older = SLOT_OF_OLDER;
        if (older == null) {
            return args.getKeyHashSlots();
        }
        try {
            int slot = (Integer) older.invoke(args);
            return slot < 0 ? Set.of() : Set.of(slot);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a command's slot could not be asked for: " + args, e);
        }
    }
}

package io.clusterjar.engine;

import io.clusterjar.base.Bytes;
import io.clusterjar.command.KeyEvent;
import org.jspecify.annotations.Nullable;

/** Keyspace notifications: what happens to keys, published to those who asked for that class of events. */
final class Notifications {
    private static final int ALL = KeyEvent.GENERIC
            | KeyEvent.STRING
            | KeyEvent.LIST
            | KeyEvent.SET
            | KeyEvent.HASH
            | KeyEvent.ZSET
            | KeyEvent.EXPIRED
            | KeyEvent.STREAM
            | KeyEvent.EVICTED
            | KeyEvent.MODULE;

    private @Nullable Publisher publisher;
    private int classes;

    void publisher(Publisher publisher) {
        this.publisher = publisher;
    }

    /** Sets what {@code notify-keyspace-events} says. */
    void classes(String letters) {
        classes = parse(letters);
    }

    /** The bits of {@code notify-keyspace-events}; unknown letters are refused by the parameter's own check. */
    static int parse(String letters) {
        int bits = 0;
        for (int i = 0; i < letters.length(); i++) {
            bits |= switch (letters.charAt(i)) {
                case 'A' -> ALL;
                case 'K' -> KeyEvent.KEYSPACE;
                case 'E' -> KeyEvent.KEYEVENT;
                case 'g' -> KeyEvent.GENERIC;
                case '$' -> KeyEvent.STRING;
                case 'l' -> KeyEvent.LIST;
                case 's' -> KeyEvent.SET;
                case 'h' -> KeyEvent.HASH;
                case 'z' -> KeyEvent.ZSET;
                case 'x' -> KeyEvent.EXPIRED;
                case 'e' -> KeyEvent.EVICTED;
                case 't' -> KeyEvent.STREAM;
                case 'm' -> KeyEvent.KEY_MISS;
                case 'd' -> KeyEvent.MODULE;
                case 'n' -> KeyEvent.NEW;
                default -> 0;
            };
        }
        return bits;
    }

    boolean wants(int type) {
        return (classes & type) != 0 && (classes & (KeyEvent.KEYSPACE | KeyEvent.KEYEVENT)) != 0;
    }

    boolean any() {
        return classes != 0;
    }

    void event(int database, byte[] key, int type, String event) {
        Publisher target = publisher;
        if ((classes & type) == 0 || target == null) {
            return;
        }
        if ((classes & KeyEvent.KEYSPACE) != 0) {
            target.publish(channel("__keyspace@" + database + "__:", key), Bytes.latin1(event));
        }
        if ((classes & KeyEvent.KEYEVENT) != 0) {
            target.publish(Bytes.latin1("__keyevent@" + database + "__:" + event), key);
        }
    }

    private static byte[] channel(String prefix, byte[] key) {
        byte[] channel = new byte[prefix.length() + key.length];
        System.arraycopy(Bytes.latin1(prefix), 0, channel, 0, prefix.length());
        System.arraycopy(key, 0, channel, prefix.length(), key.length);
        return channel;
    }
}

package io.clusterjar.command.list;

import io.clusterjar.base.Bytes;
import io.clusterjar.command.Call;
import io.clusterjar.command.CommandError;
import io.clusterjar.command.Encodings;
import io.clusterjar.command.KeyEvent;
import io.clusterjar.protocol.Args;
import io.clusterjar.store.ListValue;

/** What the commands that change lists share. */
final class ListChanges {
    static final byte[] LPOP = Bytes.latin1("LPOP");
    static final byte[] RPOP = Bytes.latin1("RPOP");

    private ListChanges() {}

    /** A new list under the configured limit. */
    static ListValue create(Call call) {
        return new ListValue(nodeLimit(call));
    }

    /** {@code list-max-listpack-size}. */
    static int nodeLimit(Call call) {
        return Encodings.listNodeLimit(call.config());
    }

    /** Says that {@code count} elements were taken off one end, and removes the key when none is left. */
    static void elementsRemoved(Call call, int key, ListValue list, boolean atHead, long count) {
        call.changed(key, KeyEvent.LIST, atHead ? "lpop" : "rpop");
        call.dirty(count - 1);
        shrunk(call, key, list);
    }

    /** Removes the key when its list is empty, or lets the list become smaller. */
    static void shrunk(Call call, int key, ListValue list) {
        if (list.size() == 0) {
            call.remove(key);
            call.notify(call.db(), call.args().copy(key), KeyEvent.GENERIC, "del");
        } else {
            list.hasShrunk();
        }
    }

    /** {@code LEFT} is true, {@code RIGHT} false. */
    static boolean isLeft(Args args, int word) {
        if (args.is(word, "left")) {
            return true;
        }
        if (args.is(word, "right")) {
            return false;
        }
        throw CommandError.syntax();
    }
}

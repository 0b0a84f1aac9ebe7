package io.clusterjar.persistence;

import io.clusterjar.base.Bytes;
import io.clusterjar.testing.RespClient;
import java.util.Arrays;

/** Payloads of a real server, turned from its RDB version to ours and back: only the footer differs. */
final class RealDump {
    static final int OLDER_VERSION = 10;

    private RealDump() {}

    /** The payload of {@code key} as our version would have it. */
    static byte[] dump(RespClient client, String key) {
        byte[] reply = client.call(Bytes.latin1("DUMP"), Bytes.latin1(key));
        int start = 0;
        while (reply[start] != '\n') {
            start++;
        }
        return withVersion(Arrays.copyOfRange(reply, start + 1, reply.length - 2), RdbFormat.VERSION);
    }

    /** Restores one of our payloads; the server's reply. */
    static String restore(RespClient client, String key, byte[] payload) {
        return Bytes.text(client.call(
                Bytes.latin1("RESTORE"),
                Bytes.latin1(key),
                Bytes.latin1("0"),
                withVersion(payload, OLDER_VERSION),
                Bytes.latin1("REPLACE")));
    }

    static byte[] withVersion(byte[] payload, int version) {
        byte[] changed = payload.clone();
        int footer = changed.length - 10;
        Bytes.putShortLe(changed, footer, version);
        Bytes.putLongLe(changed, footer + 2, Crc64.update(0, changed, 0, footer + 2));
        return changed;
    }

    /** One of our files as an older server would read it. */
    static byte[] olderFile(byte[] file) {
        byte[] changed = file.clone();
        System.arraycopy(Bytes.latin1("0010"), 0, changed, 5, 4);
        int sum = changed.length - 8;
        Bytes.putLongLe(changed, sum, Crc64.update(0, changed, 0, sum));
        return changed;
    }
}

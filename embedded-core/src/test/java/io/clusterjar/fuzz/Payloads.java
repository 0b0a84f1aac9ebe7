package io.clusterjar.fuzz;

import io.clusterjar.base.Bytes;
import io.clusterjar.persistence.Crc64;

/** Payloads of DUMP as an older server would have made them. */
final class Payloads {
    private static final int OLDER_VERSION = 10;
    private static final int FOOTER_BYTES = 10;

    private Payloads() {}

    static byte[] older(byte[] payload) {
        byte[] changed = payload.clone();
        int footer = changed.length - FOOTER_BYTES;
        Bytes.putShortLe(changed, footer, OLDER_VERSION);
        Bytes.putLongLe(changed, footer + 2, Crc64.update(0, changed, 0, footer + 2));
        return changed;
    }
}

package io.clusterjar.clients;

import io.lettuce.core.protocol.ProtocolVersion;

class LettuceResp2Test extends LettuceStory {
    LettuceResp2Test() {
        super(ProtocolVersion.RESP2);
    }
}

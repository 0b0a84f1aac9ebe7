package io.clusterjar.clients;

import io.lettuce.core.protocol.ProtocolVersion;

class LettuceResp3Test extends LettuceStory {
    LettuceResp3Test() {
        super(ProtocolVersion.RESP3);
    }
}

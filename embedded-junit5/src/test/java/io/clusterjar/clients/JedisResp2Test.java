package io.clusterjar.clients;

import redis.clients.jedis.RedisProtocol;

class JedisResp2Test extends JedisStory {
    JedisResp2Test() {
        super(RedisProtocol.RESP2);
    }
}

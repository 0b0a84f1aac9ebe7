package io.clusterjar.clients;

import redis.clients.jedis.RedisProtocol;

class JedisResp3Test extends JedisStory {
    JedisResp3Test() {
        super(RedisProtocol.RESP3);
    }
}

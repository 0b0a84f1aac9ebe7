package io.clusterjar.command.generic;

import io.clusterjar.command.RowsLikeRedis;
import io.clusterjar.command.hash.HashCommands;
import io.clusterjar.command.string.StringCommands;
import io.clusterjar.testing.BesideRedis;
import io.clusterjar.testing.RealRedis;
import org.junit.jupiter.api.Test;

/** The rows of the commands on strings, hashes and keys, against {@code COMMAND INFO} of a real Redis. */
@BesideRedis
class RowsLikeRedisTest {
    @Test
    void shouldDescribeCommandsAsRedisDoes(RealRedis redis) {
        RowsLikeRedis.check(redis, new StringCommands());
        RowsLikeRedis.check(redis, new HashCommands());
        RowsLikeRedis.check(redis, new GenericCommands());
    }
}

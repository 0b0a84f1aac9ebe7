package io.clusterjar.command.zset;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.command.CallFixture;
import org.junit.jupiter.api.Test;

/** What commands on sorted sets say of their changes, and what only Redis 7.2 answers. */
class SortedSetPropagationTest {
    @Test
    void shouldPropagateWhatWasTakenWhenPopping() {
        CallFixture ours = new CallFixture(new SortedSetCommands());
        ours.run("ZADD z 1 a 2 b 3 c 4 d");
        ours.forget();
        ours.run("BZPOPMIN none z 0");
        ours.run("ZMPOP 2 none z MAX COUNT 2");
        ours.run("BZMPOP 0 1 z MIN COUNT 10");
        assertThat(ours.propagated()).containsExactly("ZPOPMIN z", "ZPOPMAX z 2", "ZPOPMIN z 1");
        assertThat(ours.events()).containsExactly("zpopmin z", "zpopmax z", "zpopmin z", "del z");
        assertThat(ours.totalDirty()).isEqualTo(4);
    }

    @Test
    void shouldReplyRankAndScoreWhenScoreIsAskedFor() {
        CallFixture ours = new CallFixture(new SortedSetCommands());
        ours.run("ZADD z 1 a 2.5 b");
        assertThat(ours.run("ZRANK z b WITHSCORE"))
                .isEqualTo(ours.run("ZREVRANK z b WITHSCORE").replace(":0", ":1"));
        assertThat(ours.run("ZRANK z none WITHSCORE")).contains("*-1");
        assertThat(ours.run("ZRANK z b WITHSCORES")).contains("ERR syntax error");
        assertThat(ours.run("ZRANK z b WITHSCORE x")).contains("wrong number of arguments for 'zrank' command");
    }
}

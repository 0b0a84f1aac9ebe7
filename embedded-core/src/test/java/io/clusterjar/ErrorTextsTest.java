package io.clusterjar;

import static org.assertj.core.api.Assertions.assertThat;

import io.clusterjar.testing.RespText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a cluster of three masters (0, 1, 2) and their replicas (3, 4, 5) answers to orders that it refuses. One table, played on a cluster of
 * ours over TCP, and on one of real servers where there are any: the answers must be those of the table in both.
 *
 * <p>A line is a node and a connection to it, a request, and the reply if it matters; {@code !} sends and does not wait, {@code ?} reads what
 * comes then. ID0 and PORT0 stand for what node 0 has. Keys: {@code b} is in slot 3300 of node 0, {@code c} in 7365 of node 1, {@code foo}
 * in 12182 of node 2.
 */
class ErrorTextsTest {
    private static final String REDIRECTS = """
            0a SET b 1 => +OK
            0a GET foo => -MOVED 12182 127.0.0.1:PORT2
            0a SET c 1 => -MOVED 7365 127.0.0.1:PORT1
            5a GET foo => -MOVED 12182 127.0.0.1:PORT2
            0a MGET foo bar => -CROSSSLOT Keys in request don't hash to the same slot
            1a MGET foo bar => -CROSSSLOT Keys in request don't hash to the same slot
            0a SPUBLISH foo x => -MOVED 12182 127.0.0.1:PORT2
            0b SSUBSCRIBE foo => -MOVED 12182 127.0.0.1:PORT2
            0b SSUBSCRIBE b foo => -CROSSSLOT Keys in request don't hash to the same slot
            0a MULTI => +OK
            0a SET b 1 => +QUEUED
            0a GET foo => -MOVED 12182 127.0.0.1:PORT2
            0a EXEC => -EXECABORT Transaction discarded because of previous errors.
            0a EXEC => -ERR EXEC without MULTI
            0a DISCARD => -ERR DISCARD without MULTI
            0a MULTI => +OK
            0a MULTI => -ERR MULTI calls can not be nested
            0a WATCH b => -ERR WATCH inside MULTI is not allowed
            0a EXEC => *0
            0a MULTI => +OK
            0a SSUBSCRIBE b => +QUEUED
            0a EXEC => *1|-ERR SSUBSCRIBE isn't allowed for a DENY BLOCKING client
            3a GET b => -MOVED 3300 127.0.0.1:PORT0
            3a READONLY => +OK
            3a GET b => $1|1
            3a SET b 2 => -MOVED 3300 127.0.0.1:PORT0
            3a GET foo => -MOVED 12182 127.0.0.1:PORT2
            3a MULTI => +OK
            3a GET b => +QUEUED
            3a SET b 3 => -MOVED 3300 127.0.0.1:PORT0
            3a EXEC => -EXECABORT Transaction discarded because of previous errors.
            3a READWRITE => +OK
            3a GET b => -MOVED 3300 127.0.0.1:PORT0
            """;

    private static final String FORBIDDEN = """
            0a SET b 1 => +OK
            0a SELECT 1 => -ERR SELECT is not allowed in cluster mode
            0a SELECT 0 => +OK
            0a SWAPDB 0 1 => -ERR SWAPDB is not allowed in cluster mode
            0a MOVE b 1 => -ERR MOVE is not allowed in cluster mode
            0a COPY b {b}2 DB 1 => -ERR Copying to another database is not allowed in cluster mode
            0a REPLICAOF NO ONE => -ERR REPLICAOF not allowed in cluster mode.
            0a GET => -ERR wrong number of arguments for 'get' command
            0a CLUSTER KEYSLOT => -ERR wrong number of arguments for 'cluster|keyslot' command
            0a CLUSTER NONSENSE => -ERR unknown subcommand 'NONSENSE'. Try CLUSTER HELP.
            0a NONSENSE a b => -ERR unknown command 'NONSENSE', with args beginning with: 'a' 'b'\s
            0a CONFIG SET min-replicas-to-write 3 => +OK
            0a SET b 1 => -NOREPLICAS Not enough good replicas to write.
            0a GET b => $1|1
            0a MULTI => +OK
            0a SET b 1 => -NOREPLICAS Not enough good replicas to write.
            0a EXEC => -EXECABORT Transaction discarded because of previous errors.
            0a CONFIG SET min-replicas-to-write 0 => +OK
            0a CONFIG SET requirepass secret => +OK
            0c GET b => -NOAUTH Authentication required.
            0c GET foo => -NOAUTH Authentication required.
            0c AUTH wrong => -WRONGPASS invalid username-password pair or user is disabled.
            0c AUTH secret => +OK
            0c GET foo => -MOVED 12182 127.0.0.1:PORT2
            """;

    private static final String OPEN_SLOT = """
            0a SET b 1 => +OK
            1a CLUSTER SETSLOT 3300 IMPORTING ID0 => +OK
            0a CLUSTER SETSLOT 3300 MIGRATING ID1 => +OK
            0a GET b => $1|1
            0a GET {b}none => -ASK 3300 127.0.0.1:PORT1
            0a MGET {b}none {b}nor => -ASK 3300 127.0.0.1:PORT1
            0a MGET b {b}none => -TRYAGAIN Multiple keys request during rehashing of slot
            0a DEL b {b}none => -TRYAGAIN Multiple keys request during rehashing of slot
            0a WATCH b {b}none => -TRYAGAIN Multiple keys request during rehashing of slot
            0a MULTI => +OK
            0a GET {b}none => -ASK 3300 127.0.0.1:PORT1
            0a EXEC => -EXECABORT Transaction discarded because of previous errors.
            1a GET b => -MOVED 3300 127.0.0.1:PORT0
            1a ASKING => +OK
            1a GET b => $-1
            1a GET b => -MOVED 3300 127.0.0.1:PORT0
            1a ASKING => +OK
            1a MGET b {b}none => -TRYAGAIN Multiple keys request during rehashing of slot
            1a ASKING => +OK
            1a MULTI => +OK
            1a GET b => +QUEUED
            1a GET {b}none => +QUEUED
            1a EXEC => -TRYAGAIN Multiple keys request during rehashing of slot
            0a CLUSTER SETSLOT 3300 NODE ID1 => -ERR Can't assign hashslot 3300 to a different node while I still hold keys for this hash slot.
            0a CLUSTER SETSLOT 3300 MIGRATING ID4 => -ERR Target node is not a master
            0a CLUSTER SETSLOT 3300 NODE ID4 => -ERR Target node is not a master
            0a CLUSTER SETSLOT 3300 MIGRATING NOBODY => -ERR I don't know about node NOBODY
            0a CLUSTER SETSLOT 3300 NODE NOBODY => -ERR Unknown node NOBODY
            0a CLUSTER SETSLOT 12182 MIGRATING ID1 => -ERR I'm not the owner of hash slot 12182
            0a CLUSTER SETSLOT 3300 IMPORTING ID1 => -ERR I'm already the owner of hash slot 3300
            0a CLUSTER SETSLOT 12182 IMPORTING NOBODY => -ERR I don't know about node NOBODY
            0a CLUSTER SETSLOT 99999 STABLE => -ERR Invalid or out of range slot
            0a CLUSTER SETSLOT 3300 SOMEHOW => -ERR Invalid CLUSTER SETSLOT action or number of arguments. Try CLUSTER HELP
            3a CLUSTER SETSLOT 3300 STABLE => -ERR Please use SETSLOT only with masters.
            0a MIGRATE 127.0.0.1 PORT2 b 0 1000 => -ERR Target instance replied with error: MOVED 3300 127.0.0.1:PORT0
            0a MIGRATE 127.0.0.1 PORT1 {b}none 0 1000 => +NOKEY
            0a MIGRATE 127.0.0.1 PORT1 b 0 1000 KEYS b => -ERR When using MIGRATE KEYS option, the key argument must be set to the empty string
            0a MIGRATE 127.0.0.1 PORT1 b 0 1000 => +OK
            0a GET b => -ASK 3300 127.0.0.1:PORT1
            0a CLUSTER SETSLOT 3300 STABLE => +OK
            1a CLUSTER SETSLOT 3300 STABLE => +OK
            """;

    private static final String ORDERS = """
            0a SET b 1 => +OK
            0a CLUSTER ADDSLOTS 12182 => -ERR Slot 12182 is already busy
            0a CLUSTER ADDSLOTS x => -ERR Invalid or out of range slot
            0a CLUSTER ADDSLOTS 16384 => -ERR Invalid or out of range slot
            0a CLUSTER ADDSLOTSRANGE 9 8 => -ERR start slot number 9 is greater than end slot number 8
            0a CLUSTER ADDSLOTSRANGE 9 => -ERR wrong number of arguments for 'cluster|addslotsrange' command
            0a CLUSTER DELSLOTS x => -ERR Invalid or out of range slot
            0a CLUSTER DELSLOTS 5 5 => -ERR Slot 5 specified multiple times
            0a CLUSTER FLUSHSLOTS => -ERR DB must be empty to perform CLUSTER FLUSHSLOTS.
            0a CLUSTER RESET => -ERR CLUSTER RESET can't be called with master nodes containing keys
            0a CLUSTER RESET SOMEHOW => -ERR syntax error
            0a CLUSTER COUNT-FAILURE-REPORTS NOBODY => -ERR Unknown node NOBODY
            0a CLUSTER COUNTKEYSINSLOT x => -ERR value is not an integer or out of range
            0a CLUSTER COUNTKEYSINSLOT 16384 => -ERR Invalid slot
            0a CLUSTER GETKEYSINSLOT 16384 1 => -ERR Invalid slot or number of keys
            0a CLUSTER MEET nowhere 7000 => -ERR Invalid node address specified: nowhere:7000
            0a CLUSTER REPLICAS NOBODY => -ERR Unknown node NOBODY
            0a CLUSTER REPLICAS ID3 => -ERR The specified node is not a master
            0a CLUSTER REPLICATE NOBODY => -ERR Unknown node NOBODY
            0a CLUSTER REPLICATE ID0 => -ERR Can't replicate myself
            3a CLUSTER REPLICATE ID3 => -ERR Can't replicate myself
            3a CLUSTER REPLICATE ID4 => -ERR I can only replicate a master, not a replica.
            0a CLUSTER REPLICATE ID1 => -ERR To set a master the node must be empty and without assigned slots.
            0a CLUSTER FORGET NOBODY => -ERR Unknown node NOBODY
            0a CLUSTER FORGET ID0 => -ERR I tried hard but I can't forget myself...
            3a CLUSTER FORGET ID0 => -ERR Can't forget my master!
            0a CLUSTER FAILOVER => -ERR You should send CLUSTER FAILOVER to a replica
            3a CLUSTER FAILOVER SOMEHOW => -ERR syntax error
            0a CLUSTER SET-CONFIG-EPOCH -1 => -ERR Invalid config epoch specified: -1
            0a CLUSTER SET-CONFIG-EPOCH 9 => -ERR The user can assign a config epoch only when the node does not know any other node.
            0c! BLPOP {b}list 0
            0a PING => +PONG
            3a CLUSTER FAILOVER TAKEOVER => +OK
            0c? => -UNBLOCKED force unblock from blocking operation, instance state changed (master -> replica?)
            """;

    private static final String DOWN = """
            0a SET b 1 => +OK
            0c! BLPOP {b}list 0
            crash 2
            crash 5
            down 0
            0a GET b => -CLUSTERDOWN The cluster is down
            0a SET b 1 => -CLUSTERDOWN The cluster is down
            0a GET foo => -CLUSTERDOWN The cluster is down
            0a MGET foo bar => -CROSSSLOT Keys in request don't hash to the same slot
            0a PING => +PONG
            0c? => -CLUSTERDOWN The cluster is down
            0a CONFIG SET cluster-allow-reads-when-down yes => +OK
            0a GET b => $1|1
            0a SET b 2 => -CLUSTERDOWN The cluster is down and only accepts read commands
            0a SPUBLISH b x => :0
            0a CONFIG SET cluster-allow-pubsubshard-when-down no => +OK
            0a SPUBLISH b x => -CLUSTERDOWN The cluster is down
            0a CLUSTER DELSLOTS 12182 => +OK
            0a GET foo => -CLUSTERDOWN Hash slot not served
            0a MULTI => +OK
            0a GET foo => -CLUSTERDOWN Hash slot not served
            0a EXEC => -EXECABORT Transaction discarded because of previous errors.
            """;

    @Test
    void shouldAnswerAsTheTablesSay() {
        for (String table : tables()) {
            try (EmbeddedTarget ours = new EmbeddedTarget()) {
                assertThat(played(table, ours)).isEqualTo(table);
            }
        }
    }

    @Test
    void shouldSayWhatARealClusterSays() {
        for (String table : List.of(
                REDIRECTS
                        + FORBIDDEN
                                .lines()
                                .filter(line -> !line.contains("requirepass") && !line.startsWith("0c"))
                                .reduce("", (text, line) -> text + line + "\n")
                        + OPEN_SLOT
                        + ORDERS,
                DOWN)) {
            try (RealTarget real = RealTarget.start()) {
                assertThat(played(table, real)).isEqualTo(table);
            }
        }
    }

    private static List<String> tables() {
        return List.of(REDIRECTS, FORBIDDEN, OPEN_SLOT, ORDERS, DOWN);
    }

    /** The table with the replies that really came. */
    private static String played(String table, ErrorTarget target) {
        List<String> lines = new ArrayList<>();
        for (String line : table.split("\n")) {
            int arrow = line.indexOf(" => ");
            String request = arrow < 0 ? line : line.substring(0, arrow);
            String reply = play(request, target);
            lines.add(arrow < 0 ? line : request + " => " + reply);
        }
        return String.join("\n", lines) + "\n";
    }

    private static String play(String request, ErrorTarget target) {
        String[] parts = request.split(" ", 2);
        switch (parts[0]) {
            case "crash" -> target.crash(Integer.parseInt(parts[1]));
            case "down" -> target.awaitDown(Integer.parseInt(parts[1]));
            default -> {
                return exchange(parts, target);
            }
        }
        return "";
    }

    private static String exchange(String[] parts, ErrorTarget target) {
        String who = parts[0].substring(0, 2);
        int node = who.charAt(0) - '0';
        byte[] reply;
        if (parts[0].endsWith("?")) {
            reply = target.client(node, who).read();
        } else {
            byte[][] words = RespText.words(target.named(parts[1]));
            target.client(node, who).send(words);
            reply = parts[0].endsWith("!")
                    ? new byte[0]
                    : target.client(node, who).read();
        }
        return target.unnamed(RespText.show(reply))
                .replaceAll("(\\\\r\\\\n)$", "")
                .replace("\\r\\n", "|");
    }
}

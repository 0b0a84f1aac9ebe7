package io.clusterjar.engine.server;

import io.clusterjar.base.Bytes;
import io.clusterjar.command.CommandFlag;
import io.clusterjar.config.ConfigKey;
import io.clusterjar.engine.CallListener;
import io.clusterjar.engine.Command;
import io.clusterjar.engine.Connection;
import io.clusterjar.engine.Engine;
import io.clusterjar.protocol.Args;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The commands that took longer than {@code slowlog-log-slower-than}, the newest first. */
final class SlowLog implements CallListener {
    private static final int WORDS_LIMIT = 32;
    private static final int WORD_BYTES_LIMIT = 128;

    /** One slow command. */
    record Entry(long id, long timeSeconds, long micros, List<byte[]> words, String client, String name) {}

    private final Engine engine;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long nextId;
    private long slowerThanNs;

    SlowLog(Engine engine) {
        this.engine = engine;
        engine.config().onChange(ConfigKey.SLOWLOG_LOG_SLOWER_THAN, this::readThreshold);
        engine.config().onChange(ConfigKey.SLOWLOG_MAX_LEN, this::trim);
        readThreshold();
    }

    private void readThreshold() {
        long micros = engine.config().number(ConfigKey.SLOWLOG_LOG_SLOWER_THAN);
        slowerThanNs = micros < 0 ? Long.MAX_VALUE : Math.min(micros, Long.MAX_VALUE / 1000) * 1000;
    }

    @Override
    public void called(Connection client, Command command, Args args, long spentNs) {
        if (spentNs >= slowerThanNs && slowerThanNs != Long.MAX_VALUE && !command.has(CommandFlag.SKIP_SLOWLOG)) {
            String from =
                    client.stream() == null ? "?:0" : client.stream().remote().toString();
            entries.addFirst(
                    new Entry(nextId++, engine.nowMs() / 1000, spentNs / 1000, words(args), from, client.name()));
            trim();
        }
    }

    private static List<byte[]> words(Args args) {
        List<byte[]> words = new ArrayList<>();
        int shown = args.count() > WORDS_LIMIT ? WORDS_LIMIT - 1 : args.count();
        for (int i = 0; i < shown; i++) {
            int more = args.length(i) - WORD_BYTES_LIMIT;
            if (more <= 0) {
                words.add(args.copy(i));
            } else {
                String text = Bytes.text(args.buffer(), args.offset(i), WORD_BYTES_LIMIT);
                words.add(Bytes.latin1(text + "... (" + more + " more bytes)"));
            }
        }
        if (shown < args.count()) {
            words.add(Bytes.latin1("... (" + (args.count() - shown) + " more arguments)"));
        }
        return words;
    }

    private void trim() {
        long limit = engine.config().number(ConfigKey.SLOWLOG_MAX_LEN);
        while (entries.size() > limit) {
            entries.removeLast();
        }
    }

    /** The newest {@code count} entries. */
    List<Entry> newest(long count) {
        List<Entry> list = new ArrayList<>();
        for (Entry entry : entries) {
            if (list.size() >= count) {
                break;
            }
            list.add(entry);
        }
        return list;
    }

    int size() {
        return entries.size();
    }

    void clear() {
        entries.clear();
    }
}

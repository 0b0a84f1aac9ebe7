package io.clusterjar.engine.server;

import io.clusterjar.command.CommandFlag;
import io.clusterjar.command.CommandSpec;
import io.clusterjar.command.KeyFlag;
import io.clusterjar.command.KeySpec;
import io.clusterjar.command.Outcome;
import io.clusterjar.command.Reply;
import io.clusterjar.engine.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes what {@code COMMAND INFO} and {@code COMMAND DOCS} say about one command. */
final class CommandDescription {
    private static final int[] FLAGS = {
        CommandFlag.WRITE,
        CommandFlag.READONLY,
        CommandFlag.DENYOOM,
        CommandFlag.ADMIN,
        CommandFlag.PUBSUB,
        CommandFlag.NOSCRIPT,
        CommandFlag.BLOCKING,
        CommandFlag.LOADING,
        CommandFlag.STALE,
        CommandFlag.SKIP_MONITOR,
        CommandFlag.SKIP_SLOWLOG,
        CommandFlag.ASKING,
        CommandFlag.FAST,
        CommandFlag.NO_AUTH,
        CommandFlag.NO_ASYNC_LOADING,
        CommandFlag.NO_MULTI,
        CommandFlag.MOVABLEKEYS,
        CommandFlag.ALLOW_BUSY,
        CommandFlag.NO_MANDATORY_KEYS
    };
    private static final String[] FLAG_NAMES = {
        "write",
        "readonly",
        "denyoom",
        "admin",
        "pubsub",
        "noscript",
        "blocking",
        "loading",
        "stale",
        "skip_monitor",
        "skip_slowlog",
        "asking",
        "fast",
        "no_auth",
        "no_async_loading",
        "no_multi",
        "movablekeys",
        "allow_busy",
        "no_mandatory_keys"
    };
    /** Names of {@link io.clusterjar.command.AclCategory}'s bits from the lowest. */
    static final List<String> CATEGORIES = List.of(
            "keyspace",
            "read",
            "write",
            "set",
            "sortedset",
            "list",
            "hash",
            "string",
            "bitmap",
            "hyperloglog",
            "geo",
            "stream",
            "pubsub",
            "admin",
            "fast",
            "slow",
            "blocking",
            "dangerous",
            "connection",
            "transaction",
            "scripting");

    /** Names of {@link KeyFlag}'s bits from the lowest. */
    private static final List<String> KEY_FLAGS = List.of(
            "RO", "RW", "OW", "RM", "access", "update", "insert", "delete", "not_key", "incomplete", "variable_flags");

    private final CommandFacts facts;
    private final Reply reply;

    CommandDescription(CommandFacts facts, Reply reply) {
        this.facts = facts;
        this.reply = reply;
    }

    // ---- COMMAND INFO

    Outcome info(Command command) {
        CommandSpec spec = command.spec();
        LegacyKeys legacy = LegacyKeys.of(spec.keys());
        reply.array(10);
        reply.bulk(spec.name());
        reply.integer(spec.arity());
        flags(spec.flags() | (legacy.movable() ? CommandFlag.MOVABLEKEYS : 0));
        reply.integer(legacy.first());
        reply.integer(legacy.last());
        reply.integer(legacy.step());
        List<String> categories = names(spec.categories(), CATEGORIES);
        reply.set(categories.size());
        categories.forEach(category -> reply.status("@" + category));
        CommandFacts.Facts known = facts.of(spec.name());
        List<String> tips = known.tips();
        reply.set(tips.size());
        tips.forEach(reply::bulk);
        reply.set(spec.keys().size());
        for (int i = 0; i < spec.keys().size(); i++) {
            keySpec(spec.keys().get(i), known.keyNote(i));
        }
        reply.set(command.children().size());
        command.children().forEach(this::info);
        return reply.done();
    }

    private void flags(int flags) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < FLAGS.length; i++) {
            if ((flags & FLAGS[i]) != 0) {
                names.add(FLAG_NAMES[i]);
            }
        }
        reply.set(names.size());
        names.forEach(reply::status);
    }

    private static List<String> names(int bits, List<String> all) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if ((bits >> i & 1) != 0) {
                names.add(all.get(i));
            }
        }
        return names;
    }

    /** What is done with a key, in Redis' words and order. */
    void keyFlags(int flags) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < KEY_FLAGS.size(); i++) {
            if ((flags >> i & 1) != 0) {
                names.add(KEY_FLAGS.get(i));
            }
        }
        reply.set(names.size());
        names.forEach(reply::status);
    }

    private void keySpec(KeySpec spec, @Nullable String note) {
        reply.map(note == null ? 3 : 4);
        if (note != null) {
            reply.bulk("notes");
            reply.bulk(note);
        }
        reply.bulk("flags");
        keyFlags(spec.flags());
        reply.bulk("begin_search");
        if (spec instanceof KeySpec.Range range) {
            index(range.index());
            findRange(range.last(), range.step(), range.limit());
        } else if (spec instanceof KeySpec.Counted counted) {
            index(counted.index());
            reply.bulk("find_keys");
            search("keynum", 3);
            number("keynumidx", 0);
            number("firstkey", 1);
            number("keystep", 1);
        } else if (spec instanceof KeySpec.Keyword keyword) {
            search("keyword", 2);
            reply.bulk("keyword");
            reply.bulk(keyword.keyword().toUpperCase(Locale.ROOT));
            number("startfrom", keyword.from());
            findRange(keyword.last(), keyword.step(), keyword.limit());
        } else {
            search("unknown", 0);
            reply.bulk("find_keys");
            search("unknown", 0);
        }
    }

    private void index(int index) {
        search("index", 1);
        number("index", index);
    }

    private void findRange(int last, int step, int limit) {
        reply.bulk("find_keys");
        search("range", 3);
        number("lastkey", last);
        number("keystep", step);
        number("limit", limit);
    }

    private void search(String type, int pairs) {
        reply.map(2);
        reply.bulk("type");
        reply.bulk(type);
        reply.bulk("spec");
        reply.map(pairs);
    }

    private void number(String name, int value) {
        reply.bulk(name);
        reply.integer(value);
    }

    // ---- COMMAND DOCS

    Outcome docs(Command command) {
        CommandFacts.Facts known = facts.of(command.name());
        List<CommandArgument> arguments = known.arguments();
        String[] texts = {
            "summary", known.summary(), "since", known.since(), "group", known.group(), "complexity", known.complexity()
        };
        String[] deprecation = {"deprecated_since", known.deprecatedSince(), "replaced_by", known.replacedBy()};
        reply.bulk(command.name());
        reply.map(count(texts)
                + (known.docFlags().isEmpty() ? 0 : 1)
                + count(deprecation)
                + (known.history().isEmpty() ? 0 : 1)
                + (arguments.isEmpty() ? 0 : 1)
                + (command.children().isEmpty() ? 0 : 1));
        texts(texts);
        if (!known.docFlags().isEmpty()) {
            reply.bulk("doc_flags");
            reply.set(known.docFlags().size());
            known.docFlags().forEach(flag -> reply.status(flag.toLowerCase(Locale.ROOT)));
        }
        texts(deprecation);
        if (!known.history().isEmpty()) {
            history(known.history());
        }
        if (!arguments.isEmpty()) {
            reply.bulk("arguments");
            CommandArgument.write(reply, arguments);
        }
        if (!command.children().isEmpty()) {
            reply.bulk("subcommands");
            reply.map(command.children().size());
            command.children().forEach(this::docs);
        }
        return reply.done();
    }

    private void history(List<CommandFacts.Note> history) {
        reply.bulk("history");
        reply.set(history.size());
        for (CommandFacts.Note change : history) {
            reply.array(2);
            reply.bulk(change.to());
            reply.bulk(change.text());
        }
    }

    private static int count(String[] texts) {
        int pairs = 0;
        for (int i = 1; i < texts.length; i += 2) {
            pairs += texts[i].isEmpty() ? 0 : 1;
        }
        return pairs;
    }

    private void texts(String[] texts) {
        for (int i = 1; i < texts.length; i += 2) {
            if (!texts[i].isEmpty()) {
                reply.bulk(texts[i - 1]);
                reply.bulk(texts[i]);
            }
        }
    }
}

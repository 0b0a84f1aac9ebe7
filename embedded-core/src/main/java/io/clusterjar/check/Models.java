package io.clusterjar.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What Redis does with one key, for {@link LinearizabilityChecker}. */
public final class Models {
    private Models() {}

    /** {@code GET}, {@code SET} and {@code DEL}; values may repeat. A state is a list of one value or none. */
    public static Model<List<String>> register() {
        return new Register();
    }

    /** {@code INCRBY} and {@code GET}. */
    public static Model<Long> counter() {
        return new Counter();
    }

    /** {@code SADD}, {@code SMEMBERS} and {@code DEL}. */
    public static Model<Set<String>> set() {
        return new Members();
    }

    /** {@code RPUSH}, {@code LRANGE 0 -1} and {@code DEL}. */
    public static Model<List<String>> list() {
        return new Elements();
    }

    private static String argument(Operation operation) {
        String argument = operation.argument();
        if (argument == null) {
            throw new IllegalArgumentException("argument=null in " + operation);
        }
        return argument;
    }

    private static boolean known(Operation operation) {
        return operation.outcome() == Outcome.OK;
    }

    private static final class Register implements Model<List<String>> {
        @Override
        public List<String> initial() {
            return List.of();
        }

        @Override
        public @Nullable List<String> step(List<String> state, Operation operation) {
            return switch (operation.kind()) {
                case WRITE -> List.of(argument(operation));
                case DELETE -> List.of();
                default -> !known(operation) || state.equals(operation.result()) ? state : null;
            };
        }

        @Override
        public boolean knows(Kind kind) {
            return kind == Kind.READ || kind == Kind.WRITE || kind == Kind.DELETE;
        }
    }

    private static final class Counter implements Model<Long> {
        @Override
        public Long initial() {
            return 0L;
        }

        @Override
        public @Nullable Long step(Long state, Operation operation) {
            String told = known(operation) ? operation.value() : null;
            if (operation.kind() == Kind.INCREMENT) {
                long next = state + Long.parseLong(argument(operation));
                return told == null || Long.parseLong(told) == next ? Long.valueOf(next) : null;
            }
            long read = told == null ? 0 : Long.parseLong(told);
            return !known(operation) || read == state ? state : null;
        }

        @Override
        public boolean knows(Kind kind) {
            return kind == Kind.INCREMENT || kind == Kind.COUNT;
        }
    }

    private static final class Members implements Model<Set<String>> {
        @Override
        public Set<String> initial() {
            return Set.of();
        }

        @Override
        public @Nullable Set<String> step(Set<String> state, Operation operation) {
            if (operation.kind() == Kind.DELETE) {
                return Set.of();
            }
            if (operation.kind() == Kind.ADD) {
                Set<String> next = new TreeSet<>(state);
                next.add(argument(operation));
                return next;
            }
            return !known(operation) || state.equals(new TreeSet<>(operation.result())) ? state : null;
        }

        @Override
        public boolean knows(Kind kind) {
            return kind == Kind.ADD || kind == Kind.MEMBERS || kind == Kind.DELETE;
        }
    }

    private static final class Elements implements Model<List<String>> {
        @Override
        public List<String> initial() {
            return List.of();
        }

        @Override
        public @Nullable List<String> step(List<String> state, Operation operation) {
            if (operation.kind() == Kind.DELETE) {
                return List.of();
            }
            if (operation.kind() == Kind.APPEND) {
                List<String> next = new ArrayList<>(state);
                next.add(argument(operation));
                String length = known(operation) ? operation.value() : null;
                return length == null || Integer.parseInt(length) == next.size() ? next : null;
            }
            return !known(operation) || state.equals(operation.result()) ? state : null;
        }

        @Override
        public boolean knows(Kind kind) {
            return kind == Kind.APPEND || kind == Kind.ELEMENTS || kind == Kind.DELETE;
        }
    }
}

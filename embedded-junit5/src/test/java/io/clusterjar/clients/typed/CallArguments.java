package io.clusterjar.clients.typed;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Makes the arguments of one call out of the words and numbers of its line, by the types of the parameters. */
final class CallArguments {
    private final Map<String, Function<CallArguments, Object>> makers;
    private final List<String> words;
    private final List<String> numbers;
    private final List<String> heard = new ArrayList<>();
    private final Method method;
    private Type type = Object.class;
    private int word;
    private int number;

    /** Makers of what only the client has, by the simple name of the type. */
    static final class Makers {
        private final Map<String, Function<CallArguments, Object>> makers = new HashMap<>();

        Makers add(Class<?> type, Function<CallArguments, Object> maker) {
            makers.put(type.getSimpleName(), maker);
            return this;
        }
    }

    CallArguments(Makers makers, Method method, List<String> words, List<String> numbers) {
        this.makers = makers.makers;
        this.method = method;
        this.words = words;
        this.numbers = numbers;
    }

    /** All of them, in their order. */
    Object[] all() throws ReflectiveOperationException {
        Type[] types = method.getGenericParameterTypes();
        Class<?>[] raw = method.getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = argument(types[i], raw[i]);
        }
        return arguments;
    }

    /** What a listener among the arguments was told. */
    List<String> heard() {
        return heard;
    }

    /** The name of the method that is called. */
    String method() {
        return method.getName();
    }

    /** The type of the parameter that is made. */
    Type type() {
        return type;
    }

    /** The next word. */
    String word() {
        if (word == words.size()) {
            throw new AssertionError("the line has too few words: " + words);
        }
        return words.get(word++);
    }

    /** The words that are left. */
    List<String> rest() {
        List<String> rest = words.subList(word, words.size());
        word = words.size();
        return rest;
    }

    /** The next number, 1 when there is none left. */
    double number() {
        return number < numbers.size() ? Double.parseDouble(numbers.get(number++)) : 1;
    }

    private Object argument(Type type, Class<?> raw) throws ReflectiveOperationException {
        this.type = type;
        Function<CallArguments, Object> maker = makers.get(raw.getSimpleName());
        if (maker != null) {
            return maker.apply(this);
        }
        if (raw == String.class || raw == Object.class) {
            return word();
        }
        if (raw == byte[].class) {
            return bytes(word());
        }
        Object simple = simple(raw);
        if (simple != null) {
            return simple;
        }
        if (raw == List.class) {
            return List.copyOf(rest());
        }
        if (raw.isArray()) {
            return array(type, raw.getComponentType());
        }
        if (raw == Map.class) {
            return map((ParameterizedType) type);
        }
        if (raw.isEnum()) {
            return raw.getEnumConstants()[0];
        }
        if (raw.getSimpleName().endsWith("Channel")) {
            return listener(raw);
        }
        return made(raw);
    }

    private Object simple(Class<?> raw) {
        if (raw == boolean.class) {
            return number() != 0;
        }
        if (raw == double.class) {
            return number();
        }
        if (raw == int.class) {
            return (int) number();
        }
        if (raw == long.class) {
            return (long) number();
        }
        if (raw == Duration.class) {
            return Duration.ofSeconds((long) number());
        }
        if (raw == Instant.class) {
            return Instant.ofEpochSecond((long) number());
        }
        return raw == Date.class ? Date.from(Instant.ofEpochSecond((long) number())) : null;
    }

    /** An array of what has a type of its own, or objects as they come: numbers where they look like some. */
    private Object array(Type type, Class<?> component) throws ReflectiveOperationException {
        if (component == Object.class && !(type instanceof GenericArrayType)) {
            return rest().stream().map(CallArguments::numberIfItIsOne).toArray();
        }
        List<Object> elements = new ArrayList<>();
        Type inner = type instanceof GenericArrayType array ? array.getGenericComponentType() : component;
        while (word < words.size()) {
            elements.add(component == Map.Entry.class ? entry((ParameterizedType) inner) : argument(inner, component));
        }
        Object array = Array.newInstance(component, elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Array.set(array, i, elements.get(i));
        }
        return array;
    }

    private static Object numberIfItIsOne(String word) {
        return word.matches("-?\\d+\\.\\d+") ? (Object) Double.valueOf(word) : word;
    }

    private Map<Object, Object> map(ParameterizedType type) throws ReflectiveOperationException {
        Map<Object, Object> map = new LinkedHashMap<>();
        while (word < words.size()) {
            Map.Entry<Object, Object> entry = entry(type);
            map.put(entry.getKey(), entry.getValue());
        }
        return map;
    }

    private Map.Entry<Object, Object> entry(ParameterizedType type) throws ReflectiveOperationException {
        Object key = part(type.getActualTypeArguments()[0]);
        return Map.entry(key, part(type.getActualTypeArguments()[1]));
    }

    private Object part(Type type) throws ReflectiveOperationException {
        if (type == Double.class) {
            return Double.valueOf(word());
        }
        return argument(type, type instanceof Class<?> raw ? raw : Object.class);
    }

    /** A listener that keeps what it is told. */
    private Object listener(Class<?> type) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return method.getName().equals("hashCode")
                        ? (Object) System.identityHashCode(self)
                        : method.getName().equals("equals") ? (Object) (self == arguments[0]) : "a listener";
            }
            heard.add(Shown.of(arguments, false));
            return null;
        });
    }

    /** Options without any set. */
    private static Object made(Class<?> type) throws ReflectiveOperationException {
        for (Constructor<?> constructor : type.getConstructors()) {
            if (constructor.getParameterCount() == 0) {
                return constructor.newInstance();
            }
        }
        throw new AssertionError("nobody says how to make a " + type.getName());
    }

    private static byte[] bytes(String word) {
        return word.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Calls a method and throws what it throws. */
    static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}

package io.clusterjar.check;

import java.util.Arrays;

/** Gives each pair of a group and a text a number, from 0 in the order of first sight: a table without boxes. */
final class Interner {
    private static final int FIRST_CAPACITY = 1 << 10;
    private static final int ABSENT = -1;

    private int[] table = new int[FIRST_CAPACITY];
    private int[] groups = new int[FIRST_CAPACITY];
    private int[] hashes = new int[FIRST_CAPACITY];
    private String[] texts = new String[FIRST_CAPACITY];
    private int size;

    Interner() {
        Arrays.fill(table, ABSENT);
    }

    int size() {
        return size;
    }

    String text(int number) {
        return texts[number];
    }

    int group(int number) {
        return groups[number];
    }

    int number(int group, String text) {
        int hash = mix(group, text);
        int mask = table.length - 1;
        int place = hash & mask;
        while (table[place] != ABSENT) {
            int found = table[place];
            if (hashes[found] == hash && groups[found] == group && texts[found].equals(text)) {
                return found;
            }
            place = (place + 1) & mask;
        }
        return add(group, text, hash, place);
    }

    private static int mix(int group, String text) {
        int hash = (text.hashCode() ^ group * 0x9E3779B9) * 0x85EBCA6B;
        return hash ^ hash >>> 15;
    }

    private int add(int group, String text, int hash, int place) {
        if (size == texts.length) {
            groups = Arrays.copyOf(groups, size * 2);
            hashes = Arrays.copyOf(hashes, size * 2);
            texts = Arrays.copyOf(texts, size * 2);
        }
        groups[size] = group;
        hashes[size] = hash;
        texts[size] = text;
        table[place] = size;
        size++;
        if (size * 2 > table.length) {
            rehash(table.length * 2);
        }
        return size - 1;
    }

    private void rehash(int capacity) {
        int[] wider = new int[capacity];
        Arrays.fill(wider, ABSENT);
        for (int i = 0; i < size; i++) {
            int place = hashes[i] & capacity - 1;
            while (wider[place] != ABSENT) {
                place = (place + 1) & capacity - 1;
            }
            wider[place] = i;
        }
        table = wider;
    }
}

package io.clusterjar.timeline;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The last events, packed into columns: about 50 bytes each, allocated 512 at a time as they come. When it is full the oldest 512 are
 * forgotten, and whoever wants to keep something of them is told first. Not for use by several threads.
 */
final class EventRing {
    /** Events of one piece. */
    static final int PIECE = 512;

    private final int maxPieces;
    private final Consumer<Event> forgetting;
    private final ArrayDeque<Piece> pieces = new ArrayDeque<>(0);
    private long forgotten;

    private static final class Piece {
        final long[] number = new long[PIECE];
        final long[] atNs = new long[PIECE];
        final EventKind[] kind = new EventKind[PIECE];
        final @Nullable Lane[] lane = new Lane[PIECE];
        final @Nullable Lane[] other = new Lane[PIECE];
        final long[] a = new long[PIECE];
        final long[] b = new long[PIECE];
        final long[] c = new long[PIECE];
        final String[] text = new String[PIECE];
        int size;

        Event event(int i) {
            return new Event(number[i], atNs[i], kind[i], lane[i], other[i], a[i], b[i], c[i], text[i]);
        }
    }

    /** A ring of at most {@code limit} events, a multiple of {@link #PIECE}. */
    EventRing(int limit, Consumer<Event> forgetting) {
        this.maxPieces = limit / PIECE;
        this.forgetting = forgetting;
    }

    void add(
            long number,
            long atNs,
            EventKind kind,
            @Nullable Lane lane,
            @Nullable Lane other,
            long a,
            long b,
            long c,
            String text) {
        Piece last = pieces.peekLast();
        if (last == null || last.size == PIECE) {
            last = next();
        }
        int i = last.size++;
        last.number[i] = number;
        last.atNs[i] = atNs;
        last.kind[i] = kind;
        last.lane[i] = lane;
        last.other[i] = other;
        last.a[i] = a;
        last.b[i] = b;
        last.c[i] = c;
        last.text[i] = text;
    }

    private Piece next() {
        Piece piece;
        if (pieces.size() < maxPieces) {
            piece = new Piece();
        } else {
            piece = pieces.remove();
            for (int i = 0; i < piece.size; i++) {
                forgetting.accept(piece.event(i));
            }
            forgotten += piece.size;
            piece.size = 0;
        }
        pieces.add(piece);
        return piece;
    }

    /** How many were forgotten because it was full. */
    long forgotten() {
        return forgotten;
    }

    void clear() {
        pieces.clear();
        forgotten = 0;
    }

    /** All, oldest first. */
    void forEach(Consumer<Event> consumer) {
        for (Piece piece : pieces) {
            for (int i = 0; i < piece.size; i++) {
                consumer.accept(piece.event(i));
            }
        }
    }
}

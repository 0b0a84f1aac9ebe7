package io.clusterjar.engine;

import io.clusterjar.store.Frequency;
import io.clusterjar.store.KeyEntry;
import io.clusterjar.time.RandomSource;

/** Notes the use of keys: when it was last, or how often under an LFU policy. */
final class Accesses {
    private final Engine engine;
    private final Settings settings;
    private final RandomSource random;

    Accesses(Engine engine, Settings settings, RandomSource random) {
        this.engine = engine;
        this.settings = settings;
        this.random = random;
    }

    /** A key is new. */
    void added(KeyEntry entry) {
        entry.access(settings.byFrequency ? Frequency.note(Frequency.FIRST, engine.nowMs()) : seconds());
    }

    /** A key is looked up. */
    void used(KeyEntry entry) {
        entry.access(
                settings.byFrequency
                        ? Frequency.used(
                                entry.access(),
                                engine.nowMs(),
                                settings.frequencyDecayMinutes,
                                settings.frequencyLogFactor,
                                random)
                        : seconds());
    }

    private int seconds() {
        return (int) (engine.nowMs() / 1000);
    }
}

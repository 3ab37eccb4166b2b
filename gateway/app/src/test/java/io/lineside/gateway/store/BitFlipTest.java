package io.lineside.gateway.store;

import static io.lineside.gateway.store.Orders.CUT;
import static io.lineside.gateway.store.Orders.GLAZE;
import static io.lineside.gateway.store.Orders.TENANT;
import static io.lineside.gateway.store.Orders.counts;
import static io.lineside.gateway.store.Orders.job;
import static io.lineside.gateway.store.Orders.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.FaultTable;
import io.lineside.gateway.Verdict;
import io.lineside.model.EquipmentId;
import io.lineside.model.job.JobOrder;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobPhase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Single bits of a store file flipped, one after another: whatever else happens, no line is told what was not planned. */
class BitFlipTest {
    private static final Logger LOGGER = LoggerFactory.getLogger(BitFlipTest.class);
    private static final int FLIPS = Integer.getInteger("lineside.test.flips", 60);
    private static final int ORDERS = 8;

    /** What became of a flipped bit, the most serious that applies. */
    private enum Fate {
        ALTERED,
        MISSED_UNNOTICED,
        MISSED_AND_NOTICED,
        HELD,
        REFUSED_AT_START,
        FOUND_BY_THE_DAILY_CHECK,
        HARMLESS
    }

    private record Planned(EquipmentId line, JobOrder order) {}

    private final Map<String, Planned> planned = new TreeMap<>();

    @Test
    void noFlippedBitGetsAnAlteredJobToALine(@TempDir Path folder) throws Exception {
        // Given
        byte[] sound = soundStore(folder.resolve("sound.db"));
        Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
        List<Integer> unnoticed = new ArrayList<>();

        // When
        for (int seed = 1; seed <= FLIPS; seed++) {
            Path file = folder.resolve("flipped-" + seed + ".db");
            Files.write(file, flipped(sound, seed));
            Fate fate = fate(file);
            fates.merge(fate, 1, Integer::sum);
            if (fate == Fate.ALTERED || fate == Fate.MISSED_UNNOTICED) {
                unnoticed.add(seed);
            }
        }

        // Then
        FaultTable.add("F15", "a flipped bit in the store", verdict(fates), "seeds 1 to " + FLIPS);
        LOGGER.warn("{} bits flipped in a store of {} bytes: {}", FLIPS, sound.length, fates);
        assertThat(unnoticed).as("seeds").isEmpty();
    }

    private static Verdict verdict(Map<Fate, Integer> fates) {
        return new Verdict(
                FLIPS,
                FLIPS * ORDERS,
                fates.getOrDefault(Fate.MISSED_UNNOTICED, 0),
                0,
                fates.getOrDefault(Fate.ALTERED, 0),
                fates.getOrDefault(Fate.HELD, 0),
                List.of(),
                List.of());
    }

    private static byte[] flipped(byte[] sound, int seed) {
        byte[] copy = sound.clone();
        int bit = new Random(seed).nextInt(copy.length * 8);
        copy[bit / 8] ^= (byte) (1 << bit % 8);
        return copy;
    }

    /** Some orders fresh, some with their first job done, one of them with pieces lost. */
    private byte[] soundStore(Path file) throws Exception {
        try (var store = Store.open(file, new PlainRules(), Clock.systemUTC())) {
            for (int i = 1; i <= ORDERS; i++) {
                var acceptance = Orders.cutThenGlaze("o" + i);
                now(store.accept(acceptance));
                acceptance
                        .jobs()
                        .forEach(
                                plan -> planned.put(plan.order().id().value(), new Planned(plan.line(), plan.order())));
            }
            for (var claim : now(store.claim(CUT, ORDERS / 2))) {
                int good = claim.job().id().equals(job("o1-cut")) ? 2 : 4;
                now(store.change(claim.job().id(), counts(JobPhase.ENDED, EventType.JOB_ENDED, good, 4 - good)));
                planned.remove(claim.job().id().value());
            }
        }
        planned.computeIfPresent(
                "o1-glaze", (id, all) -> new Planned(all.line(), all.order().withQuantity(2)));
        return Files.readAllBytes(file);
    }

    private Fate fate(Path file) throws Exception {
        Map<String, Planned> told = new TreeMap<>();
        boolean noticed;
        try (var store = Store.open(file, new PlainRules(), Clock.systemUTC())) {
            noticed = !dispatchAll(store, told);
            noticed |= !store.health().warnings().isEmpty();
            if (told.entrySet().stream().anyMatch(entry -> !entry.getValue().equals(planned.get(entry.getKey())))) {
                return Fate.ALTERED;
            }
            long held = told.size() < planned.size() ? held(store) : 0;
            if (told.size() + held >= planned.size()) {
                return held > 0 ? Fate.HELD : audited(file, Fate.FOUND_BY_THE_DAILY_CHECK, Fate.HARMLESS);
            }
        } catch (StoreException e) {
            return Fate.REFUSED_AT_START;
        }
        return noticed ? Fate.MISSED_AND_NOTICED : audited(file, Fate.MISSED_AND_NOTICED, Fate.MISSED_UNNOTICED);
    }

    /** Whether all went without an error. */
    private static boolean dispatchAll(Store store, Map<String, Planned> told) throws Exception {
        boolean well = true;
        for (var line : List.of(CUT, GLAZE, CUT, GLAZE)) {
            try {
                for (var claim : now(store.claim(line, 100))) {
                    var before = told.put(claim.job().id().value(), new Planned(line, claim.order()));
                    assertThat(before).as("told twice").isNull();
                    if (line.equals(GLAZE)) {
                        assertCutBefore(told, claim.job().id().value());
                    }
                    int made = claim.order().quantity();
                    now(store.change(claim.job().id(), counts(JobPhase.ENDED, EventType.JOB_ENDED, made, 0)));
                }
            } catch (ExecutionException e) {
                well = false;
            }
        }
        return well;
    }

    private static void assertCutBefore(Map<String, Planned> told, String glaze) {
        String cut = glaze.replace("-glaze", "-cut");
        boolean cutEarlier = List.of("o1-cut", "o2-cut", "o3-cut", "o4-cut").contains(cut);
        assertThat(cutEarlier || told.containsKey(cut))
                .as("cut before " + glaze)
                .isTrue();
    }

    private static long held(Store store) throws Exception {
        long held = 0;
        for (int i = 1; i <= ORDERS; i++) {
            try {
                held += now(store.find(TENANT, Orders.id("o" + i))).stream()
                        .flatMap(view -> view.jobs().stream())
                        .filter(found -> found.phase() == JobPhase.HELD
                                || found.phase() == JobPhase.QUARANTINED
                                || waitsForHeld(found.phase(), found.waitsFor()))
                        .count();
            } catch (ExecutionException e) {
                LOGGER.debug("order o{} can not be read", i, e);
            }
        }
        return held;
    }

    private static boolean waitsForHeld(JobPhase phase, int waitsFor) {
        return phase == JobPhase.QUEUED && waitsFor > 0;
    }

    private static Fate audited(Path file, Fate found, Fate clean) {
        try {
            return StoreFile.audit(file).isEmpty() ? clean : found;
        } catch (java.sql.SQLException | RuntimeException e) {
            return found;
        }
    }
}

package io.lineside.gateway.progress;

import io.lineside.model.job.JobResponse;
import io.lineside.model.job.UnitResult;
import io.lineside.model.work.NamedUnits;
import io.lineside.model.work.TrackedJob;
import io.lineside.model.work.UnitSerial;
import io.lineside.model.work.Units;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Reads which pieces of its batch a line names in a report; names of other pieces say nothing. Pure. */
final class UnitReports {
    private UnitReports() {}

    static NamedUnits named(TrackedJob job, JobResponse report) {
        List<UnitResult> results = report.units();
        return results.isEmpty()
                ? NamedUnits.NONE
                : new NamedUnits(numbers(job, results, true), numbers(job, results, false));
    }

    private static Units numbers(TrackedJob job, List<UnitResult> results, boolean good) {
        IntStream numbers = results.stream()
                .filter(result -> result.good() == good)
                .map(result -> UnitSerial.number(job.request(), job.item(), result.unit()))
                .flatMapToInt(OptionalInt::stream)
                .filter(number -> job.batch().units().contains(number));
        return Units.of(numbers);
    }
}

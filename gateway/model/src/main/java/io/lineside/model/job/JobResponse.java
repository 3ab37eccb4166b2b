package io.lineside.model.job;

import io.lineside.model.JobOrderId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a line reports about a job (OPC 10031-4 ISA95JobResponseDataType).
 *
 * @param id JobResponseID as the line made it; empty where it makes none. {@code <JobOrderID>#<n>} counts the reports
 *     of the job
 * @param reportedAt the machine's own time of this report; empty where the protocol gives none
 * @param startTime when the job started at the machine
 * @param endTime when it ended at the machine
 * @param data JobResponseData; {@link #SCRAP_QUANTITY} is read from here
 * @param materials MaterialActuals; produced quantities are the good pieces
 * @param substate what the line says beyond the state; empty where it says no more
 */
public record JobResponse(
        String id,
        JobOrderId jobOrderId,
        JobState state,
        Optional<Instant> reportedAt,
        Optional<Instant> startTime,
        Optional<Instant> endTime,
        List<JobParameter> data,
        List<Material> materials,
        Optional<JobSubstate> substate) {

    /** JobResponseData id under which a line counts pieces made and thrown away. */
    public static final String SCRAP_QUANTITY = "ScrapQuantity";

    /**
     * JobResponseData id under which a line says what became of each piece: its subparameters have the serials as ids and
     * {@link #GOOD_UNIT} or {@link #SCRAP_UNIT} as values.
     */
    public static final String UNIT_RESULTS = "UnitResults";
    /** The value of a good piece. */
    public static final String GOOD_UNIT = "Good";
    /** The value of a piece that was thrown away. */
    public static final String SCRAP_UNIT = "Scrap";

    private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);

    /** Copies the lists. */
    public JobResponse {
        data = List.copyOf(data);
        materials = List.copyOf(materials);
    }

    /** A response of a line that names no substate. */
    public JobResponse(
            String id,
            JobOrderId jobOrderId,
            JobState state,
            Optional<Instant> reportedAt,
            Optional<Instant> startTime,
            Optional<Instant> endTime,
            List<JobParameter> data,
            List<Material> materials) {
        this(id, jobOrderId, state, reportedAt, startTime, endTime, data, materials, Optional.empty());
    }

    /**
     * Good pieces made so far: the sum of the produced MaterialActuals, 0 when none is reported. A line's number is not
     * trusted: parts of a piece are cut off, and the sum stays within 0 and {@link Integer#MAX_VALUE}.
     */
    public int goodQuantity() {
        BigDecimal sum = BigDecimal.ZERO;
        for (Material material : materials) {
            BigDecimal quantity = material.quantity();
            if (material.use() == MaterialUse.PRODUCED && quantity != null) {
                sum = sum.add(quantity);
            }
        }
        return pieces(sum);
    }

    /** Pieces thrown away so far: {@link #SCRAP_QUANTITY} of the response data, 0 when not reported. */
    public int scrapQuantity() {
        BigDecimal sum = BigDecimal.ZERO;
        for (JobParameter entry : data) {
            if (entry.id().equals(SCRAP_QUANTITY)) {
                sum = sum.add(number(entry.value()));
            }
        }
        return pieces(sum);
    }

    /** Whether the line says how many pieces were made or thrown away, be it none. */
    public boolean counts() {
        return materials.stream().anyMatch(made -> made.use() == MaterialUse.PRODUCED && made.quantity() != null)
                || data.stream()
                        .anyMatch(entry ->
                                entry.id().equals(SCRAP_QUANTITY) || entry.id().equals(UNIT_RESULTS));
    }

    /**
     * What the line says about single pieces: {@link #UNIT_RESULTS} of the response data, and produced MaterialActuals of
     * a sublot and at most one piece. Values that are neither good nor scrap say nothing.
     */
    public List<UnitResult> units() {
        var units = new ArrayList<UnitResult>();
        for (JobParameter entry : data) {
            if (entry.id().equals(UNIT_RESULTS)) {
                entry.subparameters().forEach(unit -> result(unit).ifPresent(units::add));
            }
        }
        for (Material material : materials) {
            if (material.use() == MaterialUse.PRODUCED) {
                piece(material).ifPresent(units::add);
            }
        }
        return units;
    }

    private static Optional<UnitResult> result(JobParameter unit) {
        String said = String.valueOf(unit.value().plain());
        return said.equals(GOOD_UNIT) || said.equals(SCRAP_UNIT)
                ? Optional.of(new UnitResult(unit.id(), said.equals(GOOD_UNIT)))
                : Optional.empty();
    }

    private static Optional<UnitResult> piece(Material material) {
        return Optional.ofNullable(material.quantity())
                        .filter(BigDecimal.ONE::equals)
                        .isPresent()
                ? Optional.ofNullable(material.sublotId()).map(serial -> new UnitResult(serial, true))
                : Optional.empty();
    }

    /** Where this report stands among the line's reports about the job. */
    public ReportMark mark() {
        return ReportMark.of(id, jobOrderId, reportedAt);
    }

    private static BigDecimal number(ParameterValue value) {
        if (value instanceof ParameterValue.Whole whole) {
            return BigDecimal.valueOf(whole.value());
        }
        return value instanceof ParameterValue.Decimal decimal ? BigDecimal.valueOf(decimal.value()) : BigDecimal.ZERO;
    }

    private static int pieces(BigDecimal number) {
        return number.max(BigDecimal.ZERO).min(MOST).intValue();
    }
}

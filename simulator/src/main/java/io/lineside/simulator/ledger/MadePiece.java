package io.lineside.simulator.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One physically made piece: one line of the made ledger.
 *
 * @param seq 1 for the plant's first piece, one more for each after it
 * @param unit 1 for the first piece of the job order
 * @param scrap whether it was thrown away; left out of the file where it was not
 * @param of how many pieces the job order asks for
 * @param parameters as the line received them (String, Long, Double, Boolean), in the order received; a subparameter
 *     stands under its parent's name, a slash and its own
 */
@JsonPropertyOrder({"seq", "line", "jobOrderId", "workMasterId", "unit", "scrap", "of", "madeAt", "parameters"})
public record MadePiece(
        @JsonProperty("seq") long seq,
        @JsonProperty("line") String line,
        @JsonProperty("jobOrderId") String jobOrderId,
        @JsonProperty("workMasterId") String workMasterId,
        @JsonProperty("unit") int unit,
        @JsonProperty("scrap") @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean scrap,
        @JsonProperty("of") int of,
        @JsonProperty("madeAt") Instant madeAt,
        @JsonProperty("parameters") Map<String, Object> parameters) {
    /** Copies the parameters, keeping their order. */
    public MadePiece {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}

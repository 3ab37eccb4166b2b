package io.lineside.gateway.store;

import io.lineside.model.EquipmentId;
import io.lineside.model.line.MemoryId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of the sendings of a job besides its row.
 *
 * @param memory out of which its line answered when the job was last sent; empty where that was not known, or where it
 *     was never sent
 * @param standing what is known of its last sending
 * @param silentBefore whether an earlier sending to the same line was never answered
 * @param capable every line that could make it
 * @param refusals lines that refused it for good, in that order, each with the reason
 * @param cutShort how many sendings in a row, the last among them if that is known already, the gateway itself cut short
 *     by ending or failing
 * @param specDigest of what was ordered; what the line reports must not contradict it
 */
public record SendRecord(
        Optional<MemoryId> memory,
        Standing standing,
        boolean silentBefore,
        List<EquipmentId> capable,
        Map<EquipmentId, String> refusals,
        int cutShort,
        String specDigest) {

    /** Whether the line has, or had, a job. */
    public enum Standing {
        /** It was never sent, or what was sent certainly does not exist at the line. */
        NOT_THERE,
        /** Nobody knows. */
        MAY_BE_THERE,
        /** The line took it. */
        TAKEN
    }

    /** Copies the collections. */
    public SendRecord {
        capable = List.copyOf(capable);
        refusals = Map.copyOf(refusals);
    }

    /** One sending that nobody has answered yet, out of this memory. */
    public static SendRecord open(Optional<MemoryId> memory) {
        return new SendRecord(memory, Standing.MAY_BE_THERE, false, List.of(), Map.of(), 0, "");
    }
}

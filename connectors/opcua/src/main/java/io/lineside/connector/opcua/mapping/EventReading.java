package io.lineside.connector.opcua.mapping;

import io.lineside.connector.opcua.wire.Isa95JobOrder;
import io.lineside.connector.opcua.wire.Isa95JobResponse;
import io.lineside.connector.opcua.wire.Isa95State;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an ISA95JobOrderStatusEventType event says (OPC 10031-4 6.4): a server may fill only some of its fields. */
public final class EventReading {
    private static final Isa95JobResponse NOTHING =
            new Isa95JobResponse(null, null, null, null, null, List.of(), null, null, null, null, null);

    private EventReading() {}

    /**
     * The report in an event: the job response, completed from the event's own JobOrder and JobState.
     *
     * @param time the event's Time
     */
    public static Reading of(
            @Nullable Isa95JobOrder order,
            List<Isa95State> states,
            @Nullable Isa95JobResponse response,
            Optional<Instant> time) {
        Isa95JobResponse said = Objects.requireNonNullElse(response, NOTHING);
        String idOfOrder = order == null ? null : order.jobOrderId();
        return ResponseMapping.read(
                new Isa95JobResponse(
                        said.jobResponseId(),
                        said.description(),
                        said.jobOrderId() == null ? idOfOrder : said.jobOrderId(),
                        said.startTime(),
                        said.endTime(),
                        states.isEmpty() ? said.jobState() : states,
                        said.jobResponseData(),
                        said.personnelActuals(),
                        said.equipmentActuals(),
                        said.physicalAssetActuals(),
                        said.materialActuals()),
                time);
    }
}

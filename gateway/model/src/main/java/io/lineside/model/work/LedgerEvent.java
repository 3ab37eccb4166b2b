package io.lineside.model.work;

import io.lineside.model.JobOrderId;
import io.lineside.model.WorkRequestId;
import java.time.Instant;
import java.util.Optional;

/**
 * One entry of the append-only ledger.
 *
 * @param position over all orders, rising, with gaps only where nothing was committed
 * @param seq within the order, from 1, without a gap
 * @param at when the gateway recorded it
 * @param job the job order it is about; empty for the order itself
 * @param data JSON object with everything the transition changed, so that replay rebuilds the rows
 */
public record LedgerEvent(
        long position,
        WorkRequestId request,
        long seq,
        Instant at,
        EventType type,
        Optional<JobOrderId> job,
        String data) {}

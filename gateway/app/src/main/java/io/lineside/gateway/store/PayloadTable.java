package io.lineside.gateway.store;

import io.lineside.model.JobOrderId;
import io.lineside.model.SpecDigest;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.JobParameter;
import io.lineside.model.job.ParameterValue;
import io.lineside.model.work.TrackedJob;
import io.lineside.model.work.UnitSerial;
import io.lineside.model.work.Units;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** SQL of what lines are told: the job orders as they were planned, each with its digest. */
final class PayloadTable {

    /** A payload as it was found. */
    record Payload(String text, String sha256) {
        static Payload of(JobOrder order) {
            var text = JobOrderText.write(order);
            return new Payload(text, SpecDigest.of(text).hex());
        }

        /** Whether it is the text that was planned. */
        boolean isSound() {
            return ClaimCheck.isSound(text, sha256);
        }

        JobOrder order() {
            return JobOrderText.read(text);
        }

        /** The order as the line is told it: for as many pieces as the job is to make now, at the line that it is at. */
        static JobOrder fitted(Session sql, JobOrder order, TrackedJob job) throws SQLException {
            if (order.quantity() == job.quantity()) {
                return order.at(job.line());
            }
            Units left = job.batch()
                    .units()
                    .minus(PredecessorTable.scrapped(sql, job))
                    .lowest(job.quantity());
            return order.withQuantity(job.quantity())
                    .ofSublot(UnitSerial.sublot(UnitSerial.lot(job.request(), job.item()), left))
                    .at(job.line());
        }
    }

    private static final String INSERT = "insert into job_order (job_id, payload, payload_sha256) values (?, ?, ?)";
    private static final String BY_ID = "select payload, payload_sha256 from job_order where job_id = ?";

    private static final String SPEC_DIGEST =
            "select spec_digest, personal from work_item where request_id = ? and item = ?";

    private PayloadTable() {}

    /** Keeps the order; returns the digest. */
    static String insert(Session sql, JobOrder order) throws SQLException {
        var payload = Payload.of(order);
        insert(sql, order.id(), payload);
        return payload.sha256();
    }

    /** Keeps an order that was put into words before. */
    static void insert(Session sql, JobOrderId id, Payload payload) throws SQLException {
        sql.insert(INSERT, id.value(), payload.text(), payload.sha256());
    }

    /** What the line was told for a job; fails where that is not what was planned any more. */
    static JobOrder instructed(Session sql, TrackedJob job) throws SQLException {
        var payload = find(sql, job.id())
                .filter(Payload::isSound)
                .orElseThrow(() -> new StoreException("the payload of job " + job.id()
                        + " is missing or was altered: what the line has can not be compared with it"));
        return Payload.fitted(sql, payload.order(), job);
    }

    /** What the line was told, and of which variant. */
    static ToldJob told(Session sql, TrackedJob job) throws SQLException {
        var ordered = sql.one(
                SPEC_DIGEST,
                row -> new Ordered(row.getString(1), new PersonalNames(PersonalNames.read(row.getString(2)))),
                job.request().value(),
                job.item());
        var order = find(sql, job.id()).filter(Payload::isSound).map(Payload::order);
        var told = order.map(JobOrder::parameters).orElse(List.of()).stream()
                .filter(parameter -> ordered.filter(item -> item.personal()
                                .hasParameter(
                                        job.operation(),
                                        parameter.id(),
                                        parameter.value() instanceof ParameterValue.Text))
                        .isPresent())
                .map(JobParameter::id)
                .collect(Collectors.toSet());
        return new ToldJob(ordered.map(Ordered::digest).orElse(""), order, told);
    }

    private record Ordered(String digest, PersonalNames personal) {}

    static Optional<Payload> find(Session sql, JobOrderId id) throws SQLException {
        return sql.one(BY_ID, row -> new Payload(row.getString(1), row.getString(2)), id.value());
    }
}

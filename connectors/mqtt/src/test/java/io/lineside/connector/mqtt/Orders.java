package io.lineside.connector.mqtt;

import io.lineside.connector.testkit.LineRig;
import io.lineside.connector.testkit.RecordingListener;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.JobAction;
import io.lineside.model.job.JobCommand;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.JobState;
import io.lineside.model.job.Material;
import io.lineside.model.line.JobEvidence;
import io.lineside.model.line.LineConnector;
import io.lineside.model.line.LineSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** A gateway's part of a job, reduced to the rule that counts: what is in doubt is asked for before it is sent again. */
final class Orders {
    static final int PIECES = 2;

    private static final Duration REQUEST_TIMEOUT = Duration.ofMillis(700);

    private Orders() {}

    static LineConnector connector(LineRig rig, RecordingListener listener) {
        var settings = new LineSettings(
                new EquipmentId("line-1"),
                "orders",
                rig.equipmentPath(),
                REQUEST_TIMEOUT,
                rig.connection(),
                Clock.systemUTC());
        LineConnector connector = rig.provider().create(settings, listener);
        connector.start();
        return connector;
    }

    static List<JobOrderId> ids(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new JobOrderId(name + "-" + i))
                .toList();
    }

    /** Sends a job once, as far as anybody can tell; whether the line has it now. */
    static boolean settled(LineConnector connector, LineRig rig, JobOrderId id) {
        if (evidence(connector, id) instanceof JobEvidence.Present) {
            return true;
        }
        if (!(evidence(connector, id) instanceof JobEvidence.Absent)) {
            return false;
        }
        var order = JobOrder.of(id, rig.workMaster(), List.of(), Material.produced("mug", PIECES));
        CommandOutcome outcome = connector
                .send(JobCommand.carrying(JobAction.STORE_AND_START, order))
                .toCompletableFuture()
                .join();
        return outcome instanceof CommandOutcome.Accepted;
    }

    static boolean ended(LineConnector connector, JobOrderId id) {
        return evidence(connector, id) instanceof JobEvidence.Present present
                && present.response().state() == JobState.ENDED;
    }

    private static JobEvidence evidence(LineConnector connector, JobOrderId id) {
        return connector.query(id).toCompletableFuture().join();
    }
}

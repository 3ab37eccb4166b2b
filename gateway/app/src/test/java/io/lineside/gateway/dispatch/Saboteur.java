package io.lineside.gateway.dispatch;

import io.lineside.gateway.progress.OrderRules;
import io.lineside.gateway.store.RequestRules;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.job.JobResponse;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.LedgerEvent;
import io.lineside.model.work.RequestState;
import io.lineside.model.work.TrackedJob;
import java.util.List;
import java.util.Optional;

/** Does what a broken gateway would do. */
final class Saboteur {
    private final Sabotage sabotage;
    private final History history;

    Saboteur(Sabotage sabotage, History history) {
        this.sabotage = sabotage;
        this.history = history;
    }

    /** The gateway's own rules, or some that make too much again. */
    RequestRules rules() {
        var own = new OrderRules();
        return sabotage != Sabotage.REMADE_TOO_MUCH
                ? own
                : new RequestRules() {
                    @Override
                    public RequestState stateOf(RequestState current, Jobs jobs) {
                        return own.stateOf(current, jobs);
                    }

                    @Override
                    public Optional<JobChange> afterPredecessor(TrackedJob waiting, int goodOfPredecessors) {
                        return own.afterPredecessor(waiting, goodOfPredecessors);
                    }

                    @Override
                    public int lost(List<TrackedJob> batch, int wanted) {
                        int pieces = own.lost(batch, wanted);
                        return pieces == 0 ? 0 : pieces + 1;
                    }
                };
    }

    void handedIn(WorkRequestId id) {
        if (sabotage == Sabotage.ACKNOWLEDGED_TOO_EARLY) {
            history.acknowledge(id);
        }
    }

    void reported(EquipmentId line, JobResponse report) {
        if (sabotage == Sabotage.CLEAR_BEFORE_DURABLE && report.state().isFinal()) {
            history.clear(report.jobOrderId(), line);
        }
    }

    void committed(LedgerEvent event, HistoryGateway gateway) {
        if (sabotage == Sabotage.KEY_OF_ANOTHER_TENANT && event.seq() == 1) {
            history.tamper(
                    "update idempotency_key set tenant = 'stranger' where request_id = ?",
                    event.request().value());
        }
        event.job().ifPresent(id -> changed(id, event, gateway));
    }

    private void changed(JobOrderId id, LedgerEvent event, HistoryGateway gateway) {
        EventType type = event.type();
        switch (sabotage) {
            case BLIND_RESEND -> {
                if (type == EventType.JOB_IN_DOUBT) {
                    move(gateway, id, JobPhase.IN_DOUBT, JobPhase.QUEUED);
                }
            }
            case LEFT_ALONE -> {
                if (type == EventType.JOB_IN_DOUBT) {
                    move(gateway, id, JobPhase.IN_DOUBT, JobPhase.HELD);
                }
            }
            case SENT_BEFORE_INTENT -> {
                if (type == EventType.JOB_PLANNED) {
                    history.sendAtOnce(id);
                }
            }
            case HOPEFUL -> {
                if (type == EventType.JOB_IN_DOUBT) {
                    move(gateway, id, JobPhase.IN_DOUBT, JobPhase.STARTED);
                }
            }
            case ABSENT_PROVES_ALL -> {
                if (type == EventType.JOB_HELD && !event.data().contains(JobChange.REFUSED_BY)) {
                    move(gateway, id, JobPhase.HELD, JobPhase.QUEUED);
                }
            }
            case CANCEL_BELIEVED -> {
                if (type == EventType.JOB_CANCEL_ASKED) {
                    change(gateway, id, Optional.empty(), JobPhase.CANCELLED, 0);
                }
            }
            case FINAL_PHASE_LEFT -> {
                if (type == EventType.JOB_ENDED) {
                    move(gateway, id, JobPhase.ENDED, JobPhase.RUNNING);
                }
            }
            case COUNTS_FALL -> {
                if (type == EventType.JOB_PROGRESSED) {
                    change(gateway, id, Optional.of(JobPhase.RUNNING), JobPhase.RUNNING, -1);
                }
            }
            case CHANGE_WITHOUT_EVENT -> {
                if (type == EventType.JOB_CLEARED) {
                    history.tamper("update job set scrap = scrap + 1 where id = ?", id.value());
                }
            }
            default -> {}
        }
    }

    private static void move(HistoryGateway gateway, JobOrderId id, JobPhase from, JobPhase to) {
        change(gateway, id, Optional.of(from), to, 0);
    }

    private static void change(HistoryGateway gateway, JobOrderId id, Optional<JobPhase> from, JobPhase to, int good) {
        var unused = gateway.store().change(id, job -> Optional.of(from.orElse(job.phase()))
                .filter(job.phase()::equals)
                .filter(phase -> !phase.isFinal() || from.isPresent())
                .map(phase -> new JobChange(
                        EventType.JOB_DOUBT_SETTLED,
                        to,
                        job.good() + good,
                        job.scrap(),
                        "sabotage",
                        Optional.empty())));
    }
}

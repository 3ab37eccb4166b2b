package io.lineside.connector.mqtt.wire;

import io.lineside.model.job.JobAction;

/**
 * A method of OPC 10031-4 as an action names it.
 *
 * @param id the ActionTargetId of the line protocol
 */
record ActionTarget(String name, int id) {
    static final ActionTarget RESPONSE_BY_ID = new ActionTarget("RequestJobResponseByJobOrderID", 7002);
    static final ActionTarget RESPONSES_BY_STATE = new ActionTarget("RequestJobResponseByJobOrderState", 7014);

    static ActionTarget of(JobAction action) {
        int id =
                switch (action) {
                    case STORE -> 7001;
                    case STORE_AND_START -> 7004;
                    case START -> 7005;
                    case STOP -> 7006;
                    case PAUSE -> 7007;
                    case RESUME -> 7008;
                    case UPDATE -> 7009;
                    case ABORT -> 7010;
                    case CANCEL -> 7011;
                    case CLEAR -> 7012;
                    case REVOKE_START -> 7013;
                };
        return new ActionTarget(action.methodName(), id);
    }
}

package io.lineside.simulator.opcua;

import io.lineside.simulator.behaviour.Behaviour;
import io.lineside.simulator.behaviour.Switch;
import io.lineside.simulator.job.Reply;
import io.lineside.simulator.job.ReturnStatus;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.ULong;

/**
 * What a method answers: Good, or Uncertain for a refusal, because outputs are lost with a Bad status (OPC 10031-4
 * Annex B.2).
 */
record Outcome(ReturnStatus returnStatus, List<Variant> before, String text) {
    private static final StatusCode UNCERTAIN = new StatusCode(0x40000000L);

    static Outcome of(Reply reply) {
        return of(reply.status(), reply.text());
    }

    /** The outputs before ReturnStatus, which every method ends with. */
    static Outcome of(ReturnStatus status, String text, Variant... before) {
        return new Outcome(status, List.of(before), text);
    }

    StatusCode status() {
        return returnStatus == ReturnStatus.NO_ERROR ? StatusCode.GOOD : UNCERTAIN;
    }

    /** All outputs; the ReturnStatus as the line's dialect has it. */
    Variant[] outputs(Behaviour behaviour) {
        boolean plainNumber = behaviour.word(Switch.RETURN_STATUS).equals("enum");
        List<Variant> outputs = new ArrayList<>(before);
        outputs.add(Variant.ofUInt64(ULong.valueOf(plainNumber ? returnStatus.bit() : returnStatus.bits())));
        return outputs.toArray(new Variant[0]);
    }
}

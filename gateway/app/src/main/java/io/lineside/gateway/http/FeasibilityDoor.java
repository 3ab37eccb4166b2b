package io.lineside.gateway.http;

import io.lineside.gateway.intake.FeasibilityResult;
import io.lineside.gateway.intake.IntakeCall;
import java.util.concurrent.CompletionStage;

/** The way into the gateway for a question: the feasibility route. */
@FunctionalInterface
public interface FeasibilityDoor {
    /** Asks whether an order could be made. */
    CompletionStage<FeasibilityResult> judge(IntakeCall call);
}

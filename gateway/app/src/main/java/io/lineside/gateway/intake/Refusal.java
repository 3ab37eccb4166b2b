package io.lineside.gateway.intake;

import java.util.List;
import java.util.Optional;

/**
 * Why a submission was not taken, in the words that every way into the gateway uses: the parts of RFC 9457 problem details.
 *
 * @param status as of HTTP
 * @param code stable machine word, also the end of the problem type
 * @param causes every single thing that is wrong, with its JSON pointer; empty where the detail says it all
 */
public record Refusal(int status, String code, String title, String detail, List<Cause> causes) {
    /** What the problem type begins with. */
    public static final String TYPE = "urn:lineside:problem:";

    /** Copies the list. */
    public Refusal {
        causes = List.copyOf(causes);
    }

    /** One whose detail says it all. */
    public Refusal(int status, String code, String title, String detail) {
        this(status, code, title, detail, List.of());
    }

    /** What a result that is no order says; empty for an order, and for {@link IntakeResult.Busy}, which is no verdict. */
    public static Optional<Refusal> of(IntakeResult result) {
        if (result instanceof IntakeResult.Unreadable unreadable) {
            return Optional.of(new Refusal(400, "bad-json", "Body is not JSON", unreadable.detail()));
        }
        if (result instanceof IntakeResult.KeyReused reused) {
            return Optional.of(new Refusal(
                    422,
                    "idempotency-key-reused",
                    "Idempotency-Key was used for another order",
                    "the key belongs to order " + reused.id() + ", whose body is not this one; use a new key"));
        }
        if (result instanceof IntakeResult.ExternalIdTaken taken) {
            return Optional.of(new Refusal(
                    409,
                    "external-id-taken",
                    "externalId belongs to another order",
                    "order " + taken.id() + " has this externalId and another body"));
        }
        return result instanceof IntakeResult.Refused refused ? Optional.of(of(refused)) : Optional.empty();
    }

    private static Refusal of(IntakeResult.Refused refused) {
        int named = refused.causes().size();
        String faults = refused.found() == 1 ? "1 fault" : refused.found() + " faults";
        return new Refusal(
                422,
                "order-refused",
                "The order can not be made as it stands",
                named < refused.found() ? faults + ", of which the first " + named + " are named" : faults,
                refused.causes());
    }
}

package io.lineside.gateway.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lineside.gateway.dispatch.Decision;
import io.lineside.gateway.dispatch.DecisionCall;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a person's decision about a job; every fault is told. Thread-safe. */
public final class DecisionReader {
    private static final Pattern DECISION = Pattern.compile("made|not-made|move|cancel|retry");
    private static final Pattern LINE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern NAME = Pattern.compile("(?=.*\\S)[^\\p{Cntrl}]{1,100}");
    private static final Pattern WORDS = Pattern.compile("(?=.*\\S)[^\\p{Cntrl}]{1,500}");

    private DecisionReader() {}

    /** What was read. */
    public sealed interface Result {
        /** A decision without fault. */
        record Read(DecisionCall call) implements Result {}

        /** What is wrong with it. */
        record Faulty(List<Cause> causes) implements Result {
            /** Copies the list. */
            public Faulty {
                causes = List.copyOf(causes);
            }
        }

        /** It is no JSON at all. */
        record NotJson(String detail) implements Result {}
    }

    /** Reads the body of a decision about this job. */
    public static Result read(JobOrderId job, String body) {
        Json json;
        try {
            json = Json.read(body);
        } catch (JsonProcessingException e) {
            return new Result.NotJson(e.getOriginalMessage());
        }
        var causes = new ArrayList<Cause>();
        var fields = new Fields(
                json.root(), "", causes, "decision", "attempt", "good", "scrap", "line", "confirmed", "by", "why");
        Optional<String> word = fields.text("decision", true, DECISION);
        Optional<Decision> decision = word.flatMap(known -> decision(known, fields));
        Optional<Integer> attempt = fields.whole("attempt", true, 0, Integer.MAX_VALUE);
        Optional<String> by = fields.text("by", true, NAME);
        Optional<String> why = fields.text("why", true, WORDS);
        boolean confirmed = fields.flag("confirmed");
        if (!causes.isEmpty()) {
            return new Result.Faulty(causes);
        }
        return new Result.Read(new DecisionCall(
                job, attempt.orElseThrow(), decision.orElseThrow(), confirmed, by.orElseThrow(), why.orElseThrow()));
    }

    private static Optional<Decision> decision(String word, Fields fields) {
        boolean made = word.equals("made");
        boolean move = word.equals("move");
        Optional<Integer> good =
                only(made, fields, "good") ? fields.whole("good", true, 0, Integer.MAX_VALUE) : Optional.empty();
        Optional<Integer> scrap =
                only(made, fields, "scrap") ? fields.whole("scrap", false, 0, Integer.MAX_VALUE) : Optional.empty();
        Optional<String> line = only(move, fields, "line") ? fields.text("line", true, LINE) : Optional.empty();
        return switch (word) {
            case "made" -> good.map(pieces -> new Decision.Made(pieces, scrap.orElse(0)));
            case "move" -> line.map(id -> new Decision.Move(new EquipmentId(id)));
            case "not-made" -> Optional.of(new Decision.NotMade());
            case "cancel" -> Optional.of(new Decision.Cancel());
            default -> Optional.of(new Decision.Retry());
        };
    }

    /** Whether the field belongs to the decision; one that does not belong and is there is a fault. */
    private static boolean only(boolean belongs, Fields fields, String name) {
        if (!belongs && fields.has(name)) {
            fields.fault(fields.at(name), "unknown-field", fields.node(name), "", "does not belong to this decision");
        }
        return belongs;
    }
}

package io.lineside.gateway.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lineside.gateway.store.RequestTable.Known;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.work.EventType;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Changes an order as its platform wishes, or gives the answer that was given before. Re-runnable. */
final class ActionWork implements Work<ActionOutcome> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACTED =
            "select data from ledger_event where request_id = ? and type = 'OrderActed' order by seq desc";

    private final ActionCall call;
    private final Function<ActionView, Optional<ActionDecision>> decision;
    private final RequestRules rules;

    ActionWork(ActionCall call, Function<ActionView, Optional<ActionDecision>> decision, RequestRules rules) {
        this.call = call;
        this.decision = decision;
        this.rules = rules;
    }

    @Override
    public ActionOutcome run(Tx tx) throws SQLException {
        if (call.key().isPresent()) {
            var known = RequestTable.findKey(tx.sql(), call.tenant(), call.key().get());
            if (known.isPresent()) {
                return known.get().equals(new Known(call.order(), call.digest()))
                        ? new ActionOutcome.Done(answered(tx.sql(), call.key().get()), true, Set.of())
                        : new ActionOutcome.KeyReused(known.get().id());
            }
        }
        var view = ActionView.find(tx.sql(), call.tenant(), call.order());
        if (view.isEmpty()) {
            return new ActionOutcome.NoSuchOrder();
        }
        var decided = decision.apply(view.get());
        return decided.isPresent() ? carryOut(tx, decided.get()) : new ActionOutcome.Refused();
    }

    private ActionOutcome carryOut(Tx tx, ActionDecision decided) throws SQLException {
        var head = tx.head(call.order());
        var fold = new OrderFold(tx, rules, head);
        var data = JsonNodeFactory.instance
                .objectNode()
                .put("state", head.state().text())
                .put("action", call.action())
                .put("answer", decided.answer());
        call.key().ifPresent(key -> data.put("key", key));
        tx.record(head, EventType.ORDER_ACTED, Optional.<JobOrderId>empty(), data);
        for (var lowered : decided.lowered().entrySet()) {
            fold.fewer(lowered.getKey(), lowered.getValue());
        }
        var lines = new HashSet<EquipmentId>();
        for (var change : decided.changes()) {
            var after = fold.apply(change.job(), change.change());
            if (after.phase().isAtLine()) {
                lines.add(after.line());
            }
        }
        fold.finish();
        if (call.key().isPresent()) {
            RequestTable.insertKey(tx.sql(), call.tenant(), call.key().get(), new Known(call.order(), call.digest()));
        }
        lines.addAll(fold.linesWithNewWork());
        return new ActionOutcome.Done(decided.answer(), false, lines);
    }

    private String answered(Session sql, String key) throws SQLException {
        for (var data : sql.list(
                ACTED, row -> String.valueOf(row.getString(1)), call.order().value())) {
            try {
                JsonNode event = JSON.readTree(data);
                if (key.equals(event.path("key").asText())) {
                    return event.path("answer").asText();
                }
            } catch (JsonProcessingException e) {
                throw new StoreException("order " + call.order() + ": an event is not JSON; restore a backup", e);
            }
        }
        throw new StoreException("order " + call.order() + ": the answer kept with a key is gone; restore a backup");
    }
}

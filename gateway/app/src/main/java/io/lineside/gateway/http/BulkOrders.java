package io.lineside.gateway.http;

import io.lineside.gateway.intake.Cause;
import io.lineside.gateway.intake.IntakeCall;
import io.lineside.gateway.intake.IntakeResult;
import io.lineside.gateway.intake.OrderWarnings;
import io.lineside.gateway.store.Store;
import io.lineside.model.TenantId;
import io.lineside.model.work.WorkRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Makes orders of rows, and answers of what becomes of them. Thread-safe. */
final class BulkOrders {
    private final OrderDoor door;
    private final Store store;
    private final OrderWarnings warnings;

    BulkOrders(OrderDoor door, Store store, OrderWarnings warnings) {
        this.door = door;
        this.store = store;
        this.warnings = warnings;
    }

    /** The rows of one request, which may have a key. */
    Rows of(TenantId tenant, Optional<String> key, Languages languages) {
        return new Rows(tenant, key, languages);
    }

    /** The rows of one request. Thread-safe. */
    final class Rows {
        private final TenantId tenant;
        private final Optional<String> key;
        private final Languages languages;

        private Rows(TenantId tenant, Optional<String> key, Languages languages) {
            this.tenant = tenant;
            this.key = key;
            this.languages = languages;
        }

        /** Hands a row in; completes with its answer when it is durable or refused, with nothing when it has to wait. */
        CompletionStage<Optional<JsonObject>> submit(BulkBody.Row row) {
            if (row.tooLong()) {
                return now(
                        row,
                        new Problem(
                                413,
                                "body-too-large",
                                "Row too long",
                                "the row is longer than http.maxBody allows",
                                List.of()));
            }
            Optional<String> text = Bodies.text(row.bytes());
            if (text.isEmpty()) {
                return now(row, Problem.of(400, "bad-encoding", "Row is not UTF-8", "a row must be JSON in UTF-8"));
            }
            // A space is in no key of a request, so that no row has the key of a single order.
            var call = new IntakeCall(tenant, key.map(own -> own + " " + row.number()), text.get());
            return call.isRepeatable() ? submit(row, call) : now(row, unnamed());
        }

        private CompletionStage<Optional<JsonObject>> submit(BulkBody.Row row, IntakeCall call) {
            return door.submit(call).thenCompose(result -> answer(row, result)).exceptionally(failure -> {
                Problem problem = Failures.ofOrder(failure);
                return problem.code().equals("busy") ? Optional.empty() : Optional.of(refused(row, problem));
            });
        }

        private CompletionStage<Optional<JsonObject>> answer(BulkBody.Row row, IntakeResult result) {
            if (result instanceof IntakeResult.Busy) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            if (result instanceof IntakeResult.Accepted accepted) {
                return CompletableFuture.completedFuture(Optional.of(taken(row, accepted.request())));
            }
            if (result instanceof IntakeResult.Replayed replayed) {
                return store.find(tenant, replayed.id())
                        .thenApply(found -> Optional.of(
                                taken(row, found.orElseThrow().request()).put("replayed", true)));
            }
            return now(
                    row,
                    OrderRoutes.problem(result instanceof IntakeResult.Refused refused ? shorter(refused) : result));
        }

        /** With fewer causes than a single order is told, because several rows are answered at once. */
        private IntakeResult.Refused shorter(IntakeResult.Refused refused) {
            int named = Math.min(BulkLimits.MOST_CAUSES, refused.causes().size());
            return new IntakeResult.Refused(refused.causes().subList(0, named), refused.found());
        }

        private Problem unnamed() {
            return OrderRoutes.problem(new IntakeResult.Refused(
                    List.of(new Cause(
                            "/externalId",
                            "required",
                            "",
                            "an externalId in each row, or an Idempotency-Key of the request",
                            "a row must be known again when it is sent again")),
                    1));
        }

        private JsonObject taken(BulkBody.Row row, WorkRequest request) {
            return new JsonObject()
                    .put("row", row.number())
                    .put("status", 201)
                    .put("order", OrderJson.receipt(request, Problem.json(warnings.of(request), languages)));
        }

        private CompletionStage<Optional<JsonObject>> now(BulkBody.Row row, Problem problem) {
            return CompletableFuture.completedFuture(Optional.of(refused(row, problem)));
        }

        private JsonObject refused(BulkBody.Row row, Problem problem) {
            return refused(row.number(), problem);
        }

        /** The answer to a row that is not taken. */
        JsonObject refused(int row, Problem problem) {
            return new JsonObject()
                    .put("row", row)
                    .put("status", problem.status())
                    .put("problem", problem.json(BulkRoutes.PATH, languages));
        }
    }
}

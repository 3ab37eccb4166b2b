package io.lineside.gateway.http;

import io.lineside.gateway.intake.Cause;
import io.lineside.gateway.intake.Refusal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * An error answer as RFC 9457 problem details.
 *
 * @param code stable machine word, also the end of the problem type
 * @param causes every single thing that is wrong, with its JSON pointer; empty where the detail says it all
 */
record Problem(int status, String code, String title, String detail, List<Cause> causes) {
    Problem {
        causes = List.copyOf(causes);
    }

    static Problem of(int status, String code, String title, String detail) {
        return new Problem(status, code, title, detail, List.of());
    }

    static Problem of(Refusal refusal) {
        return new Problem(refusal.status(), refusal.code(), refusal.title(), refusal.detail(), refusal.causes());
    }

    /** Answers with this, unless the request has been answered or has gone; completes when it is sent. */
    Future<Void> answer(RoutingContext context) {
        return answer(context, json(context.request().path(), Languages.of(context)));
    }

    /** Answers with these details of it. */
    Future<Void> answer(RoutingContext context, JsonObject body) {
        if (context.response().ended() || context.response().closed()) {
            return Future.succeededFuture();
        }
        return context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store")
                .end(body.toBuffer());
    }

    /** The problem details, of a request to this path. */
    JsonObject json(String instance, Languages languages) {
        var body = new JsonObject()
                .put("type", Refusal.TYPE + code)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("instance", instance);
        return causes.isEmpty() ? body : body.put("errors", json(causes, languages));
    }

    /** Causes or warnings, in the best language that the product file has for each. */
    static JsonArray json(List<Cause> causes, Languages languages) {
        var errors = new JsonArray();
        causes.forEach(cause -> errors.add(json(cause, languages)));
        return errors;
    }

    private static JsonObject json(Cause cause, Languages languages) {
        // Without a wish, or in English, the detail is the one that names the rule too.
        String detail = languages.tags().isEmpty() || cause.reasons().isEmpty()
                ? cause.detail()
                : languages.text(cause.reasons()).orElse(cause.detail());
        var error = new JsonObject()
                .put("pointer", cause.pointer())
                .put("rule", cause.rule())
                .put("detail", detail)
                .put("was", cause.was());
        if (!cause.allowed().isEmpty()) {
            error.put("allowed", cause.allowed());
        }
        return error;
    }
}

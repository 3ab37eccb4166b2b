package io.lineside.gateway.http;

import io.lineside.config.Site;
import io.lineside.config.door.DoorsConfig;
import io.lineside.config.source.Fault;
import io.lineside.gateway.reload.ReloadResult;
import io.lineside.gateway.reload.ReloadState;
import io.lineside.gateway.reload.Reloader;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code /site} on the management port: which files are in force, and a reload. Confined to event loops. */
final class SiteRoutes {
    private final Reloader reloader;

    SiteRoutes(Reloader reloader) {
        this.reloader = reloader;
    }

    void bindTo(ContractRouter router) {
        router.bind("readSite", context -> answer(context, 200, whole())).bind("reloadSite", this::reload);
    }

    /** With what there is in the files, and what came of the last attempt to change it. */
    private JsonObject whole() {
        ReloadState state = reloader.state();
        Site site = reloader.site();
        var json = json(state)
                .put("folder", site.folder().toString())
                .put("applied", state.applied())
                .put("timesRefused", state.refused())
                .put(
                        "holds",
                        new JsonObject()
                                .put("lines", site.lines().size())
                                .put("products", site.products().size())
                                .put("mappings", site.mappings().size())
                                .put("doors", doors(site.doors())));
        state.last().ifPresent(last -> json.put("last", json(last)));
        return json;
    }

    private static int doors(DoorsConfig doors) {
        return doors.folders().size()
                + doors.reports().size()
                + doors.mqtt().size()
                + doors.kafka().size();
    }

    private static JsonObject json(ReloadState.Attempt last) {
        List<String> changes = last.result() instanceof ReloadResult.Applied applied ? applied.changes() : List.of();
        String outcome = last.result() instanceof ReloadResult.Refused
                ? "refused"
                : last.result() instanceof ReloadResult.Applied ? "applied" : "unchanged";
        return new JsonObject()
                .put("at", last.at().toString())
                .put("who", last.who())
                .put("outcome", outcome)
                .put("changes", new JsonArray(changes));
    }

    private void reload(RoutingContext context) {
        OrderRoutes.respond(context, reloader.reload(ManagementGuard.who(context)), result -> {
            if (result instanceof ReloadResult.Refused refused) {
                answer(context, 422, refusal(context, refused.faults()));
            } else {
                var json = json(reloader.state());
                List<String> changes = result instanceof ReloadResult.Applied applied ? applied.changes() : List.of();
                answer(context, 200, json.put("changes", new JsonArray(changes)));
            }
        });
    }

    private static JsonObject refusal(RoutingContext context, List<Fault> faults) {
        return new JsonObject()
                .put("type", "urn:lineside:problem:site-refused")
                .put("title", "The files of the site are not put into force")
                .put("status", 422)
                .put("detail", (faults.size() == 1 ? "1 fault" : faults.size() + " faults") + "; nothing was changed")
                .put("instance", context.request().path())
                .put("errors", json(faults));
    }

    /** The site as health shows it. */
    static JsonObject json(ReloadState state) {
        var json = new JsonObject().put("since", state.since().toString());
        state.refusal()
                .ifPresent(refusal -> json.put(
                        "refused",
                        new JsonObject()
                                .put("since", refusal.since().toString())
                                .put("last", refusal.last().toString())
                                .put("errors", json(refusal.faults()))));
        if (!state.leaving().isEmpty()) {
            json.put("leaving", new JsonArray(state.leaving()));
        }
        return json;
    }

    private static JsonArray json(List<Fault> faults) {
        var json = new JsonArray();
        faults.forEach(fault -> json.add(new JsonObject()
                .put("file", fault.file().toString())
                .put("line", fault.line())
                .put("column", fault.column())
                .put("path", fault.path())
                .put("detail", fault.message())));
        return json;
    }

    private static void answer(RoutingContext context, int status, JsonObject body) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", status < 400 ? "application/json" : "application/problem+json")
                .putHeader("Cache-Control", "no-store")
                .end(body.toBuffer());
    }
}

package io.lineside.gateway.http;

import io.lineside.gateway.door.DoorCounts;
import io.lineside.gateway.line.LinkTraffic;
import io.lineside.model.EquipmentId;
import io.lineside.model.line.LineHealth;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code /board/links}: what goes over the links to the lines and through the doors, and what last went wrong there; lines by
 * pages. Confined to event loops.
 */
final class LinkRoutes {
    private static final int PAGE = 50;
    /** Those that are away first, then those with errors. */
    private static final Comparator<Link> ORDER =
            Comparator.comparingInt(Link::rank).thenComparing(Link::id);

    private final Management management;

    LinkRoutes(Management management) {
        this.management = management;
    }

    void bindTo(ContractRouter router) {
        router.bind("readLinks", this::read);
    }

    private record Link(String id, LineHealth health, Optional<LinkTraffic> traffic) implements LinePick.Row {
        int rank() {
            if (!health.connected()) {
                return 0;
            }
            return traffic.flatMap(LinkTraffic::lastError).isPresent() ? 1 : 2;
        }

        @Override
        public boolean needsCare() {
            return rank() < 2;
        }
    }

    private void read(RoutingContext context) {
        List<Link> all = links();
        LinePick.Slice<Link> slice = LinePick.of(context, PAGE).of(all);
        var links = new JsonArray();
        slice.rows().forEach(link -> links.add(json(link)));
        var doors = new JsonArray();
        management.doors().doors().forEach((name, door) -> doors.add(json(name, door)));
        context.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(new JsonObject()
                        .put("page", slice.page())
                        .put("pages", slice.pages())
                        .put("found", slice.found())
                        .put("connectors", connectors(all))
                        .put("links", links)
                        .put("doors", doors)
                        .toBuffer());
    }

    private List<Link> links() {
        Map<EquipmentId, LinkTraffic> traffic = management.links().lines();
        List<Link> links = new ArrayList<>();
        management
                .health()
                .lines()
                .forEach((line, health) ->
                        links.add(new Link(line.value(), health, Optional.ofNullable(traffic.get(line)))));
        links.sort(ORDER);
        return links;
    }

    /** The sums of the lines of each protocol. */
    private static JsonArray connectors(List<Link> all) {
        Map<String, JsonObject> sums = new TreeMap<>();
        for (Link link : all) {
            LinkTraffic traffic = link.traffic().orElse(null);
            if (traffic == null) {
                continue;
            }
            JsonObject sum =
                    sums.computeIfAbsent(traffic.protocol(), protocol -> new JsonObject().put("protocol", protocol));
            add(sum, "lines", 1);
            add(sum, "connected", link.health().connected() ? 1 : 0);
            add(sum, "commands", traffic.commands());
            add(sum, "refused", traffic.refused());
            add(sum, "unanswered", traffic.unanswered());
            add(sum, "reports", traffic.reports());
            add(sum, "unkept", traffic.unkept());
            add(sum, "reconnects", reconnects(traffic));
        }
        return new JsonArray(List.copyOf(sums.values()));
    }

    private static void add(JsonObject sum, String name, long more) {
        sum.put(name, sum.getLong(name, 0L) + more);
    }

    private static long reconnects(LinkTraffic traffic) {
        return Math.max(0, traffic.connects() - 1);
    }

    private static JsonObject json(Link link) {
        LineHealth health = link.health();
        var json = new JsonObject()
                .put("line", link.id())
                .put("connected", health.connected())
                .put("detail", health.detail())
                .put("warnings", new JsonArray(health.warnings()))
                .put("failedAttempts", health.measures().failedAttempts());
        health.lastContact().ifPresent(at -> json.put("lastContact", at.toString()));
        link.traffic().ifPresent(traffic -> {
            json.put("protocol", traffic.protocol())
                    .put("commands", traffic.commands())
                    .put("accepted", traffic.accepted())
                    .put("refused", traffic.refused())
                    .put("unanswered", traffic.unanswered())
                    .put("reports", traffic.reports())
                    .put("unkept", traffic.unkept())
                    .put("reconnects", reconnects(traffic));
            traffic.lastError()
                    .ifPresent(error -> json.put(
                            "lastError",
                            new JsonObject().put("at", error.at().toString()).put("what", error.what())));
        });
        return json;
    }

    private static JsonObject json(String name, DoorReport.Door door) {
        DoorCounts.Passed passed = door.passed();
        var json = new JsonObject()
                .put("door", name)
                .put("kind", door.kind())
                .put("working", door.trouble().isEmpty())
                .put("documents", passed.documents())
                .put("taken", passed.taken())
                .put("refused", passed.refused())
                .put("sent", passed.sent());
        door.trouble().ifPresent(why -> json.put("detail", why));
        passed.lastError()
                .ifPresent(error -> json.put(
                        "lastError",
                        new JsonObject().put("at", error.at().toString()).put("what", error.what())));
        return json;
    }
}

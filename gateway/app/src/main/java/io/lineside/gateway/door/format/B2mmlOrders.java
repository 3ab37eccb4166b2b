package io.lineside.gateway.door.format;

import io.lineside.gateway.intake.Cause;
import io.lineside.gateway.intake.Refusal;
import io.lineside.gateway.product.Catalog;
import io.lineside.gateway.product.OptionFault;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads schedules of B2MML as orders: a {@code ProductionSchedule} of {@code ProductionRequest}s or an {@code
 * OperationsSchedule} of {@code OperationsRequest}s, by itself or in the {@code DataArea} of its {@code Process} message, of
 * V6 or V7. A request is an order and its ID the order's {@code externalId}; each of its {@code SegmentRequirement}s is an
 * item. What is made is the {@code MaterialDefinitionID} of what the segment produces, otherwise the request's {@code
 * ProductProductionRuleID} or {@code OperationsDefinitionID}; how many is its {@code Quantity}. Parameters of the segment and
 * properties of the material are options by their IDs, or values of packaging, delivery and service where the ID begins so,
 * as in {@code packaging.type}. {@code EndTime}, or the earliest {@code LatestEndTime} of the segments, is {@code
 * requestedBy}. {@link #IGNORED} says which elements mean nothing here; every other is refused. Thread-safe.
 */
public final class B2mmlOrders {
    /** Namespaces that are read. */
    public static final Set<String> NAMESPACES = Set.of(
            "http://www.mesa.org/xml/B2MML-V0600",
            "http://www.mesa.org/xml/B2MML-V0700",
            "http://www.mesa.org/xml/B2MML");

    /** Elements of requests, segments and materials that do not change what is made, and are read over. */
    public static final Set<String> IGNORED = Set.of(
            "Description",
            "HierarchyScope",
            "Location",
            "StartTime",
            "EarliestStartTime",
            "Duration",
            "PublishedDate",
            "ProcessSegmentID",
            "ProductSegmentID",
            "MaterialClassID",
            "RequiredByRequestedSegmentResponse");

    private static final Set<String> ENVELOPE = Set.of("ApplicationArea", "Process", "HierarchyScope", "Location");
    private static final Set<String> PIECES = Set.of("", "ea", "each", "c62", "h87", "pce", "pcs", "piece");
    private static final int MOST_REQUESTS = 10_000;

    private final Catalog catalog;

    B2mmlOrders(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Names of what is the same in the older production schedule and the newer one of any operations. */
    private enum Style {
        PRODUCTION(
                "ProductionRequest", "ProductProductionRuleID", "ProductionParameter", "MaterialProducedRequirement"),
        OPERATIONS("OperationsRequest", "OperationsDefinitionID", "SegmentParameter", "MaterialRequirement");

        private final String request;
        private final String definition;
        private final String parameter;
        private final String material;

        Style(String request, String definition, String parameter, String material) {
            this.request = request;
            this.definition = definition;
            this.parameter = parameter;
            this.material = material;
        }

        String schedule() {
            return request.replace("Request", "Schedule");
        }
    }

    Reading read(String text) {
        XmlElement root;
        try {
            root = XmlReader.read(text, NAMESPACES, ENVELOPE);
        } catch (XmlReader.NotReadException e) {
            return bad("bad-xml", "Document is not XML that is read here", String.valueOf(e.getMessage()), List.of());
        }
        List<Cause> causes = new ArrayList<>();
        List<OrderText> orders = new ArrayList<>();
        for (Style style : Style.values()) {
            for (XmlElement schedule : schedules(root, style, causes)) {
                var part =
                        new XmlPart(schedule, causes, Set.of(style.request), with("ID", "EndTime", "OperationsType"));
                operationsType(part);
                part.all(style.request).forEach(request -> orders.add(new Request(style, causes).read(request)));
            }
        }
        if (causes.isEmpty() && (orders.isEmpty() || orders.size() > MOST_REQUESTS)) {
            return bad(
                    "bad-xml",
                    "Document is no schedule that is read here",
                    "must be a ProductionSchedule or an OperationsSchedule of 1 to " + MOST_REQUESTS + " requests, was "
                            + root.name() + " of " + orders.size(),
                    List.of());
        }
        String faults = causes.size() == 1 ? "1 fault" : causes.size() + " faults";
        return causes.isEmpty()
                ? new Reading.Orders(orders)
                : bad("bad-b2mml", "Schedule can not be read as orders", faults, causes);
    }

    private static List<XmlElement> schedules(XmlElement root, Style style, List<Cause> causes) {
        if (root.name().equals(style.schedule())) {
            return List.of(root);
        }
        if (!root.name().equals("Process" + style.schedule())) {
            return List.of();
        }
        new XmlPart(root, causes, Set.of("DataArea"), ENVELOPE);
        return root.all("DataArea").stream()
                .peek(area -> new XmlPart(area, causes, Set.of(style.schedule()), ENVELOPE))
                .flatMap(area -> area.all(style.schedule()).stream())
                .toList();
    }

    private static void operationsType(XmlPart part) {
        part.text("OperationsType")
                .filter(type -> !type.equals("Production"))
                .ifPresent(type -> part.wrong("OperationsType", type, "Production", "is not done here"));
    }

    /** The time; one that is none comes first, and is refused as the order's. */
    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return Instant.MIN;
        }
    }

    private static Set<String> with(String... more) {
        Set<String> ignored = new HashSet<>(IGNORED);
        ignored.addAll(List.of(more));
        return ignored;
    }

    /** Reads the requests of one style. */
    private final class Request {
        private final Style style;
        private final List<Cause> causes;

        Request(Style style, List<Cause> causes) {
            this.style = style;
            this.causes = causes;
        }

        OrderText read(XmlElement request) {
            Set<String> known = Set.of("ID", "EndTime", "Priority", "Version", style.definition, "SegmentRequirement");
            var part = new XmlPart(request, causes, known, with("OperationsType"));
            operationsType(part);
            var order = new OrderBuilder(catalog, request.path());
            said(part, "ID", order, "externalId");
            said(part, "Priority", order, "priority");
            List<XmlPart> segments =
                    part.all("SegmentRequirement").stream().map(this::segment).toList();
            if (segments.isEmpty()) {
                part.missing("SegmentRequirement");
            }
            part.one("EndTime")
                    .or(() -> segments.stream()
                            .flatMap(segment -> segment.one("LatestEndTime").stream())
                            .min(Comparator.comparing(end -> instant(end.text()))))
                    .ifPresent(end -> order.order("requestedBy", end.text(), end.path()));
            segments.forEach(segment -> item(part, segment, order));
            return order.built();
        }

        private void said(XmlPart part, String name, OrderBuilder order, String field) {
            part.one(name).ifPresent(element -> order.order(field, element.text(), element.path()));
        }

        private XmlPart segment(XmlElement segment) {
            Set<String> known = Set.of("LatestEndTime", style.parameter, style.material, style.definition);
            var part = new XmlPart(segment, causes, known, with("ID", "OperationsType"));
            operationsType(part);
            return part;
        }

        private void item(XmlPart request, XmlPart segment, OrderBuilder order) {
            Optional<XmlElement> made = segment.one(style.material);
            if (made.isEmpty()) {
                segment.missing(style.material);
                return;
            }
            String property = style.material + "Property";
            var material = new XmlPart(
                    made.get(), causes, Set.of("MaterialDefinitionID", "MaterialUse", "Quantity", property), IGNORED);
            material.text("MaterialUse")
                    .filter(use -> !use.equals("Produced"))
                    .ifPresent(use -> material.wrong("MaterialUse", use, "Produced", "is planned here"));
            Optional<XmlElement> product = material.one("MaterialDefinitionID")
                    .or(() -> segment.one(style.definition))
                    .or(() -> request.one(style.definition));
            if (product.isEmpty()) {
                material.missing("MaterialDefinitionID");
                return;
            }
            order.item(product.get().text(), request.text("Version"), segment.path());
            order.own("product", product.get().text(), product.get().path());
            material.one("Quantity")
                    .ifPresentOrElse(quantity -> quantity(quantity, order), () -> material.missing("Quantity"));
            List<XmlElement> values = new ArrayList<>(segment.all(style.parameter));
            values.addAll(material.all(property));
            Set<String> seen = new HashSet<>();
            values.forEach(value -> value(value, order, seen));
        }

        private void quantity(XmlElement element, OrderBuilder order) {
            var quantity =
                    new XmlPart(element, causes, Set.of("QuantityString", "UnitOfMeasure"), Set.of("DataType", "Key"));
            quantity.text("UnitOfMeasure")
                    .filter(unit -> !PIECES.contains(unit.toLowerCase(Locale.ROOT)))
                    .ifPresent(unit -> quantity.wrong("UnitOfMeasure", unit, "EA", "pieces are ordered here"));
            quantity.text("QuantityString")
                    .ifPresentOrElse(
                            text -> order.own("quantity", text, element.path()),
                            () -> quantity.missing("QuantityString"));
        }

        private void value(XmlElement element, OrderBuilder order, Set<String> seen) {
            var parameter = new XmlPart(element, causes, Set.of("ID", "Value"), Set.of("Description"));
            Optional<String> id = parameter.text("ID");
            if (id.isEmpty()) {
                parameter.missing("ID");
                return;
            }
            if (!seen.add(id.get())) {
                parameter.wrong("ID", id.get(), "", "is given twice for one segment");
            }
            parameter.one("Value").ifPresent(found -> {
                var value =
                        new XmlPart(found, causes, Set.of("ValueString", "UnitOfMeasure"), Set.of("DataType", "Key"));
                String[] names = id.get().split("\\.", -1);
                boolean block = names.length > 1 && OrderBuilder.BLOCKS.contains(names[0]);
                List<String> path = List.of(names).subList(block ? 1 : 0, names.length);
                order.value(
                        block ? names[0] : OptionFault.OPTIONS,
                        path,
                        new OrderBuilder.Said(
                                value.text("ValueString").orElse(""),
                                value.text("UnitOfMeasure").orElse(""),
                                element.path()));
            });
        }
    }

    private static Reading bad(String code, String title, String detail, List<Cause> causes) {
        return new Reading.Bad(new Refusal(400, code, title, detail, causes));
    }
}

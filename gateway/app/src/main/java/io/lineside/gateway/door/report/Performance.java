package io.lineside.gateway.door.report;

import io.lineside.gateway.progress.Finished;
import io.lineside.gateway.store.RequestView;
import io.lineside.model.work.RequestState;
import io.lineside.model.work.TrackedJob;
import io.lineside.model.work.WorkItem;
import io.lineside.model.work.WorkRequest;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * An order that has ended as an {@code OperationsPerformance} of B2MML V6 (ISA-95 in XML). The order is its {@code
 * OperationsResponse}, each item a {@code SegmentResponse} with what was produced of it as {@code MaterialActual}, each job
 * order a {@code SegmentResponse} in that with its equipment, times, pieces and scrap. The same order is always the same text.
 * Nothing that was ordered is in it but product and quantity. Confined to one thread.
 */
final class Performance {
    private static final String NAMESPACE = "http://www.mesa.org/xml/B2MML-V0600";
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter out;
    private final String scope;
    private final RequestView order;
    private int depth;

    private Performance(String scope, RequestView order) throws XMLStreamException {
        this.out = FACTORY.createXMLStreamWriter(text);
        this.scope = scope;
        this.order = order;
    }

    /**
     * The document about an order.
     *
     * @param scope the site in the equipment hierarchy, as {@code acme/north}
     */
    static String of(String scope, RequestView order) {
        try {
            return new Performance(scope, order).write();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("order " + order.request().id() + ": can not be written as XML", e);
        }
    }

    private String write() throws XMLStreamException {
        WorkRequest request = order.request();
        out.writeStartDocument("UTF-8", "1.0");
        line();
        out.writeStartElement("OperationsPerformance");
        out.writeDefaultNamespace(NAMESPACE);
        depth++;
        element("ID", request.id().value());
        start("HierarchyScope");
        element("EquipmentID", scope);
        element("EquipmentElementLevel", "Site");
        end();
        element("OperationsType", "Production");
        times("StartTime", "EndTime", order.jobs());
        state("PerformanceState");
        element("PublishedDate", order.changedAt().toString());
        start("OperationsResponse");
        element("ID", request.id().value());
        element("OperationsType", "Production");
        if (request.externalId().isPresent()) {
            element("OperationsRequestID", request.externalId().get());
        }
        times("StartTime", "EndTime", order.jobs());
        state("ResponseState");
        for (WorkItem item : request.items()) {
            item(item);
        }
        end();
        end();
        out.writeEndDocument();
        out.flush();
        return text + "\n";
    }

    private void item(WorkItem item) throws XMLStreamException {
        List<TrackedJob> jobs =
                order.jobs().stream().filter(job -> job.item() == item.number()).toList();
        start("SegmentResponse");
        element("ID", String.valueOf(item.number()));
        times("ActualStartTime", "ActualEndTime", jobs);
        data("Ordered", item.quantity());
        data("Scrap", jobs.stream().mapToInt(TrackedJob::scrap).sum());
        data("ProductVersion", item.productVersion());
        start("MaterialActual");
        element("MaterialDefinitionID", item.product());
        element("MaterialUse", "Produced");
        quantity("Quantity", "QuantityString", Finished.pieces(jobs));
        end();
        for (TrackedJob job : jobs) {
            job(job);
        }
        end();
    }

    private void job(TrackedJob job) throws XMLStreamException {
        start("SegmentResponse");
        element("ID", job.id().value());
        element("ProcessSegmentID", job.operation());
        times("ActualStartTime", "ActualEndTime", List.of(job));
        data("JobState", job.phase().text(), "string");
        data("Quantity", job.quantity());
        data("Good", job.good());
        data("Scrap", job.scrap());
        start("EquipmentActual");
        element("EquipmentID", job.line().value());
        end();
        end();
    }

    /** Of the states of B2MML; one that it has no word for is Other with ours. */
    private void state(String name) throws XMLStreamException {
        RequestState state = order.state();
        indent();
        out.writeStartElement(name);
        switch (state) {
            case COMPLETED -> out.writeCharacters("Completed");
            case FAILED -> out.writeCharacters("Aborted");
            default -> {
                out.writeAttribute("OtherValue", state.text());
                out.writeCharacters("Other");
            }
        }
        out.writeEndElement();
    }

    private void times(String from, String to, Collection<TrackedJob> jobs) throws XMLStreamException {
        Optional<Instant> start =
                times(jobs.stream().map(TrackedJob::startedAt)).min(Comparator.naturalOrder());
        Optional<Instant> end = times(jobs.stream().map(TrackedJob::endedAt)).max(Comparator.naturalOrder());
        if (start.isPresent()) {
            element(from, start.get().toString());
        }
        if (end.isPresent()) {
            element(to, end.get().toString());
        }
    }

    private static Stream<Instant> times(Stream<Optional<Instant>> times) {
        return times.flatMap(Optional::stream);
    }

    private void data(String id, int pieces) throws XMLStreamException {
        data(id, String.valueOf(pieces), "integer");
    }

    private void data(String id, String value, String type) throws XMLStreamException {
        start("SegmentData");
        element("ID", id);
        start("Value");
        element("ValueString", value);
        element("DataType", type);
        end();
        end();
    }

    private void quantity(String name, String valueName, int pieces) throws XMLStreamException {
        start(name);
        element(valueName, String.valueOf(pieces));
        element("DataType", "integer");
        element("UnitOfMeasure", "EA");
        end();
    }

    private void start(String name) throws XMLStreamException {
        indent();
        out.writeStartElement(name);
        depth++;
    }

    private void end() throws XMLStreamException {
        depth--;
        indent();
        out.writeEndElement();
    }

    private void element(String name, String value) throws XMLStreamException {
        indent();
        out.writeStartElement(name);
        out.writeCharacters(value);
        out.writeEndElement();
    }

    private void indent() throws XMLStreamException {
        line();
        out.writeCharacters("  ".repeat(depth));
    }

    private void line() throws XMLStreamException {
        out.writeCharacters("\n");
    }
}

package io.lineside.gateway.door.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.gateway.store.RequestView;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.SpecDigest;
import io.lineside.model.TenantId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.job.ParameterValue;
import io.lineside.model.job.ReportMark;
import io.lineside.model.work.Batch;
import io.lineside.model.work.CancelWish;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.NamedUnits;
import io.lineside.model.work.RequestState;
import io.lineside.model.work.TrackedJob;
import io.lineside.model.work.WorkItem;
import io.lineside.model.work.WorkRequest;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** {@code OperationsPerformance} of B2MML V6 against files that stand beside it, and the order of its schema. */
class PerformanceTest {
    private static final Path GOLDEN = Path.of("src/test/resources/performance");
    private static final Instant START = Instant.parse("2026-12-01T08:00:00Z");

    /** Children in the order of the schema (B2MML-V0600-OperationsPerformance.xsd), as far as they are written. */
    private static final Map<String, List<String>> SEQUENCE = Map.of(
            "OperationsPerformance",
                    List.of(
                            "ID",
                            "HierarchyScope",
                            "OperationsType",
                            "StartTime",
                            "EndTime",
                            "PerformanceState",
                            "PublishedDate",
                            "OperationsResponse"),
            "HierarchyScope", List.of("EquipmentID", "EquipmentElementLevel"),
            "OperationsResponse",
                    List.of(
                            "ID",
                            "OperationsType",
                            "OperationsRequestID",
                            "StartTime",
                            "EndTime",
                            "ResponseState",
                            "SegmentResponse"),
            "SegmentResponse",
                    List.of(
                            "ID",
                            "ProcessSegmentID",
                            "ActualStartTime",
                            "ActualEndTime",
                            "SegmentData",
                            "EquipmentActual",
                            "MaterialActual",
                            "SegmentResponse"),
            "SegmentData", List.of("ID", "Value"),
            "Value", List.of("ValueString", "DataType"),
            "EquipmentActual", List.of("EquipmentID"),
            "MaterialActual", List.of("MaterialDefinitionID", "MaterialUse", "Quantity"),
            "Quantity", List.of("QuantityString", "DataType", "UnitOfMeasure"));

    @Test
    void orderWithScrapThatWasMadeAgain() throws Exception {
        // Given
        RequestView order = order(
                RequestState.PARTIALLY_COMPLETED,
                List.of(
                        job("ord_1-1-glaze", "glaze", "glaze-1", 12, 10, 2),
                        job("ord_1-1-glaze-r1", "glaze", "glaze-1", 2, 1, 1),
                        job("ord_1-1-pack", "pack", "pack-1", 11, 11, 0)));

        // Then
        assertGolden("partially-completed.xml", order);
    }

    @Test
    void orderOfWhichNothingWasBegun() throws Exception {
        assertGolden("cancelled.xml", order(RequestState.CANCELLED, List.of()));
    }

    @ParameterizedTest
    @EnumSource(RequestState.class)
    void everyStateHasAWord(RequestState state) throws Exception {
        // When
        Element root = parsed(Performance.of("acme/north", order(state, List.of())));

        // Then
        Element word = (Element) root.getElementsByTagName("PerformanceState").item(0);
        assertThat(word.getTextContent()).isIn("Completed", "Aborted", "Other");
        assertThat(word.getAttribute("OtherValue"))
                .isEqualTo(word.getTextContent().equals("Other") ? state.text() : "");
    }

    private static void assertGolden(String name, RequestView order) throws Exception {
        String text = Performance.of("acme/north", order);
        Path golden = GOLDEN.resolve(name);
        if (Boolean.getBoolean("lineside.golden.write")) {
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
        assertSequence(parsed(text));
    }

    private static Element parsed(String text) throws Exception {
        var factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)))
                .getDocumentElement();
    }

    private static void assertSequence(Element element) throws IOException {
        assertThat(element.getNamespaceURI()).isEqualTo("http://www.mesa.org/xml/B2MML-V0600");
        List<Integer> places = new ArrayList<>();
        NodeList children = element.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element child) {
                List<String> sequence = SEQUENCE.getOrDefault(element.getLocalName(), List.of());
                assertThat(sequence).contains(child.getLocalName());
                places.add(sequence.indexOf(child.getLocalName()));
                assertSequence(child);
            }
        }
        assertThat(places).isSorted();
    }

    private static RequestView order(RequestState state, List<TrackedJob> jobs) {
        var item = new WorkItem(
                1,
                "mug",
                3,
                12,
                Map.of("text", new ParameterValue.Text("<Ada & Bob>")),
                Map.of(),
                SpecDigest.of("mug"));
        var request = new WorkRequest(
                new WorkRequestId("ord_1"),
                new TenantId("acme"),
                Optional.of("WO<4711>&1"),
                List.of(item),
                0,
                Optional.empty(),
                START);
        return new RequestView(request, state, 9, START.plusSeconds(900), jobs);
    }

    private static TrackedJob job(String id, String operation, String line, int quantity, int good, int scrap) {
        return new TrackedJob(
                new JobOrderId(id),
                new WorkRequestId("ord_1"),
                1,
                operation,
                Batch.whole(quantity),
                new EquipmentId(line),
                operation.equals("pack"),
                JobPhase.ENDED,
                quantity,
                0,
                1,
                good,
                scrap,
                "",
                true,
                START,
                Optional.of(START.plusSeconds(1)),
                Optional.of(START.plusSeconds(10)),
                Optional.of(START.plusSeconds(10L * quantity)),
                ReportMark.NONE,
                NamedUnits.NONE,
                CancelWish.NONE);
    }
}

package io.lineside.connector.mqtt.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lineside.model.JobOrderId;
import io.lineside.model.WorkMasterId;
import io.lineside.model.job.CommandOutcome;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.JobParameter;
import io.lineside.model.job.JobResponse;
import io.lineside.model.job.JobState;
import io.lineside.model.job.JobSubstate;
import io.lineside.model.job.Material;
import io.lineside.model.job.MaterialUse;
import io.lineside.model.job.ParameterValue;
import io.lineside.model.job.RefusalCode;
import io.lineside.model.line.JobEvidence;
import io.lineside.model.line.JobListing;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What lines send, as the description shows it, as a careless line sends it, and as no line should. */
class MessageReaderTest {
    private final MessageReader reader = new MessageReader();

    @Test
    void jobStateIsReadAsTheDescriptionShowsIt() throws Exception {
        // When
        JobResponse read = reader.jobState(golden("job-state.json"));
        // Then
        assertThat(read)
                .isEqualTo(new JobResponse(
                        "ord_01JD-1-pack#7",
                        new JobOrderId("ord_01JD-1-pack"),
                        JobState.ENDED,
                        Optional.of(Instant.parse("2026-11-22T10:16:02.040Z")),
                        Optional.of(Instant.parse("2026-11-22T10:15:31Z")),
                        Optional.of(Instant.parse("2026-11-22T10:16:02Z")),
                        List.of(
                                JobParameter.of("ScrapQuantity", new ParameterValue.Whole(1)),
                                new JobParameter(
                                        "Peak",
                                        new ParameterValue.Decimal(1200.0),
                                        "CEL",
                                        List.of(JobParameter.of("Zone", new ParameterValue.Text("top"))))),
                        List.of(
                                Material.produced("mug", 12),
                                new Material("glaze", null, null, MaterialUse.CONSUMED, new BigDecimal("0.36"), "KGM")),
                        Optional.of(JobSubstate.COMPLETED)));
        assertThat(read.goodQuantity()).isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource({
        "4, InterruptedSubstates, 1, HELD",
        "4, InterruptedSubstates, 2, SUSPENDED",
        "5, EndedSubstates, 2, CLOSED",
        "1, NotAllowedToStartSubstates, 1, WAITING",
        "2, AllowedToStartSubstates, 3, LOADED",
        "4, InterruptedSubstates, 9,",
        "4, EndedSubstates, 1,",
        "3, MakersOwnSubstates, 1,"
    })
    void substateIsReadWhereItFitsTheState(int state, String path, int number, @Nullable JobSubstate substate)
            throws Exception {
        // When
        JobResponse read =
                reader.jobState(bytes("{\"JobResponse\":{\"JobOrderID\":\"a\",\"JobState\":[{\"StateNumber\":" + state
                        + "},{\"BrowsePath\":\"" + path + "\",\"StateNumber\":" + number + "}]}}"));
        // Then
        assertThat(read.substate()).isEqualTo(Optional.ofNullable(substate));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{not json|message, column 2: must be JSON",
                "[]|message: must be a JSON object, was ARRAY",
                "{}|JobResponse: is missing",
                "{\"JobResponse\":3}|JobResponse: must be an object, was '3'",
                "{\"JobResponse\":{\"JobOrderID\":\"a/b\"}}|JobResponse.JobOrderID: must be the id of a job order",
                "{\"JobResponse\":{\"JobOrderID\":\"a\"}}|JobResponse.JobState[0]: is missing",
                "{\"JobResponse\":{\"JobOrderID\":\"a\",\"JobState\":[{\"StateNumber\":7}]}}|"
                        + "JobResponse.JobState[0].StateNumber: must be 1 to 6, was 7",
                "{\"Timestamp\":\"noon\",\"JobResponse\":{\"JobOrderID\":\"a\"}}|"
                        + "Timestamp: must be an ISO 8601 time, was 'noon'",
            })
    void brokenMessageIsToldByPlaceAndRule(String json, String message) {
        assertThatThrownBy(() -> reader.jobState(bytes(json)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E999999999", "-1", "2147483648", "1E-999999999", "twelve", "1e20"})
    void impossibleQuantityIsMalformedNotABurden(String quantity) {
        String json =
                response("\"MaterialActuals\":[{\"MaterialUse\":\"Produced\",\"Quantity\":\"" + quantity + "\"}]");
        assertThatThrownBy(() -> reader.jobState(bytes(json)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("JobResponse.MaterialActuals[0].Quantity");
    }

    @Test
    void deepAndLargeMessagesAreRefused() {
        assertThatThrownBy(() -> reader.jobState(bytes("[".repeat(100_000))))
                .isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> reader.jobState(new byte[MessageReader.LARGEST_PAYLOAD + 1]))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("must not be longer than 1048576 bytes");
    }

    @Test
    void answerIsFoundByThePropertyWhereTheBodyLacksTheCorrelation() throws Exception {
        LineAnswer answer = reader.answer(bytes("{\"Messages\":[{\"Payload\":{\"ReturnStatus\":1}}]}"), "0f");
        assertThat(answer.correlation()).isEqualTo("0f");
        assertThat(answer.asOutcome()).isEqualTo(new CommandOutcome.Accepted());
    }

    @ParameterizedTest
    @CsvSource({
        "2,UNKNOWN_JOB_ORDER",
        "8,INVALID_STATE",
        "16,UNABLE_TO_ACCEPT",
        "4294967296,INVALID_REQUEST",
        "9223372036854775808,VENDOR",
        "'\"16\"',UNABLE_TO_ACCEPT"
    })
    void returnStatusIsABitmap(String status, RefusalCode code) throws Exception {
        CommandOutcome outcome = answer("\"ReturnStatus\":" + status).asOutcome();
        assertThat(outcome).isInstanceOfSatisfying(CommandOutcome.Refused.class, refused -> assertThat(refused.code())
                .isEqualTo(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "3", "17", "'18446744073709551615'", "18446744073709551617"})
    void returnStatusThatIsNoErrorAndAnErrorAtOnceProvesNothing(String status) throws Exception {
        CommandOutcome outcome =
                answer("\"ReturnStatus\":" + status.replace('\'', '"')).asOutcome();
        assertThat(outcome).isInstanceOf(CommandOutcome.Unknown.class);
    }

    @Test
    void vendorsMayAddTheirOwnBitsToNoError() throws Exception {
        assertThat(answer("\"ReturnStatus\":8589934593").asOutcome()).isEqualTo(new CommandOutcome.Accepted());
    }

    @Test
    void questionAboutAnUnknownJobProvesItsAbsence() throws Exception {
        assertThat(answer("\"ReturnStatus\":2").asEvidence(new JobOrderId("a"))).isEqualTo(new JobEvidence.Absent());
    }

    @Test
    void answerAboutAnotherJobProvesNothing() throws Exception {
        var answer =
                answer("\"ReturnStatus\":1,\"JobResponse\":{\"JobOrderID\":\"b\",\"JobState\":[{\"StateNumber\":3}]}");
        assertThat(answer.asEvidence(new JobOrderId("a"))).isInstanceOf(JobEvidence.Unanswered.class);
    }

    @Test
    void listingWithAnUnreadableEntryProvesNothing() throws Exception {
        var answer = answer("\"ReturnStatus\":1,\"JobResponses\":[{\"JobOrderID\":\"a\",\"JobState\":[]}]");
        assertThat(answer.asListing()).isInstanceOf(JobListing.Unanswered.class);
    }

    @Test
    void listingWithoutAListProvesNothing() throws Exception {
        assertThat(answer("\"ReturnStatus\":1").asListing()).isInstanceOf(JobListing.Unanswered.class);
    }

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsWrittenAsParametersReadsTheSame(long seed) throws Exception {
        // Given
        var random = new Random(seed);
        List<JobParameter> parameters = parameters(random, 0);
        // When
        JobResponse read = reader.jobState(bytes(echo(parameters).toString()));
        // Then
        assertThat(read.data()).isEqualTo(parameters);
    }

    /** What a line that echoes its parameters would report. */
    private static JsonNode echo(List<JobParameter> parameters) {
        JobOrder order =
                JobOrder.of(new JobOrderId("a"), new WorkMasterId("w"), parameters, Material.produced("mug", 1));
        JsonNode written = new JobOrderWriter().write(order);
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        ObjectNode response = message.putObject("JobResponse").put("JobOrderID", "a");
        response.putArray("JobState").addObject().put("StateNumber", 3);
        response.set("JobResponseData", written.path("JobOrderParameters"));
        return message;
    }

    private static List<JobParameter> parameters(Random random, int depth) {
        List<JobParameter> parameters = new ArrayList<>();
        for (int i = random.nextInt(depth == 0 ? 8 : 3); i > 0 && depth < 4; i--) {
            String unit = random.nextBoolean() ? "KGM" : null;
            parameters.add(new JobParameter("p" + i, value(random), unit, parameters(random, depth + 1)));
        }
        return parameters;
    }

    private static ParameterValue value(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new ParameterValue.Text(text(random));
            case 1 -> new ParameterValue.Whole(random.nextLong() >> random.nextInt(64));
            case 2 -> new ParameterValue.Decimal(decimal(random));
            default -> new ParameterValue.Flag(random.nextBoolean());
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            text.appendCodePoint(random.nextInt(8) == 0 ? 0x1F600 + random.nextInt(50) : random.nextInt(0xD800));
        }
        return text.toString();
    }

    private static double decimal(Random random) {
        double any = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(any) && random.nextBoolean() ? any : random.nextInt(1000);
    }

    private LineAnswer answer(String payload) throws MalformedMessageException {
        return reader.answer(bytes("{\"CorrelationData\":\"0F\",\"Messages\":[{\"Payload\":{" + payload + "}}]}"), "");
    }

    private static String response(String members) {
        return "{\"JobResponse\":{\"JobOrderID\":\"a\",\"JobState\":[{\"StateNumber\":3}]," + members + "}}";
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] golden(String name) throws IOException {
        try (var in = MessageReaderTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }
}

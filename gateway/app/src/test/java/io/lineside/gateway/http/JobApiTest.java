package io.lineside.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lineside.gateway.Platform;
import io.lineside.gateway.cli.Lineside;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.work.EventType;
import io.lineside.model.work.JobChange;
import io.lineside.model.work.JobPhase;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The management port's answers to people who have to decide about jobs. */
class JobApiTest extends ApiTestBase {
    private static final EquipmentId GLAZE = new EquipmentId("glaze-1");

    private String order = "";
    private String job = "";

    @BeforeEach
    void heldJob() {
        start(ApiLimits.USUAL);
        order = platform.accepted(ONE);
        var claim = now(bench().store.claim(GLAZE, 1)).get(0);
        job = claim.job().id().value();
        to(new JobOrderId(job), JobPhase.HELD, EventType.JOB_HELD, "it may have been made");
    }

    @Test
    void jobThatWaitsForAPersonIsListedWithItsAgeAndReason() {
        // When
        JsonNode jobs = Platform.json(operator.get("/jobs?stuck=true")).path("jobs");
        // Then
        assertThat(jobs).hasSize(1);
        assertThat(jobs.get(0).path("jobOrder").asText()).isEqualTo(job);
        assertThat(jobs.get(0).path("state").asText()).isEqualTo("Held");
        assertThat(jobs.get(0).path("reason").asText()).isEqualTo("it may have been made");
        assertThat(jobs.get(0).path("ageSeconds").isIntegralNumber()).isTrue();
        assertThat(jobs.get(0).path("overdue").isBoolean()).isTrue();
    }

    @Test
    void jobsOfOneLineAreListedAloneAndThoseOfAllLinesAreCounted() {
        // When
        JsonNode ofLine = Platform.json(operator.get("/jobs?stuck=true&line=glaze-1"));
        JsonNode ofOther = Platform.json(operator.get("/jobs?stuck=true&line=glaze-2"));
        // Then
        assertThat(ofLine.path("jobs")).hasSize(1);
        assertThat(ofOther.path("jobs")).isEmpty();
        assertThat(List.of(ofLine, ofOther))
                .allSatisfy(answer ->
                        assertThat(answer.path("lines").toString()).isEqualTo("[{\"line\":\"glaze-1\",\"jobs\":1}]"));
        assertThat(command(0, "stuck", "--line", "glaze-1")).contains(job);
        assertThat(command(0, "stuck", "--line", "glaze-2")).contains("nothing waits for a person");
        assertProblem(operator.get("/jobs?stuck=true&line=no%20line"), 400, "bad-query");
    }

    @Test
    void jobsBeyondThoseThatAreListedAreCountedByLine() {
        // Given
        for (int orders = 0; orders < 510; orders++) {
            platform.accepted(ONE);
        }
        now(bench().store.claim(GLAZE, 510))
                .forEach(claim -> to(claim.job().id(), JobPhase.HELD, EventType.JOB_HELD, "it may have been made"));
        // Then
        assertThat(command(0, "stuck")).endsWith("11 more wait (glaze-1 511); --line LINE lists those of one line\n");
        assertThat(command(0, "stuck", "--line", "glaze-1"))
                .endsWith("11 more wait (glaze-1 511); they are listed as these are decided\n");
    }

    @Test
    void jobThatWaitsForTooLongIsOverdueInTheListAndOnTheCommandLine() {
        // When
        JsonNode overdue = await().until(
                        () -> Platform.json(operator.get("/jobs?stuck=true")).path("jobs"),
                        jobs -> jobs.path(0).path("overdue").asBoolean());
        // Then
        assertThat(overdue).hasSize(1);
        assertThat(overdue.get(0).path("limit").asText()).isEqualTo("PT0.000000001S");
        assertThat(command(0, "stuck")).contains("(overdue, limit PT0.000000001S)");
    }

    @Test
    void everythingAboutAJobIsOneJsonDocument() {
        // When
        JsonNode file = Platform.json(operator.get("/jobs/" + job));
        // Then
        assertThat(file.path("evidence").path("atTheLine").asText()).isEqualTo("unknown");
        assertThat(file.path("payload").path("id").asText() + file.path("payload"))
                .contains(job);
        assertThat(file.path("payloadSound").asBoolean()).isTrue();
        assertThat(file.path("events")).hasSizeGreaterThan(2);
    }

    @Test
    void decisionIsInTheAuditOnceAndARefusedOneIsNot() {
        // When
        decide("{'decision':'made','good':1,'attempt':1,'by':'Ann','why':'it lies on the tray'}");
        decide("{'decision':'made','good':1,'attempt':1,'by':'Ann','why':'it lies on the tray'}");
        // Then
        JsonNode entries = Platform.json(operator.get("/audit")).path("entries");
        assertThat(entries).hasSize(1);
        assertThat(entries.path(0).path("who").asText()).isEqualTo("anybody at the management port");
        assertThat(entries.path(0).path("what").asText()).isEqualTo("job-decided");
        assertThat(entries.path(0).path("subject").asText()).isEqualTo(job);
        assertThat(entries.path(0).path("detail").asText())
                .contains("\"by\":\"Ann\"", "\"decision\":\"made\"", "it lies on the tray");
    }

    @Test
    void decisionEndsTheJobAndTheSameOneAgainIsAConflict() {
        // When
        HttpResponse<String> first =
                decide("{'decision':'made','good':1,'attempt':1,'by':'Ann','why':'it lies on the tray'}");
        HttpResponse<String> second =
                decide("{'decision':'made','good':1,'attempt':1,'by':'Ann','why':'it lies on the tray'}");
        // Then
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(Platform.json(first).path("state").asText()).isEqualTo("Ended");
        assertProblem(second, 409, "job-moved-on");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'attempt':1,'by':'A','why':'w'} | /decision | required",
                "{'decision':'destroy','attempt':1,'by':'A','why':'w'} | /decision | pattern",
                "{'decision':'made','attempt':1,'by':'A','why':'w'} | /good | required",
                "{'decision':'made','good':2,'attempt':1,'by':'A','why':'w'} | /good | range",
                "{'decision':'made','good':-1,'attempt':1,'by':'A','why':'w'} | /good | range",
                "{'decision':'retry','good':1,'attempt':1,'by':'A','why':'w'} | /good | unknown-field",
                "{'decision':'move','attempt':1,'by':'A','why':'w'} | /line | required",
                "{'decision':'move','line':'pack-1','attempt':1,'by':'A','why':'w','confirmed':true} | /line |"
                        + " capable-line",
                "{'decision':'not-made','attempt':1,'by':'A','why':'w'} | /confirmed | confirmation",
                "{'decision':'not-made','confirmed':'yes','attempt':1,'by':'A','why':'w'} | /confirmed | type",
                "{'decision':'retry','by':'A','why':'w'} | /attempt | required",
                "{'decision':'retry','attempt':1,'why':'w'} | /by | required",
                "{'decision':'retry','attempt':1,'by':' ','why':'w'} | /by | pattern",
                "{'decision':'retry','attempt':1,'by':'A'} | /why | required",
                "{'decision':'retry','attempt':1,'by':'A','why':'w','force':true} | /force | unknown-field"
            })
    void faultOfADecisionIsNamedWithPointerAndRule(String body, String pointer, String rule) {
        // When
        HttpResponse<String> answer = decide(body);
        // Then
        assertProblem(answer, 422, "decision-refused");
        assertThat(Platform.json(answer).path("errors")).anySatisfy(cause -> {
            assertThat(cause.path("pointer").asText()).isEqualTo(pointer);
            assertThat(cause.path("rule").asText()).isEqualTo(rule);
        });
        assertThat(Platform.json(operator.get("/jobs/" + job)).path("state").asText())
                .isEqualTo("Held");
    }

    @Test
    void whatIsNoDecisionAtAllIsRefused() {
        assertProblem(decide("not json"), 400, "not-json");
        assertProblem(
                operator.post(
                        "/jobs/none/decisions", "{\"decision\":\"retry\",\"attempt\":1,\"by\":\"A\",\"why\":\"w\"}"),
                404,
                "no-such-job");
        assertProblem(operator.get("/jobs/none"), 404, "no-such-job");
        assertProblem(operator.get("/jobs"), 400, "bad-query");
        assertProblem(operator.get("/orders/none/explain"), 404, "no-such-order");
    }

    @Test
    void platformsCanNotDecide() {
        assertProblem(platform.get("/jobs?stuck=true"), 404, "no-such-path");
        assertProblem(platform.get("/orders/" + order + "/explain"), 404, "no-such-path");
    }

    @Test
    void storyOfTheOrderIsToldAsText() {
        // When
        HttpResponse<String> story = operator.get("/orders/" + order + "/explain");
        // Then
        assertThat(story.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
        assertThat(story.body())
                .contains("Order " + order, "held for a person: it may have been made", "waits for: a person");
    }

    @Test
    void sameIsDoneOnTheCommandLine() {
        // When
        String stuck = command(0, "stuck");
        String refused = command(1, "decide", job, "not-made", "--by", "Ann", "--why", "tray empty");
        String decided = command(0, "decide", job, "not-made", "--confirmed", "--by", "Ann", "--why", "tray empty");
        String story = command(0, "explain", order);
        String none = command(0, "stuck");
        // Then
        assertThat(stuck).contains(job + "  Held at glaze-1 for ", "it may have been made");
        assertThat(refused).contains("/confirmed: nothing proves that the line does not have the job");
        assertThat(decided).contains(job + " is Queued at glaze-1: Ann decided: it was not made");
        assertThat(story).contains("by: Ann", "why: tray empty");
        assertThat(none).contains("nothing waits for a person");
    }

    @Test
    void commandLineSaysThatNobodyAnswers() {
        // Given
        String url = url();
        server().close();
        // When
        String said = Lineside.says(1, "stuck", "--url", url);
        // Then
        assertThat(said).contains("no gateway answers at " + url);
    }

    private String command(int code, String name, String... arguments) {
        var all = new ArrayList<String>(List.of(name, "--url", url()));
        all.addAll(List.of(arguments));
        return Lineside.says(code, all.toArray(String[]::new));
    }

    private String url() {
        return "http://127.0.0.1:" + server().managementPort();
    }

    private HttpResponse<String> decide(String body) {
        return operator.post("/jobs/" + job + "/decisions", body.replace('\'', '"'));
    }

    private void to(JobOrderId id, JobPhase phase, EventType event, String reason) {
        now(bench().store.change(id, seen -> Optional.of(JobChange.to(phase, event, seen, reason))));
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
